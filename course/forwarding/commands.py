"""`course forward`: destinations, where there is no page to make them on, and sending, where no worker runs."""

from datetime import UTC

import click
from flask import current_app
from flask.cli import AppGroup

from course.content.queries import standing
from course.database import db, writing
from course.errors import CourseError
from course.forwarding import directing, queries
from course.forwarding.judging import TAKEN
from course.forwarding.sending import forward_due
from course.forwarding.sending import send_test as send_one
from course.statements.platform import fix_platform
from course.statements.vocabulary import VERBS

forward_group = AppGroup("forward", help="Where records of learning go on to: other record stores, and webhooks.")
DAY = click.DateTime(["%Y-%m-%d"])
number_argument = click.argument("number", type=int)


@forward_group.command("make")
@click.argument("kind", type=click.Choice(list(directing.KINDS)))
@click.argument("title")
@click.argument("address")
@click.option("--user", help="The name of the credentials that the record store made for this site.")
@click.option("--secret", "secret", type=click.File(), help="A file that holds the secret; - is standard input.")
@click.option("--xapi", type=click.Choice(["1.0", "2.0"]), default="1.0", show_default=True, help="The version it speaks.")
@click.option("--course", help="Records of this course alone.")
@click.option("--verb", "verbs", multiple=True, type=click.Choice(list(VERBS)), help="These alone; several times for several.")
@click.option("--since", type=DAY, help="From this day on; else from now on.")
@click.option("--of-tools", is_flag=True, help="Also what other tools sent here.")
@click.option("--with-names", is_flag=True, help="A webhook is told the random names of learners, too.")
def make(kind, title, address, secret, since, xapi, **given):
    """Make a destination called TITLE: a record store's endpoint, or a webhook, whose secret is printed, once."""
    if given["course"]:
        standing(given["course"])  # refuses what is no course
    told = given | {"title": title, "address": address, "version": xapi, "secret": secret.read().strip() if secret else None}
    db.session.rollback()
    with writing():
        fix_platform(current_app.config["SETTINGS"].platform)
        number, made = directing.make_destination(kind, told, since=since.replace(tzinfo=UTC) if since else None)
    click.echo(f"number: {number}")
    if kind == "webhook" and not secret:
        click.echo(f"secret: {made}")
        click.echo("The secret cannot be shown again.", err=True)


@forward_group.command("list")
def show():
    """All destinations: how each stands, what waits, what was sent and refused."""
    for one in queries.figures():
        waiting = f"{one['waiting']}{' or more' if one['waiting'] >= queries.COUNTED else ''}"
        click.echo(f"{one['number']}  {one['title']}  {one['kind']}  {one['state']}  {waiting} waiting  {one['sent']} sent"
                   f"  {one['refusals']} refused")


@forward_group.command("run")
def run():
    """Send what waits, once."""
    click.echo(f"{forward_due()} sent.")


@forward_group.command("test")
@number_argument
def send_test(number):
    """Send a test to a destination."""
    verdict = send_one(number)
    if verdict.what != TAKEN:
        raise CourseError(f"The test has not arrived. {verdict.words}")
    click.echo("The test has arrived.")


@forward_group.command("pause")
@number_argument
def pause(number):
    """Send nothing more until somebody goes on."""
    with writing():
        directing.pause(number)
    click.echo("It is paused.")


@forward_group.command("resume")
@number_argument
def resume(number):
    """Go on sending."""
    with writing():
        directing.go_on(number)
    click.echo("It goes on.")


@forward_group.command("replay")
@number_argument
@click.argument("since", type=DAY)
def replay(number, since):
    """Send again what was recorded from the day SINCE on."""
    with writing():
        directing.replay(number, since.replace(tzinfo=UTC))
    click.echo("It will be sent again.")


@forward_group.command("remove")
@number_argument
def remove(number):
    """Send nothing there any more, and delete the secret."""
    with writing():
        directing.remove(number)
    click.echo("It is removed.")
