"""`course mail`: send what is due, once, where no worker runs."""

import click
from flask.cli import with_appcontext

from course.mailing.sending import send_due


@click.command("mail")
@with_appcontext
def send_letters():
    """Send the letters that are due, once."""
    sent, refused = send_due()
    click.echo(f"{sent} sent, {refused} refused; those are tried again later.")
