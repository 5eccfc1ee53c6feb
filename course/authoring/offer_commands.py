"""What is typed to unpublish and archive a course, and to open it again."""

import click
from flask.cli import with_appcontext

from course.authoring.editions.offering import MEANINGS
from course.content.offering import ARCHIVED, OFFERED, UNPUBLISHED, change_offer
from course.database import writing

WHY = click.option("--why", default="", help="A line for the record.")


def _change(course, state, why):
    with writing():
        is_new = change_offer(course, state, why=why)
    meaning = MEANINGS[state]
    click.echo(f"{course}: {meaning.done if is_new else f'nothing to do, it is {state}'}")
    for sentence in meaning.means if is_new else ():
        click.echo(f"  {sentence}")


@click.command("unpublish")
@click.argument("course")
@WHY
@with_appcontext
def unpublish_course(course, why):
    """Take a COURSE out of sight: nobody new finds it, and whoever is on it goes on."""
    _change(course, UNPUBLISHED, why)


@click.command("archive")
@click.argument("course")
@WHY
@with_appcontext
def archive_course(course, why):
    """Close a COURSE: whoever was on it can read it and what she did, and nothing is changed any more."""
    _change(course, ARCHIVED, why)


@click.command("reopen")
@click.argument("course")
@WHY
@with_appcontext
def reopen_course(course, why):
    """Offer a COURSE again that was unpublished or archived."""
    _change(course, OFFERED, why)


OFFER_COMMANDS = (unpublish_course, archive_course, reopen_course)
