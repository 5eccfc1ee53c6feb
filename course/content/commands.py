"""What is typed about the library: check a course's folder, see a course's history, fetch back a revision's text."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from course.content import queries
from course.content.checking import check_files
from course.content.reading import read_folder


@click.command("check")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_course(folders):
    """Check courses' FOLDERS: one problem a line, `file:line:column: level code message`. Errors end with status 1."""
    broken = False
    for folder in folders:
        problems = problems_in(folder)
        for problem in problems:
            click.echo(f"{folder}/{problem}")
        errors = sum(problem.level == "error" for problem in problems)
        broken |= errors > 0
        click.echo(f"{folder}: {errors} errors, {len(problems) - errors} warnings")
    sys.exit(1 if broken else 0)


def problems_in(folder):
    """All Problems of a course's folder; what cannot even be read hides what might be wrong inside."""
    files, problems = read_folder(folder)
    if any(problem.level == "error" for problem in problems):
        return problems
    return problems + check_files(files)[1]


@click.command("history")
@click.argument("course")
@with_appcontext
def show_history(course):
    """List the publications of a COURSE, newest first."""
    queries.standing(course)  # refuses an unknown course with a sentence
    for publication, edition in queries.history(course):
        click.echo(
            f"{publication.number:>4}  {publication.at:%Y-%m-%d %H:%M} UTC  {edition}  {publication.note}".rstrip()
        )
        for change in publication.changes:
            click.echo(f"      {change['kind']}: {change['lesson'] or ''} {change['question'] or ''}".rstrip())


@click.command("show")
@click.argument("revision")
@with_appcontext
def show_revision(revision):
    """Print the text of a REVISION, named by its git blob id or an unambiguous beginning of it."""
    sys.stdout.buffer.write(queries.source_of(queries.revision_by_name(revision).name))


COMMANDS = (show_history, show_revision)
