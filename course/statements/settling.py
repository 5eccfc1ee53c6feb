"""Up to when the ledger stands: nothing can come in before that any more.

Each writer takes `stored` and `position` after her transaction holds something: on SQLite its turn, on PostgreSQL a transaction's
id. So what is still under way was stored after the oldest such transaction began. Machines that write to one ledger keep one
time (NTP); a reader with a cursor needs no clock: see `after()` in finding.py.
"""

import time
from weakref import WeakKeyDictionary

from sqlalchemy import text

from course.clock import now
from course.database import ask, ask_once, db, is_in_transaction
from course.queueing import since

POLL = 0.005  # seconds
LATELY = 0.25  # seconds
FORGET = text("SELECT pg_stat_clear_snapshot()")  # or the same transaction would be shown the same writers again
WRITERS = "FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = current_database() AND pid <> pg_backend_pid()"
OLDEST = text(f"SELECT min(xact_start) {WRITERS}")
UNDER_WAY = text(f"SELECT pid, CAST(backend_xid AS text) {WRITERS}")

_told = WeakKeyDictionary()  # engine: (when it was asked, what it said)


def settled():
    """The moment. Ask for it before you read. It may be before one that was told already: both hold, so keep the later one."""
    at = now()
    began = since(f"{db.engine.url.database}.queue") if db.engine.dialect.name == "sqlite" else _watched(OLDEST)[0][0]
    return min(at, began) if began else at


def settled_lately():
    """As `settled()` said it to this process a moment ago, for who has read nothing that it has to hold for: it costs as much as
    a write of one row, and what stood then stands now."""
    at, moment = _told.get(db.engine, (None, None))
    if at is None or time.monotonic() - at >= LATELY:
        at, moment = time.monotonic(), settled()
        _told[db.engine] = at, moment
    return min(moment, now())


def seconds_behind():
    """By how much readers lag behind the clock: as long as the oldest writer under way has been at it."""
    return max(0.0, (now() - settled()).total_seconds())


def writers_have_ended(patience):
    """Wait for the writers who are under way now, `patience` seconds at the most; whether none of them is left. On SQLite none
    is under way whose work would come before what is seen: they take turns."""
    if db.engine.dialect.name == "sqlite":
        return True
    end = time.monotonic() + patience
    left = set(_watched(UNDER_WAY))
    while left and time.monotonic() < end:
        time.sleep(POLL)
        left &= set(_watched(UNDER_WAY))
    return not left


def _watched(asked):
    if is_in_transaction():
        ask(FORGET)
    return ask_once(asked)
