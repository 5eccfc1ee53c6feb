"""What is typed to publish."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from course.authoring.publishing import prepare_folder, publish_prepared
from course.database import writing


@click.command("publish")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--note", default="", help="A line for the course's history.")
@with_appcontext
def publish_course(folders, note):
    """Publish courses from their FOLDERS, each whole or not at all."""
    for folder in folders:
        prepared = prepare_folder(folder)
        with writing():
            publication = publish_prepared(prepared, note=note)
            number = publication.number
        click.echo(f"{folder}: publication {number} stands")
