"""The database: `db`, the writing transaction, and rows that are written once. SQLite and PostgreSQL behave alike behind it."""

import json
import sqlite3
import warnings
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from select import POLLIN, poll

from flask_sqlalchemy import SQLAlchemy
from psycopg.errors import DeadlockDetected, LockNotAvailable, SerializationFailure
from psycopg.pq import TransactionStatus
from sqlalchemy import JSON, DateTime, MetaData, String, bindparam, cast, column, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from course.errors import TooBusy
from course.queueing import Turn

NAMES = {  # so that migrations can name what they change on both databases
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)

NEVER_CHANGES = set()  # names of tables whose rows refuse UPDATE and DELETE by trigger

# A late declaration would leave the transaction unlocked: SQLAlchemy only warns of it.
warnings.filterwarnings("error", message="Connection is already established")


class Moment(TypeDecorator):
    """A moment in UTC: aware in Python on both databases, though SQLite keeps it without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        if isinstance(value, datetime):
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return value


def never_changes(model):
    """Declare that rows of `model` are written once; the migrations make the triggers that hold it. One door leads through:
    people/erasing.py."""
    NEVER_CHANGES.add(model.__tablename__)
    return model


BROKEN_OFF = DeadlockDetected | SerializationFailure
TRIES = 3
_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
ALONE = "a statement by itself"
WRITING = "the connection of the writing transaction"  # kept by the session, which takes its time to find it


@contextmanager
def writing():
    """The one way to write: a fresh transaction that holds its turn from the start, committed as the last word.

    What was read before is forgotten, so that the decision is taken on what stands now. Refuses with TooBusy.
    """
    db.session.rollback()
    db.session.info[WRITING] = db.session.connection(execution_options={"writes": True})
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop(WRITING, None)


def in_writing(act, *given):
    """What `act` answers to `given`, in a writing transaction of its own. Where PostgreSQL broke it off so that others could go
    on, it is done again from the start: `act` keeps nothing but rows."""
    for left in reversed(range(TRIES)):
        try:
            with writing():
                return act(*given)
        except TooBusy as busy:
            if not left or not isinstance(busy.__cause__, BROKEN_OFF):
                raise
    return None


def ask(statement, parameters=None):
    """Run a Core statement in the session's transaction: the ORM's share of `db.session.execute` is most of a small one."""
    session = db.session()
    connection = session.info.get(WRITING) or session.connection()
    return connection.execute(statement, parameters)


def add(statement, rows):
    """Insert rows: a single one as itself, for psycopg takes many by a longer way."""
    return ask(statement, rows[0] if len(rows) == 1 else rows)


def upsert(model, keys, changing):
    """An INSERT that, where a row with these keys stands, changes these columns of it."""
    statement = _INSERTS[db.engine.dialect.name](model)
    new = {name: statement.excluded[name] for name in changing}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def insert_new(table, rows, *returned):
    """Insert those rows whose unique keys are free, and give back `returned` columns of these, in any order. Whoever gives rows
    in the order of a key waits for others who do so in no circle."""
    if not rows:
        return []
    if db.engine.dialect.name == "postgresql" and len(rows) > 1:
        adding, given = _insert_of_json(table, tuple(rows[0])), {"rows": json.dumps(rows, default=str)}
    else:
        adding, given = _INSERTS[db.engine.dialect.name](table).on_conflict_do_nothing(), rows
    return ask(adding.returning(*returned), given).all() if returned else ask(adding, given)


@lru_cache(maxsize=256)
def _insert_of_json(table, names):
    """One statement for any number of rows: the driver takes longest over many parameters, and PostgreSQL plans it once."""
    columns = [column(name, table.c[name].type) for name in names]
    given = func.json_to_recordset(cast(bindparam("rows", type_=String), JSON)).table_valued(*columns)
    rows = select(*given.render_derived(with_types=True).c)
    return postgresql.insert(table).from_select(names, rows).on_conflict_do_nothing()


def ask_once(statement, parameters=None):
    """The rows of a statement by itself: for a request that asks no more, a session is half of the cost. Within a
    transaction, it is part of it."""
    if is_in_transaction():
        return ask(statement, parameters).all()
    with _alone(db.engine).connect() as connection:
        return connection.execute(statement, parameters).all()


def is_in_transaction():
    """Whether the session has begun one."""
    return db.session.registry.has() and db.session().in_transaction()


@lru_cache(maxsize=64)
def _alone(engine):
    """One statement needs no transaction, and psycopg forgets at each ROLLBACK what it has prepared."""
    return engine.execution_options(**({ALONE: True} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}))


def prepare(engine, wait=10.0):
    """Teach an engine our transactions (SQLite: WAL, foreign keys, a queue of writers; see docs/house.md)."""
    _refuse_undeclared_writes(engine)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, wait)
    else:
        _prepare_postgresql(engine, wait)
    return engine


READING = ("SELECT", "WITH", "PRAGMA", "EXPLAIN", "SHOW", "SAVEPOINT", "RELEASE", "ROLLBACK TO")


def _refuse_undeclared_writes(engine):
    """At once, on both databases: they would stand in no queue. (PRAGMA query_only does so too, but at each change of it
    SQLite forgets every statement that it has prepared, and a large one takes longer to prepare than to answer.)"""

    @event.listens_for(engine, "before_cursor_execute")
    def refuse(connection, cursor, statement, parameters, context, executemany):
        if not connection.get_execution_options().get("writes") and not statement.lstrip()[:12].upper().startswith(READING):
            raise RuntimeError(f"This writes outside of writing(): {statement[:100]}")


def _prepare_postgresql(engine, wait):
    @event.listens_for(engine, "connect")
    def connect(dbapi, record):
        dbapi.autocommit = True  # or the setting would be gone with the first rollback
        dbapi.execute(f"SET lock_timeout = {int(wait * 1000)}")
        dbapi.autocommit = False

    @event.listens_for(engine, "checkout")
    def checkout(dbapi, record, proxy):
        """A server that goes away says so on each connection, and one that stays says nothing while nobody asks. To look for
        that is one call to the kernel; to ask the server whether it is there would cost as much as a small query."""
        if _has_news(dbapi.fileno()):
            raise DisconnectionError("something came on an idle connection")

    @event.listens_for(engine, "begin")
    def begin(connection):
        connection.connection.dbapi_connection.only_reads = not connection.get_execution_options().get("writes")

    engine.dialect.do_rollback = _end

    @event.listens_for(engine, "handle_error")
    def refuse(context):
        if isinstance(context.original_exception, LockNotAvailable | BROKEN_OFF):
            raise TooBusy from context.original_exception


def _end(dbapi):
    """Roll back; but who has only read may as well commit, for at a ROLLBACK psycopg forgets all that it has prepared, and to
    plan the one SELECT of a page takes PostgreSQL longer than to answer it."""
    if getattr(dbapi, "only_reads", False) and dbapi.pgconn.transaction_status == TransactionStatus.INTRANS:
        dbapi.commit()
    else:
        dbapi.rollback()


def _has_news(handle):
    waiting = poll()
    waiting.register(handle, POLLIN)
    return bool(waiting.poll(0))


def _prepare_sqlite(engine, wait):
    path = engine.url.database

    @event.listens_for(engine, "connect")
    def connect(dbapi, record):
        dbapi.isolation_level = None  # the driver begins nothing by itself
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={int(wait * 1000)}",
            "cache_size=-16000",
            "temp_store=MEMORY",
            "secure_delete=ON",
        ):
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection):
        dbapi = connection.connection.dbapi_connection
        if connection.get_execution_options().get("writes"):
            connection.info["turn"] = Turn(f"{path}.queue", wait)  # before the lock, so that waiting is fair
            _begin_immediate(dbapi)
        elif not connection.get_execution_options().get(ALONE):
            dbapi.execute("BEGIN")

    @event.listens_for(engine, "checkin")
    def checkin(dbapi, record):
        turn = record.info.pop("turn", None)
        if turn:
            turn.end()


def _begin_immediate(dbapi):
    """Another program, such as a shell in a transaction, stands in no queue of ours."""
    try:
        dbapi.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as busy:
        if busy.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:  # or one of its kinds
            raise TooBusy from busy
        raise


def refusing_triggers(table, dialect):
    """The statements that make `table` refuse UPDATE and DELETE, unless this very transaction has opened an Erasure
    (people/erasing.py); run by migrations, compared by the drift test."""
    sentence, opened = f"rows of {table} are never changed", "EXISTS (SELECT 1 FROM erasure WHERE open)"
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} WHEN NOT {opened} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            for act in ("update", "delete")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {opened} THEN RAISE EXCEPTION '{sentence}'; END IF; "
        f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]
