"""What is typed to bring questions of other tools into a course's folder; it needs no site."""

from pathlib import Path

import click

from course.authoring.bringing_from_files import bring_from_file, told
from course.content.banks import KINDS


@click.command("questions")
@click.argument("bank", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", "lesson", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="LESSON",
              help="Write them to the end of this lesson's file, and their pictures into files/ of its course.")
@click.option("--one-by-one", is_flag=True, help="No quiz: each question is answered by itself.")
@click.option("--format", "kind", type=click.Choice(list(KINDS)), help="Left out: told by the text.")
@click.option("--title", default="", help="The title of a quiz that has no category.")
def bring_questions(bank, lesson, one_by_one, kind, title):
    """Turn a question BANK of another tool (Moodle XML, GIFT, Aiken) into blocks: printed, or written into a lesson. What is not
    carried is said with its line and why."""
    brought, paths = bring_from_file(bank, lesson, quizzes=not one_by_one, kind=kind, title=title)
    for line in told(brought):
        click.echo(f"{bank}:{line}", err=True)
    if lesson is None:
        click.echo(brought.text, nl=False)
    count = len(brought.carried)
    click.echo(f"{count} question{'s' * (count != 1)} {f'into {lesson}' if lesson else 'printed'}, {len(brought.refused)} not "
               f"carried{_of_pictures(paths, lesson)}", err=True)


def _of_pictures(paths, lesson):
    if not paths:
        return ""
    return f", pictures: {', '.join(paths)}" if lesson else f"; --into writes its pictures, too: {len(paths)}"
