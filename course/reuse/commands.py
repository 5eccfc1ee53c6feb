"""What is typed to pack a course as a zip of Markdown, and to make a course of such a zip."""

import os
from pathlib import Path

import click
from flask.cli import with_appcontext

from course.content.beginning import BESIDE, id_of, refuse_full
from course.content.pulling import write_files
from course.content.queries import standing
from course.reuse.exporting import origin_of, parcel_of_edition
from course.reuse.forking import forked
from course.reuse.unpacking import checked_address, open_course


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


@click.command("fork")
@click.argument("file", metavar="ZIP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What yours is called; left out: as the course in the zip.")
@click.option("--from", "address", default="", help="Where it stands on the web; left out: as the zip says.")
@click.option("--changes", default="", help="What you change, in a sentence.")
def fork_course(file, folder, title, address, changes):
    """Make a course of your own, in a new FOLDER, of the course in a ZIP. Its id is made of the folder's name."""
    refuse_full(folder)
    key = id_of(folder.resolve().name)
    with open(file, "rb") as sent:
        given = open_course(sent)
    origin = origin_of(given.text, given.edition, changes, checked_address(address) or given.address)
    files = forked(given.files, given.text, key, title or given.text.title, origin)
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, {path: text.encode() for path, text in BESIDE.items()} | files)
    click.echo(f"{folder}: the course {key} is made of “{given.text.title}”. Change its texts, then: course check {folder}")


COMMANDS = (pack_course,)
