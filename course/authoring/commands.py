"""What is typed to publish, and to see before what publishing would do."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from course.authoring.publishing import CourseDoesNotParse, prepare_folder, publish_prepared, whom_it_touches
from course.authoring.queries import changes_of
from course.authoring.saying import in_a_line
from course.content.settling import CLASSES, Ruling, settle
from course.database import writing


def _said(context, parameter, values):
    """{question: class} of values such as `told=wording`."""
    wrong = [value for value in values if value.partition("=")[2] not in CLASSES]
    if wrong:
        raise click.BadParameter(f"{wrong[0]} is not QUESTION=CLASS. The classes are {', '.join(CLASSES)}.")
    return dict(value.split("=", 1) for value in values)


@click.command("publish")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--note", default="", help="A line for the course's history.")
@click.option("--dry-run", is_flag=True, help="Say what would change and how many learners that touches; publish nothing.")
@click.option("--as", "said", multiple=True, callback=_said, metavar="QUESTION=CLASS",
              help="What a change of a question is: wording (the same question), key, or structure (another question).")
@click.option("--confirm", is_flag=True, help="The classes of all other changes are as they were found.")
@click.option("--tell", multiple=True, metavar="QUESTION", help="Tell who got it wrong that its feedback is better now.")
@with_appcontext
def publish_course(folders, note, dry_run, said, confirm, tell):
    """Publish courses from their FOLDERS, each whole or not at all."""
    if len(folders) > 1 and (said or tell):
        raise click.UsageError("Name one folder when you say what its changes are.")
    ruling = Ruling(said, confirm, frozenset(tell))
    for folder in folders:
        prepared = prepare_folder(folder)
        changes = changes_of(prepared)
        if dry_run:
            _say_what_would_change(folder, prepared, settle(changes, ruling))
            continue
        with writing():
            publication = publish_prepared(prepared, touched=whom_it_touches(changes), note=note, ruling=ruling)
            number = publication.number
        click.echo(f"{folder}: publication {number} stands")


def _say_what_would_change(folder, prepared, changes):
    if prepared.errors:
        raise CourseDoesNotParse(prepared.errors)
    for change in changes:
        click.echo(f"  {in_a_line(change)}")
    click.echo(f"{folder}: {len(changes)} changes; nothing was published")
