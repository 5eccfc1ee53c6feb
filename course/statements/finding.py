"""The ledger's one door out: `find()` streams what was asked, `ledger` offers the columns to count by."""

from contextlib import contextmanager

from sqlalchemy import func, select

from course.database import ask, db
from course.statements.models import LONG, NO_ANSWER, SHORT, Statement
from course.statements.settling import writers_have_ended
from course.statements.vocabulary import VERBS

ledger = Statement.__table__  # for counting on columns; rows are read by find()
indexed_answers = (SHORT, LONG)  # conditions on `ledger`: together all answers, each counted on an index of its own
indexed_ways = NO_ANSWER  # and all else, on an index by course and actor
BATCH = 1_000
AT_ONCE = 250  # rows of a stream: of so many, all that is made stays in the processor's cache; 1,000 take half as long again
PATIENCE = 10.0  # seconds
_NEWEST = select(func.max(ledger.c.position))


def find(course, *verbs, columns=None, where=(), order=None):
    """A stream of rows of one course's statements, oldest first unless `order` says otherwise.

    `verbs` by their names in VERBS (all if none); `columns` are columns of `ledger` or expressions (all if none);
    `where` are further conditions. Rows arrive in batches, so that a million take no more memory than a few thousand.
    """
    asked = select(*(columns or ledger.c)).where(ledger.c.course == course, *where)
    if verbs:
        asked = asked.where(ledger.c.verb.in_([VERBS[verb].iri for verb in verbs]))
    asked = asked.order_by(*(order or (ledger.c.position,)))
    return db.session.connection().execution_options(stream_results=True, yield_per=AT_ONCE).execute(asked)


def among(course):
    """A condition: of this course, for a question whose other conditions leave few rows. Without statistics, an index by course
    seems to SQLite the shortest way to any row of it, so that one is hidden from it."""
    return ledger.c.course.concat("") == course


def after(position, limit=BATCH, *, columns=None, where=()):
    """(rows, oldest first, of what stands after a position; the position from which to go on next time).

    Nothing is skipped and nothing comes twice, whoever writes meanwhile: only what is settled is read. `where` are conditions on
    `ledger`; going on passes over what does not meet them. It may wait a moment for writers who are under way.
    """
    through = settled_position()
    if through is None or through <= position:
        return [], position
    asked = select(*(columns or ledger.c), ledger.c.position.label("place")).where(
        ledger.c.position > position, ledger.c.position <= through, *where).order_by(ledger.c.position).limit(limit)
    rows = ask(asked).all()
    return rows, rows[-1].place if len(rows) == limit else through


def settled_position(patience=PATIENCE):
    """The position up to which who reads after this sees all that will ever stand there, however clocks go.

    On PostgreSQL, who took an earlier position than the newest that is seen had her transaction's id before: when those that
    are under way now have ended, that is it. None if one of them takes longer than `patience`; ask again later. The reader's
    isolation is READ COMMITTED, or she begins anew after it.
    """
    newest = newest_position()
    return newest if writers_have_ended(patience) else None


def newest_position():
    """The newest that is seen now; an earlier one may still come in."""
    return ask(_NEWEST).scalar() or 0


def known_ids(ids, authority):
    """Those of `ids` that stand in the ledger by this authority, the id of a tool's credentials."""
    return set(ask(select(ledger.c.id).where(ledger.c.id.in_(ids), ledger.c.authority == authority)).scalars())


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
