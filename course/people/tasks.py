"""What the worker does for this room by itself."""

from huey import crontab

from course.database import writing
from course.jobs import huey
from course.people.clearing import clear_away


@huey.periodic_task(crontab(hour="3", minute="20"))
def clear_away_by_night():
    with huey.flask.app_context(), writing():
        clear_away()
