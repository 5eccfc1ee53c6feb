"""What the worker does for this room by itself."""

from huey import crontab

from course.content.queries import all_standing
from course.database import writing
from course.evaluation.tallies import gone_on
from course.evaluation.wording import wordings_of
from course.jobs import huey
from course.statements.tallying import keep_counts, kept_counts, make_room


@huey.periodic_task(crontab(minute="*/5"))
def keep_tallies():
    with huey.flask.app_context():
        keep_each()


def keep_each():
    """Go on counting for every course; what cannot be settled now is kept the next time."""
    for standing in all_standing():
        keep_tally(standing.outline.key, wordings_of(standing))


def keep_tally(course, wordings):
    """Count what came since the last time, then keep it in a short transaction of its own; whether it was kept."""
    if kept_counts(course) is None:
        with writing():
            make_room(course)
    new = gone_on(course, wordings)
    if new is None:
        return False
    with writing():
        return keep_counts(course, *new)
