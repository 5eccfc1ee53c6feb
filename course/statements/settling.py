"""Up to when the ledger stands: whatever was stored up to that moment is seen by whoever asks after it was told.

Each writer takes `stored` after her transaction holds something: on SQLite its turn, on PostgreSQL a transaction's id. So what
is still under way was stored after the oldest such transaction began. Machines that write to one ledger keep one time (NTP).
"""

from sqlalchemy import text

from course.clock import now
from course.database import db
from course.queueing import since

OLDEST = text("SELECT min(xact_start) FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = current_database()"
              " AND pid <> pg_backend_pid()")


def settled():
    """The moment. Ask for it before you read. It may be before one that was told already: both hold, so keep the later one."""
    at = now()
    if db.engine.dialect.name == "sqlite":
        began = since(f"{db.engine.url.database}.queue")
    else:
        began = db.session.connection().execute(OLDEST).scalar()
    return min(at, began) if began else at
