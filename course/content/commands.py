"""What is typed about the library: check a course's folder, see a course's history, fetch back a revision's text."""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import click
from flask.cli import ScriptInfo, with_appcontext

from course.content import queries
from course.content.beginning import begin_course
from course.content.checking import check_files
from course.content.checking_folder import check_ignored
from course.content.fixing import fixed
from course.content.preparing import prepare
from course.content.pulling import alone_in, write_files
from course.content.reading import read_folder
from course.people.queries import names_of


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The course's title; left out: made of the folder's name.")
def begin(folder, title):
    """Begin a course in a new FOLDER: a few small lessons to write over."""
    key = begin_course(folder, title)
    click.echo(f"{folder}: the course {key} is begun. Change its texts with any editor, then: course check {folder}")


@click.command("check")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--fix", is_flag=True, help="First write the ids that lessons, blocks and options lack; nothing else is changed.")
@click.option("--against-library", is_flag=True, help="Compare with the courses as they were published here, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON: a list, each on a line of its own.")
@click.pass_context
def check_course(context, folders, fix, against_library, as_json):
    """Check courses' FOLDERS: one problem a line, `file:line:column: level code message`. Errors end with status 1."""
    found = []
    for folder in folders:
        if fix:
            _fix(folder)
        problems = _beside_the_library(context, folder) if against_library else problems_in(folder)
        found += [replace(problem, path=f"{folder}/{problem.path}") for problem in problems]
        errors = sum(problem.stops for problem in problems)
        click.echo(f"{folder}: {errors} errors, {len(problems) - errors} warnings", err=True)
    lines = [json.dumps(asdict(problem), ensure_ascii=False) for problem in found] if as_json else map(str, found)
    click.echo("[\n" + ",\n".join(lines) + "\n]" if as_json else "\n".join(lines), nl=as_json or bool(found))
    sys.exit(any(problem.stops for problem in found))


def problems_in(folder, check=lambda files: check_files(files)[1]):
    """All Problems of a course's folder; what cannot even be read hides what might be wrong inside."""
    files, problems = read_folder(folder)
    if any(problem.stops for problem in problems):
        return problems
    return sorted(problems + check_ignored(folder, files) + check(files))


def _beside_the_library(context, folder):
    with context.ensure_object(ScriptInfo).load_app().app_context():
        return problems_in(folder, lambda files: prepare(files).problems)


def _fix(folder):
    with alone_in(folder):
        files, problems = read_folder(folder)
        if any(problem.stops for problem in problems):
            return
        files |= {path: (folder / path).read_bytes() for path in files if path.endswith(".md")}  # with their own line ends
        better, count = fixed(files)
        write_files(folder, better)
    click.echo(f"{folder}: {count} ids written into {len(better)} files", err=True)


@click.command("history")
@click.argument("course")
@with_appcontext
def show_history(course):
    """List the publications of a COURSE, newest first."""
    queries.standing(course)  # refuses an unknown course with a sentence
    publications = queries.history(course)
    names = names_of(publication.by for publication, _ in publications if publication.by)
    for publication, edition in publications:
        by = f"{names.get(publication.by, 'somebody')}: " if publication.by else ""
        click.echo(
            f"{publication.number:>4}  {publication.at:%Y-%m-%d %H:%M} UTC  {edition}  {by}{publication.note}".rstrip(" :")
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
