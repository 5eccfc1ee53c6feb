"""How an engine is taught our transactions: both databases begin what they are told to, and who writes says so first."""

import sqlite3
from functools import lru_cache

from sqlalchemy import event

from course.errors import TooBusy
from course.postgresql import prepare_postgresql
from course.queueing import Turn

ALONE = "a statement by itself"


@lru_cache(maxsize=64)
def in_transactions_that_write(engine):
    return engine.execution_options(writes=True)


@lru_cache(maxsize=64)
def without_transaction(engine, writes=False):
    """The engine for statements that need no transaction, each of which is done when it has been asked."""
    return engine.execution_options(**{ALONE: True}, writes=writes)


def prepare(engine, wait=10.0):
    """Teach an engine our transactions (SQLite: WAL, foreign keys, a queue of writers; see docs/house.md)."""
    _refuse_undeclared_writes(engine)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, wait)
    else:
        prepare_postgresql(engine, wait, ALONE)
    return engine


READING = ("SELECT", "WITH", "PRAGMA", "EXPLAIN", "SHOW", "SAVEPOINT", "RELEASE", "ROLLBACK TO")


def _refuse_undeclared_writes(engine):
    """At once, on both databases: they would stand in no queue. (PRAGMA query_only does so too, but at each change of it
    SQLite forgets every statement that it has prepared, and a large one takes longer to prepare than to answer.)"""

    @event.listens_for(engine, "before_cursor_execute")
    def refuse(connection, cursor, statement, parameters, context, executemany):
        if not connection.get_execution_options().get("writes"):
            refuse_write(statement)


def refuse_write(statement):
    """RuntimeError where the text of a statement does more than read."""
    if not statement.lstrip()[:12].upper().startswith(READING):
        raise RuntimeError(f"This writes outside of writing(): {statement[:100]}")


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
        dbapi, options = connection.connection.dbapi_connection, connection.get_execution_options()
        if options.get(ALONE):
            return
        if options.get("writes"):
            connection.info["turn"] = Turn(f"{path}.queue", wait)  # before the lock, so that waiting is fair
            _begin_immediate(dbapi)
        else:
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
