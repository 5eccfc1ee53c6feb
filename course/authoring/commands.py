"""What is typed to see what publishing would do, to publish, and to keep a folder and the library together."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from course.authoring.accepting import prepare_acceptance, publish_acceptance
from course.authoring.explaining import what_came, what_waits
from course.authoring.marking import go_on_marking, mark_anew
from course.authoring.publishing import CourseDoesNotParse, prepare, prepare_folder, publish_prepared, whom_it_touches
from course.authoring.queries import changes_of
from course.authoring.saying import counted, in_a_line
from course.authoring.syncing import bring, decide, look
from course.content.pulling import alone_in
from course.content.queries import standing
from course.content.settling import CLASSES, NO_WORD, Ruling, settle
from course.content.syncing import remember
from course.database import writing
from course.errors import CourseError
from course.learning.remarking import reckon

FOLDERS = click.Path(exists=True, file_okay=False, path_type=Path)
NOTE = click.option("--note", default="", help="A line for the course's history.")


def _said(context, parameter, values):
    """{question: class} of values such as `told=wording`."""
    wrong = [value for value in values if value.partition("=")[2] not in CLASSES]
    if wrong:
        raise click.BadParameter(f"{wrong[0]} is not QUESTION=CLASS. The classes are {', '.join(CLASSES)}.")
    return dict(value.split("=", 1) for value in values)


@click.command("publish")
@click.argument("folders", nargs=-1, required=True, type=FOLDERS)
@NOTE
@click.option("--dry-run", is_flag=True, help="Say what would change and how many learners that touches; publish nothing.")
@click.option("--as", "said", multiple=True, callback=_said, metavar="QUESTION=CLASS",
              help="What a change of a question is: wording (the same question), key, or structure (another question).")
@click.option("--confirm", is_flag=True, help="The classes of all other changes are as they were found.")
@click.option("--tell", multiple=True, metavar="QUESTION", help="Tell who got it wrong that its feedback is better now.")
@click.option("--remark", multiple=True, metavar="QUESTION", help="Mark the answers that were kept anew, by the changed key.")
@with_appcontext
def publish_course(folders, note, dry_run, said, confirm, tell, remark):
    """Publish courses from their FOLDERS, each whole or not at all, whatever the library holds."""
    if len(folders) > 1 and (said or tell or remark):
        raise click.UsageError("Name one folder when you say what its changes are.")
    ruling = Ruling(said, confirm, frozenset(tell), frozenset(remark))
    for folder in folders:
        prepared = prepare_folder(folder)
        if dry_run:
            _say_what_would_change(folder, prepared, settle(changes_of(prepared), ruling))
            continue
        number = _publish(prepared, folder, note=note, ruling=ruling)
        click.echo(f"{folder}: publication {number} stands")


def _say_what_would_change(folder, prepared, changes):
    if prepared.errors:
        raise CourseDoesNotParse(prepared.errors)
    for problem in prepared.problems:
        click.echo(f"  {problem}")
    for change in changes:
        click.echo(f"  {in_a_line(change)}")
    click.echo(f"{folder}: {len(changes)} change{'s' if len(changes) != 1 else ''}; a dry run, so nothing was published")


def _publish(prepared, folder, *, note, ruling=NO_WORD, expecting=None):
    touched = whom_it_touches(changes_of(prepared))
    with writing():
        publication = publish_prepared(prepared, touched=touched, note=note, ruling=ruling, expecting=expecting)
        remember(publication.course_id, folder, publication.edition_id)
        number = publication.number
    go_on_marking(prepared.text.id, ruling.remark, number=number, note=note)
    return number


@click.command("sync")
@click.argument("folders", nargs=-1, required=True, type=FOLDERS)
@click.option("--mine", "choice", is_flag=True, flag_value="mine", help="Where both changed, the folder's text stands.")
@click.option("--theirs", "choice", is_flag=True, flag_value="theirs", help="Where both changed, the library's text stands.")
@click.option("--seen", default="", metavar="EDITION", help="The library's edition whose difference you looked at.")
@NOTE
@with_appcontext
def sync_course(folders, choice, seen, note):
    """Publish from FOLDERS what changed there alone; say what waits for a person. Ends with status 1 if anything does."""
    waiting = False
    for folder in folders:
        try:
            with alone_in(folder):
                waiting |= not _sync(folder, choice, seen, note)
        except CourseError as refusal:  # one course's trouble is not another's
            click.echo(f"{folder}: {refusal}", err=True)
            waiting = True
    sys.exit(waiting)


def _sync(folder, choice, seen, note):
    """Tells whether nothing waits."""
    desk = look(folder)
    if choice and desk.texts.contested:
        decide(desk, choice == "mine", seen)
        _remember(desk)
        desk = look(folder)
    if desk.state == "ahead":
        number = _publish(prepare(desk.files), folder, note=note, expecting=desk.library.edition)
        click.echo(f"{folder}: publication {number} stands")
    elif desk.state == "in step":
        if desk.library.synced != desk.library.edition_id:
            _remember(desk)
        click.echo(f"{folder}: in step with edition {desk.library.edition[:12]}")
    else:
        click.echo(what_waits(desk))
        return False
    return True


def _remember(desk):
    with writing():
        remember(desk.library.course_id, desk.folder, desk.library.edition_id)


@click.command("pull")
@click.argument("course")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def pull_course(course, folder):
    """Write what the library holds of a COURSE into its FOLDER, byte for byte, and nothing unsaved is written over."""
    standing(course)  # refuses an unknown course with a sentence
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        desk = look(folder, course)
        paths = bring(desk, course)
        _remember(desk)
    click.echo(what_came(desk, paths))


@click.command("remark")
@click.argument("course")
@click.argument("question")
@click.option("--why", required=True, help="The reason, for the record.")
@click.option("--dry-run", is_flag=True, help="Say what it would do, and do nothing.")
@with_appcontext
def remark_answers(course, question, why, dry_run):
    """Mark the answers kept to a QUESTION of a COURSE anew, by its key as it stands. Old marks stay, and nobody loses."""
    if dry_run:
        click.echo(f"{counted(reckon(standing(course), question).counts)}; nothing was marked")
        return
    click.echo(counted(mark_anew(course, question, why=why).counts))


@click.command("accept")
@click.argument("course")
@click.argument("question")
@click.argument("text")
@with_appcontext
def accept_answer(course, question, text):
    """List a TEXT that nobody foresaw as a right answer to a QUESTION of a COURSE, publish that, and mark those who wrote it."""
    acceptance = prepare_acceptance(standing(course), question, text)
    with writing():
        number = publish_acceptance(acceptance).number
    go_on_marking(course, [question], number=number, note=acceptance.note)
    click.echo(f"{course}: publication {number} stands; bring it into the folder by `course pull`")


COMMANDS = (publish_course, sync_course, pull_course, remark_answers, accept_answer)
