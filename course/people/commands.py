"""`course role`: give and take roles where there is no page to do it on, as on a fresh site."""

from datetime import UTC

import click
from flask.cli import AppGroup, with_appcontext

from course.database import writing
from course.errors import CourseError
from course.people.accounts import create_account
from course.people.claiming import told_by_rooms
from course.people.forgetting import counted, erase_person
from course.people.links import INVITATION, address_of, make_link
from course.people.queries import person_by_email, plain_address, standing_roles
from course.people.retaining import due, leave_no_bytes, retain
from course.people.rights import OF_A_COURSE, OF_THE_SITE, give_role, take_role

role_group = AppGroup("role", help="Give, take and list roles.")
ROLE = click.Choice((*OF_A_COURSE, *OF_THE_SITE))


@role_group.command("give")
@click.argument("email")
@click.argument("role", type=ROLE)
@click.argument("course", required=False)
def give(email, role, course):
    """Give EMAIL a ROLE, of COURSE (its id) or of the site. An address without an account gets one, and a link for you
    to hand over that sets its password."""
    _refuse_unknown(course)
    with writing():
        person = person_by_email(email)
        person_id = person.id if person else create_account(_whole(email), confirmed=False)
        new = give_role(person_id, role, course)
        link = None if person and person.password else address_of(
            make_link(person_id, "password", plain_address(email), INVITATION))
    click.echo(f"{plain_address(email)} is {role} of {course or 'the site'}{'' if new else ', and was before'}.")
    if link:
        click.echo(f"The account has no password yet. This link sets one, once, within a day:\n{link}")


@role_group.command("take")
@click.argument("email")
@click.argument("role", type=ROLE)
@click.argument("course", required=False)
def take(email, role, course):
    """Take a ROLE back from EMAIL."""
    person = person_by_email(email)
    if person is None:
        raise CourseError(f"There is no account with the address {email}.")
    person_id = person.id
    with writing():
        take_role(person_id, role, course)
    click.echo(f"{plain_address(email)} is no longer {role} of {course or 'the site'}.")


@role_group.command("list")
def show():
    """Everybody who has a role."""
    for line in standing_roles():
        click.echo(f"{line.email}  {line.role}  {line.course or 'the site'}")


def _whole(email):
    if "@" not in email.strip("@ ") or len(email.split()) != 1:
        raise CourseError(f"“{email}” is not an e-mail address.")
    return email


def _refuse_unknown(course):
    known = dict(told_by_rooms("course_titles"))
    if course and course not in known:
        raise CourseError(f"There is no course “{course}”. There are: {', '.join(known) or 'none yet; publish one first'}.")


@click.command("erase")
@click.option("--person", help="An account's address, or a person's number: blank what she wrote, and what leads to her.")
@click.option("--actor", type=click.UUID, help="A name in the ledger: delete its statements for good.")
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), help="Delete statements that were stored before this day (UTC).")
@click.option("--dry-run", is_flag=True, help="Say what it would be, and change nothing.")
@with_appcontext
def erase_what(person, actor, before, dry_run):
    """Erase a person, or statements of the ledger. That it was done is kept, with its counts; what was erased is not."""
    if sum(given is not None for given in (person, actor, before)) != 1:
        raise CourseError("Say one of --person, --actor and --before.")
    moment = before and before.replace(tzinfo=UTC)
    if person:
        person_id = _person_id(person)
        with writing():
            counts = counted(person_id) if dry_run else erase_person(person_id)
    elif dry_run:
        counts = dict(told_by_rooms("count_records", actor, moment))
    else:
        with writing():
            counts = dict(told_by_rooms("delete_records", actor, moment))
    _say(counts, "would be erased" if dry_run else "erased")
    if not dry_run:
        leave_no_bytes()


@click.command("retain")
@click.option("--dry-run", is_flag=True, help="Say what it would be, and change nothing.")
@with_appcontext
def retain_now(dry_run):
    """Erase what has been kept for as long as the settings COURSE_KEEP_... say; the worker does so each night."""
    if dry_run:
        _say(due(), "would be erased")
        return
    with writing():
        counts = retain()
    _say(counts, "erased")
    if counts:
        leave_no_bytes()


def _say(counts, done):
    for words, number in counts.items():
        if number:
            click.echo(f"{number} {words} {done}.")
    if not any(counts.values()):
        click.echo(f"Nothing {done}.")


def _person_id(words):
    if words.isdecimal():
        return int(words)
    person = person_by_email(words)
    if person is None:
        raise CourseError(f"There is no account with the address {words}.")
    return person.id
