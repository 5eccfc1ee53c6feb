"""What the worker does for this room by itself."""

from huey import crontab

from course.database import writing
from course.jobs import huey
from course.learning.balloting import tell_ballots


@huey.periodic_task(crontab(minute="17"))
def tell_ballots_each_hour():
    with huey.flask.app_context(), writing():
        tell_ballots()
