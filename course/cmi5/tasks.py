"""What the worker does for this room by itself."""

from huey import crontab

from course.cmi5.importing import drop_broken_off
from course.cmi5.sessions import abandon_idle
from course.database import writing
from course.jobs import huey


@huey.periodic_task(crontab(minute="41"))
def tidy_each_hour():
    with huey.flask.app_context():
        with writing():
            abandon_idle()
        with writing():
            drop_broken_off()
