"""The ledger's one door out: `find()` streams what was asked, `ledger` offers the columns to count by."""

from contextlib import contextmanager

from sqlalchemy import select

from course.database import db
from course.statements.models import LONG, NO_ANSWER, SHORT, Statement
from course.statements.vocabulary import VERBS

ledger = Statement.__table__  # for counting on columns; rows are read by find()
indexed_answers = (SHORT, LONG)  # conditions on `ledger`: together all answers, each counted on an index of its own
indexed_ways = NO_ANSWER  # and all else, on an index by course and actor
BATCH = 1_000


def find(course, *verbs, columns=None, where=(), order=None):
    """A stream of rows of one course's statements, oldest first unless `order` says otherwise.

    `verbs` by their names in VERBS (all if none); `columns` are columns of `ledger` or expressions (all if none);
    `where` are further conditions. Rows arrive in batches, so that a million take no more memory than a few thousand.
    """
    asked = select(*(columns or ledger.c)).where(ledger.c.course == course, *where)
    if verbs:
        asked = asked.where(ledger.c.verb.in_([VERBS[verb].iri for verb in verbs]))
    asked = asked.order_by(*(order or (ledger.c.position,)))
    return db.session.connection().execution_options(stream_results=True, yield_per=BATCH).execute(asked)


@contextmanager
def reading_through():
    """For reading a whole course: SQLite keeps 2 MB of pages meanwhile, for nobody asks for them twice."""
    connection = db.session.connection()
    if connection.dialect.name != "sqlite":
        yield
        return
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql("PRAGMA cache_size=-2000")
    try:
        yield
    finally:
        if not connection.closed:
            connection.exec_driver_sql(f"PRAGMA cache_size={before}")
