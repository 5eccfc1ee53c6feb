"""The figures of the whole installation that a monitor reads besides the requests: the database, the ledger, the outbox."""

import time

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from course.clock import now
from course.database import db
from course.errors import CourseError
from course.forwarding import queries as forwarding
from course.outbox import Letter
from course.statements.browsing import stored_so_far
from course.statements.settling import seconds_behind

COUNTED_EVERY = 15  # seconds: to count a large ledger is dear, and a monitor asks often
_counted = {}


def figures():
    """(name, what it is, number) of each. Without a database, that alone."""
    try:
        db.session.execute(text("SELECT 1"))
        return [("database_up", "Whether the database answers", 1), *_asked()]
    except (SQLAlchemyError, CourseError):
        return [("database_up", "Whether the database answers", 0)]


def _asked():
    total, newest = _statements()
    yield "statements", "Statements in the ledger", total
    if newest:
        yield "statement_age_seconds", "Seconds since the last statement was stored", (now() - newest).total_seconds()
    yield "settled_lag_seconds", "Seconds by which readers of the ledger lag behind", seconds_behind()
    waiting = select(func.count(), func.min(Letter.written_at)).where(Letter.sent_at.is_(None), Letter.text.is_not(None))
    letters, oldest = db.session.execute(waiting).one()
    yield "letters_waiting", "Letters in the outbox that were not sent yet", letters
    yield "letters_waiting_seconds", "Seconds that the oldest of them has waited", (
        (now() - oldest).total_seconds() if oldest else 0)
    destinations = forwarding.figures()
    yield "forwarding_waiting", "Statements that wait to be sent to other stores", sum(one["waiting"] for one in destinations)
    yield "forwarding_lag_seconds", "Seconds that the oldest of them has waited", max(
        (one["lag_seconds"] for one in destinations), default=0)
    yield "forwarding_refusals", "Statements that other stores refused, and nobody has decided about", sum(
        one["refusals"] for one in destinations)


def _statements():
    """Counted anew every so often in each process."""
    engine, at = db.engine, time.monotonic()
    if engine not in _counted or at - _counted[engine][0] > COUNTED_EVERY:
        _counted.clear()
        _counted[engine] = at, stored_so_far()
    return _counted[engine][1]
