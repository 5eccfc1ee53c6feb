"""What the worker does for this room by itself."""

from huey import crontab

from course.content.queries import all_standing
from course.database import db, writing
from course.jobs import huey
from course.learning.balloting import tell_ballots
from course.learning.reaching import counted_anew, keep_reach


@huey.periodic_task(crontab(minute="17"))
def tell_ballots_each_hour():
    with huey.flask.app_context(), writing():
        tell_ballots()


@huey.periodic_task(crontab(minute="*/5"))
def keep_reaches():
    """Count without a lock, keep in a short transaction."""
    with huey.flask.app_context():
        for standing in all_standing():
            new = counted_anew(standing)
            db.session.rollback()
            if new is not None:
                with writing():
                    keep_reach(standing, *new)
