"""The worker's turns at the post: soon after a letter was written, and each minute for whatever is due."""

import sqlite3

from flask import current_app, g
from huey import crontab

from course.jobs import huey
from course.logs import log
from course.mailing.sending import send_due


@huey.task()
def send_soon():
    with huey.flask.app_context():
        send_due()


@huey.periodic_task(crontab(minute="*"))
def send_each_minute():
    with huey.flask.app_context():
        send_due()


def wake_after_request(response):
    """After the commit: wake the worker if this request wrote a letter. A wake-up that waits already is enough."""
    if g.pop("posted", False) and current_app.config["MAIL_WAKES"]:
        try:
            if huey.immediate or not huey.pending_count():
                send_soon()
        except sqlite3.Error as failure:  # nothing is lost: the letter stands in the outbox, and each minute somebody looks
            log.warning("the worker was not woken", kind=type(failure).__name__)
    return response
