"""What is typed to have anonymous surveys told now, where no worker runs."""

import click
from flask.cli import with_appcontext

from course.database import writing
from course.learning.balloting import FEWEST, tell_ballots


@click.command("tell-anonymous")
@with_appcontext
def tell_anonymous():
    """Tell evaluators the anonymous sheets that lie in the box, ten or more of one text at a time.

    `course work` does it each hour.
    """
    with writing():
        told, waiting = tell_ballots()
    click.echo(f"{told} anonymous sheets were told; {waiting} wait until there are {FEWEST} of their text.")
