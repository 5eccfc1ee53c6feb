"""`course cmi5`: packages of other tools, imported where they lie on this machine."""

import click
from flask.cli import AppGroup

from course.cmi5 import importing, queries
from course.cmi5.structure import in_words
from course.content.queries import standing
from course.database import writing

cmi5_group = AppGroup("cmi5", help="Packages of other tools (cmi5), whose units lessons offer.")


@cmi5_group.command("import")
@click.argument("course")
@click.argument("file", type=click.File("rb"))
@click.option("--key", default="", help="What lessons call it; else the file's name.")
def import_package(course, file, key):
    """Import FILE, a zip or a cmi5.xml, into a published COURSE; again under the same key it is a new version."""
    standing(course)
    given = importing.begin_import(course, key, file, file.name)
    number = importing.is_standing(given)
    if number is not None:
        click.echo(f"{given.key}: these very files stand already, as version {number}.")
        return
    try:
        for files, pieces in importing.batches(given):
            with writing():
                importing.keep(files, pieces)
        with writing():
            done = importing.finish_import(given)
    except BaseException:
        with writing():
            importing.drop(given.content)
        raise
    click.echo(f"{done.key}: version {done.number} stands, with {len(given.package.structure.units)} units:")
    for unit in given.package.structure.units:
        click.echo(f"  {unit.id}  {in_words(unit.title)}")


@cmi5_group.command("list")
@click.argument("course")
def show(course):
    """The packages of COURSE."""
    for one in queries.packages_of(course):
        click.echo(f"{one.key}  version {one.number}  {len(one.structure.units)} units  {in_words(one.structure.title)}")
