"""`course audit`: whether the log of who did what still says what it said, and its newest hash to be noted elsewhere."""

import click
from flask import current_app
from flask.cli import AppGroup

from course.audit_checking import check_log, head, keep_anchor, kept_anchors, read_anchor
from course.errors import CourseError

audit_group = AppGroup("audit", help="The log of who did what: verify it, and note its newest hash.")


class LogWasTamperedWith(CourseError):
    pass


@audit_group.command("verify")
@click.option("--anchor", "anchors", multiple=True, metavar="ROW:HASH", help="What was noted once; several times for several.")
def verify(anchors):
    """Check every row against the one before it and against anchors: those given, and those that the worker noted each night
    in the instance's folder. Ends with status 1, and names the first row that is not as it was."""
    noted = [*map(read_anchor, anchors), *kept_anchors(current_app.config["SETTINGS"])]
    check = check_log(noted)
    if check.broken:
        position, words = check.broken
        raise LogWasTamperedWith(f"Row {position} of the audit log: {words}. The rows before it are as they were.")
    click.echo(f"All {check.rows} rows are as they were, and fit {len(noted)} anchors. Newest: {check.head}")


@audit_group.command("anchor")
def anchor():
    """Print the newest row and its hash, to be kept where nobody reaches it who can change the database; it is noted in the
    instance's folder, too."""
    keep_anchor(current_app.config["SETTINGS"])
    click.echo(head())
