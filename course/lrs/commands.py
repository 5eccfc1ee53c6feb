"""`course lrs`: credentials of other tools, where there is no page to make them on."""

import click
from flask import current_app
from flask.cli import AppGroup

from course.database import writing
from course.statements.credentials import SCOPES, all_credentials, make_credential
from course.statements.credentials import revoke as revoke_credential
from course.statements.platform import fix_platform

lrs_group = AppGroup("lrs", help="Credentials of other tools that send statements to /xapi or read them there.")


@lrs_group.command("make")
@click.argument("title")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(list(SCOPES)), show_default=True,
              default=["statements/write", "statements/read/mine"], help="What it may do; several times for several.")
@click.option("--counts", is_flag=True, help="Its statements about our courses count in the results of evaluators.")
def make(title, scopes, counts):
    """Make credentials for a tool called TITLE, and print its name and its secret, once."""
    with writing():
        fix_platform(current_app.config["SETTINGS"].platform)
        name, secret = make_credential(title, scopes, counts=counts)
    click.echo(f"name: {name}\nsecret: {secret}")
    click.echo("The secret is not kept here, and cannot be shown again.", err=True)


@lrs_group.command("list")
def show():
    """All credentials, those that stand first."""
    for one in all_credentials():
        used = f"last used {one.used_at:%Y-%m-%d}" if one.used_at else "not used"
        state = f"revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else used
        click.echo(f"{one.name}  {one.title}  {one.scopes}{'  counts' if one.counts else ''}  {state}")


@lrs_group.command("revoke")
@click.argument("name")
def revoke(name):
    """End the credentials called NAME. What the tool sent stays."""
    with writing():
        revoke_credential(name)
    click.echo(f"{name} opens nothing any more.")
