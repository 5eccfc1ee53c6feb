"""What the worker does for this room by itself."""

from huey import crontab

from course.database import writing
from course.jobs import huey
from course.people.clearing import clear_away
from course.people.retaining import leave_no_bytes, retain


@huey.periodic_task(crontab(hour="3", minute="20"))
def clear_away_by_night():
    with huey.flask.app_context(), writing():
        clear_away()


@huey.periodic_task(crontab(hour="3", minute="40"))
def retain_by_night():
    with huey.flask.app_context():
        with writing():
            erased = retain()
        if erased:
            leave_no_bytes()


@huey.task()
def leave_no_bytes_soon():
    """After somebody had herself erased: she need not wait for it."""
    with huey.flask.app_context():
        leave_no_bytes()
