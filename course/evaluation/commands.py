"""What is typed to take a course's data along."""

import os
from pathlib import Path

import click
from flask.cli import with_appcontext

from course.csv_text import FLAVOURS, PLAIN
from course.evaluation.exporting import FILES, dataset_of


@click.command("export")
@click.argument("course")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--flavour", type=click.Choice(FLAVOURS), default=PLAIN, show_default=True,
              help="For programs, or with a byte order mark and harmless formulas, for spreadsheets.")
@with_appcontext
def export_course(course, folder, flavour):
    """Write all files of a COURSE into FOLDER. People stand in them under the export's own names."""
    data = dataset_of(course)
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        unfinished, path = folder / f".{name}.csv", folder / f"{name}.csv"
        with unfinished.open("wb") as file:
            file.writelines(data.file(name, flavour))
        os.replace(unfinished, path)  # who reads the folder never meets half a file
        click.echo(f"{path}: {data.rows(name)} rows")
