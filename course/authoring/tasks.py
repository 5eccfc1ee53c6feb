"""What the worker does for this room by itself."""

from huey import crontab

from course.authoring.drafts import sweep_blobs
from course.database import writing
from course.jobs import huey


@huey.periodic_task(crontab(hour="3", minute="40"))
def sweep_by_night():
    with huey.flask.app_context(), writing():
        sweep_blobs()
