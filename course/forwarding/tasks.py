"""The worker's turns at forwarding: each minute, a task for each destination whose time it is."""

import sqlite3

from huey import crontab

from course.database import db
from course.forwarding.queries import due
from course.forwarding.sending import forward_to
from course.jobs import huey
from course.logs import log


@huey.task()
def forward_one(number):
    with huey.flask.app_context():
        forward_to(number)


@huey.periodic_task(crontab(minute="*"))
def forward_each_minute():
    """One that is slow holds up no other. A task that finds another sender at its destination ends at once."""
    with huey.flask.app_context():
        numbers = due()
        db.session.rollback()
        try:
            for number in numbers:
                forward_one(number)
        except sqlite3.Error as failure:  # nothing is lost: the ledger is the queue, and in a minute somebody looks again
            log.warning("the worker was not woken", kind=type(failure).__name__)
