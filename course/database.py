"""The database: `db`, the writing transaction, and rows that are written once. SQLite and PostgreSQL behave alike behind it."""

import json
import warnings
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, DateTime, MetaData, String, bindparam, cast, column, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from course.engines import in_transactions_that_write, without_transaction
from course.errors import TooBusy
from course.postgresql import BROKEN_OFF

NAMES = {  # so that migrations can name what they change on both databases
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


_writing = {}  # {id of an application context: the connection of its writing transaction}


class WritingSession(Session):
    """Whatever is asked of it within writing() is part of that transaction."""

    def get_bind(self, *given, **named):
        return _writing.get(_here()) or super().get_bind(*given, **named)


db = SQLAlchemy(model_class=Base, session_options={"class_": WritingSession})

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


TRIES = 3
_INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@contextmanager
def writing():
    """The one way to write: a fresh transaction that holds its turn from the start, committed as the last word.

    What was read before is forgotten, so that the decision is taken on what stands now. The session joins when it is first
    asked: an act of Core statements alone is spared what it takes to make one. Refuses with TooBusy.
    """
    here = _here()
    if here in _writing:
        raise RuntimeError("This begins to write within writing(), and would wait for itself.")
    if is_in_transaction():
        db.session.rollback()
    with in_transactions_that_write(db.engine).connect() as connection, connection.begin():
        _writing[here] = connection
        try:
            yield db.session
            if _session_has_begun():
                db.session.commit()  # of what the ORM holds; the last word is not its own
        except BaseException:
            if db.session.registry.has():
                db.session.rollback()
            raise
        finally:
            del _writing[here]


def _here():
    """As Flask-SQLAlchemy tells its sessions apart."""
    return db.session.registry.scopefunc()


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


def transaction(writes=False):
    """The connection of the transaction that goes on; one that `writes` is a RuntimeError outside of writing()."""
    connection = _writing.get(_here())
    if connection is None and writes:
        raise RuntimeError("This writes outside of writing().")
    return connection or db.session.connection()


def ask(statement, parameters=None):
    """Run a Core statement in the session's transaction: the ORM's share of `db.session.execute` is most of a small one."""
    return transaction().execute(statement, parameters)


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
    with without_transaction(db.engine).connect() as connection:
        return connection.execute(statement, parameters).all()


def read_at_one_moment():
    """Begin anew, with all that is read from now on as it stood when the first of it was read, whatever others write meanwhile.
    SQLite reads so anyhow; PostgreSQL would answer each question as of when it is asked."""
    session = db.session()
    if session.in_transaction():
        session.rollback()
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.connection.dbapi_connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def is_in_transaction():
    """Whether one has begun here."""
    return _here() in _writing or _session_has_begun()


def _session_has_begun():
    """Nobody makes a session by asking."""
    return db.session.registry.has() and db.session().in_transaction()


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
