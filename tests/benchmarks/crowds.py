"""Ten thousand learners in a minute: a hundred take the course by the platform's own acts, the others are copies of them.

A copy is every row that was written of one learner, with ids of its own: what stands in the database is what the acts write.
"""

from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Integer, String, Uuid, case, cast, event, func, insert, literal, select, text, values
from sqlalchemy import column as named
from sqlalchemy.dialects import postgresql

from course.clock import now
from course.content.queries import standing
from course.database import db
from course.demo.activity import take_course
from course.demo.crowd import crowd
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, Completion, Opening, Visit
from course.people.models import Consent, Person, Pseudonym
from course.statements.finding import ledger

MODELS = 100
COPIED = [*(model.__table__ for model in (Person, Pseudonym, Consent, Enrolment, Visit, Opening, Attempt, Answer,
                                           Completion)), ledger]
NUMBERED_BY_DATABASE = {"consent.id", "statement.position"}
# Hexadecimal digits at the end of an id that a copy has of its own. With six, one crowd in ten had an original that ends so.
TAIL = 8
STEP = 1_000_000  # between the number of a person and that of her next copy
NAMED_IN_STATEMENTS = ("id", "actor", "registration", "attempt")


def make_crowd(course, learners):
    """`learners` (a multiple of a hundred) on a course, over eight weeks until now. Only for a database without others."""
    until = now() - timedelta(minutes=5)
    for somebody in crowd(MODELS, until):
        take_course(somebody, standing(course), until)
    db.session.remove()
    with db.engine.execution_options(writes=True).begin() as connection, without_indexes(connection, COPIED):
        for table in COPIED:
            _copy(connection, table, learners // MODELS - 1)
        _go_on_counting(connection)
    tidy()


@contextmanager
def without_indexes(connection, tables):
    """To make an index of rows that stand takes a fraction of what keeping it row by row does."""
    indexes = [index for table in tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


@contextmanager
def in_haste(engine):
    """While rows are made, nothing waits for the disk, and what is copied is not checked again. Whatever is measured does as it
    must: these connections are closed at the end."""
    if engine.dialect.name == "sqlite":
        orders = [f"PRAGMA {one}" for one in (
            "journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-512000")]
    else:
        orders = [f"SET {one}" for one in (
            "synchronous_commit TO off", "session_replication_role TO replica", "maintenance_work_mem TO '512MB'")]

    def connect(dbapi, record):
        for order in orders:
            dbapi.execute(order)
        dbapi.commit()

    engine.dispose()
    event.listen(engine, "connect", connect)
    yield
    event.remove(engine, "connect", connect)
    db.session.remove()
    engine.dispose()


def _copy(connection, table, copies):
    if not copies:
        return
    numbers = values(named("n", Integer), name="numbers").data([(n,) for n in range(1, copies + 1)]).cte("copies")
    columns = [one for one in table.columns if str(one) not in NUMBERED_BY_DATABASE]
    asked = select(*(_copied(one, numbers.c.n) for one in columns)).select_from(table).join(numbers, literal(True))
    if table is Person.__table__:
        asked = asked.where(Person.id.in_(select(Enrolment.person_id)))
    connection.execute(insert(table).from_select([one.name for one in columns], asked))


def _copied(column, n):
    """The value of a column in the n-th copy."""
    if str(column) == "person.email":
        return case((column.is_(None), None), else_=cast(n, String) + "." + column)
    if str(column) == "person.id" or any(str(key.column) == "person.id" for key in column.foreign_keys):
        return column + n * STEP
    if str(column) == "statement.statement":
        return renamed(column, n)
    return other_id(column, n) if isinstance(column.type, Uuid) else column


def _digits(n):
    """A number as hexadecimal digits, as many as the tail has."""
    if _is_postgresql():
        return func.lpad(func.to_hex(n), TAIL, "0", type_=String)
    return func.printf(f"%0{TAIL}x", n, type_=String)


def other_id(column, n):
    if _is_postgresql():
        whole = cast(column, String)
        return cast(func.left(whole, 36 - TAIL) + _digits(n), postgresql.UUID)
    return func.substr(column, 1, 32 - TAIL, type_=String) + _digits(n)


def renamed(column, n):
    """The JSON of a statement with its ids as the copy has them: each by the last twelve digits of the old one."""
    for whole in (ledger.c[name] for name in NAMED_IN_STATEMENTS):
        last = func.right(cast(whole, String), 12) if _is_postgresql() else func.substr(whole, 21, 12)
        kept = func.substr(last, 1, 12 - TAIL, type_=String)
        column = case((whole.is_(None), column), else_=func.replace(column, last, kept + _digits(n), type_=String))
    return column


def _go_on_counting(connection):
    """PostgreSQL's own counter has not seen the numbers that the copies brought along."""
    if _is_postgresql():
        connection.execute(text("SELECT setval(pg_get_serial_sequence('person', 'id'), (SELECT max(id) FROM person))"))


def tidy():
    """What PostgreSQL does by itself some minutes later, and SQLite at the next quiet moment, done before we measure."""
    raw = db.engine.raw_connection()
    try:
        if _is_postgresql():
            raw.driver_connection.autocommit = True
        raw.driver_connection.execute("VACUUM ANALYZE" if _is_postgresql() else "PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.invalidate()


def _is_postgresql():
    return db.engine.dialect.name == "postgresql"
