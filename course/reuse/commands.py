"""What is typed to pack a course as a zip of Markdown."""

import os
from pathlib import Path

import click
from flask.cli import with_appcontext

from course.content.queries import standing
from course.reuse.exporting import parcel_of_edition


@click.command("pack")
@click.argument("course")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--module", metavar="ID", help="One module by itself, as a course that can stand without the rest.")
@with_appcontext
def pack_course(course, file, module):
    """Pack what stands of a COURSE into a zip FILE: the folder of Markdown that it was published from, byte for byte."""
    parcel = parcel_of_edition(standing(course), module)
    file = file or Path(f"{parcel.folder}.zip")
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with open(beside, "xb") as out:
            out.writelines(parcel.zipped())
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)
    click.echo(f"{file}: {len(parcel.files)} files of {parcel.folder}. To check and publish it, unpack it into modules/.")


COMMANDS = (pack_course,)
