"""What the worker does for this room by itself."""

from huey import crontab

from course.audit_checking import keep_anchor
from course.database import db, writing
from course.jobs import huey
from course.logs import log
from course.outbox import post
from course.people.clearing import clear_away
from course.people.retaining import leave_no_bytes, retain

ANCHOR_LETTER = (
    "Keep this letter. The newest row of the audit log and its hash are:\n\n{anchor}\n\nWhether the log still says what it said"
    " then is asked by\n\ncourse audit verify --anchor {anchor}\n"
)


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


@huey.periodic_task(crontab(hour="4", minute="0"))
def note_anchor_by_night():
    """The newest hash of the audit log goes where who could change the database has no hand: a file, the log, and by mail."""
    with huey.flask.app_context():
        settings = huey.flask.config["SETTINGS"]
        anchor = keep_anchor(settings)
        db.session.rollback()
        if anchor is None:
            return
        log.info("the audit log stands", anchor=str(anchor))
        if settings.AUDIT_MAIL:
            with writing():
                post(settings.AUDIT_MAIL, f"Audit log of {settings.SITE_NAME}", ANCHOR_LETTER.format(anchor=anchor))


@huey.task()
def leave_no_bytes_soon():
    """After somebody had herself erased: she need not wait for it."""
    with huey.flask.app_context():
        leave_no_bytes()
