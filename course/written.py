"""A SELECT that is written out and asked at every page goes to the driver itself: SQLAlchemy would take longer to pass it on
than the database to answer it. Its types read what comes back all the same, and where anything goes wrong it asks once more."""

from collections import namedtuple
from contextlib import contextmanager
from functools import lru_cache

from sqlalchemy import column, text

from course.database import ask_once, db, is_in_transaction


class Written:
    """A SELECT whose text stays the same; its rows have the names of its columns."""

    def __init__(self, statement):
        self.statement = statement
        self.types = tuple(one.type for one in statement.selected_columns)
        self.Row = namedtuple("Row", [one.name for one in statement.selected_columns])


def written(sql, columns):
    """A Written of its text; `columns` is {name: its type}."""
    return Written(text(sql).columns(*(column(name, kind) for name, kind in columns.items())))


def ask_written(asked, parameters):
    """The rows of a Written, by itself; within a transaction, as part of it."""
    if is_in_transaction():
        return ask_once(asked.statement, parameters)
    engine = db.engine
    sql, order = _as_the_driver_has_it(asked, engine)
    try:
        with _lent(engine) as connection:
            cursor = connection.execute(sql, [parameters[name] for name in order] if order else parameters)
            rows, codes = cursor.fetchall(), tuple(one[1] for one in cursor.description)
    except engine.dialect.dbapi.Error:
        return ask_once(asked.statement, parameters)
    return _read(asked, rows, _readers(asked, engine.dialect, codes))


@contextmanager
def _lent(engine):
    """A connection of the pool, outside of any transaction; one that failed does not go back to it."""
    lent = engine.raw_connection()
    try:
        if engine.dialect.name == "postgresql":
            lent.dbapi_connection.autocommit = True
        yield lent.dbapi_connection
        if engine.dialect.name == "postgresql":
            lent.dbapi_connection.autocommit = False
    except BaseException:
        lent.invalidate()
        raise
    finally:
        lent.close()


def _read(asked, rows, readers):
    found = []
    for row in rows:
        values = list(row)
        for place, read in readers:
            if values[place] is not None:
                values[place] = read(values[place])
        found.append(asked.Row._make(values))
    return found


@lru_cache(maxsize=64)
def _as_the_driver_has_it(asked, engine):
    """(the text, the order of its parameters where they have no names)"""
    compiled = asked.statement.compile(dialect=engine.dialect)
    return str(compiled), compiled.positiontup


@lru_cache(maxsize=64)
def _readers(asked, dialect, codes):
    """[(place of a column, what makes a value of Python of what the driver gives)]"""
    both = zip(asked.types, codes, strict=True)
    found = [kind.dialect_impl(dialect).result_processor(dialect, code) for kind, code in both]
    return [(place, read) for place, read in enumerate(found) if read]
