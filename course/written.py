"""A statement that is written out and asked at every page or answer goes to the driver itself: SQLAlchemy would take longer to
pass it on than the database to answer it. Its types read what goes there and what comes back all the same."""

from collections import namedtuple
from contextlib import contextmanager
from functools import lru_cache
from itertools import zip_longest

from sqlalchemy import column, insert, text
from sqlalchemy.exc import DBAPIError

from course.database import ask_once, db, is_in_transaction, transaction
from course.engines import refuse_write
from course.errors import NoDatabase
from course.postgresql import refusal_of


class Written:
    """A statement whose text stays the same, but for the lengths of lists of text; its rows have the names of its columns. One
    that `writes`, and says what it wrote, is asked within writing() alone."""

    names = None

    def __init__(self, statement, writes=False):
        self.statement, self.writes = statement, writes
        self.types = tuple(one.type for one in statement.selected_columns)
        self.Row = namedtuple("Row", [one.name for one in statement.selected_columns])
        self.readers = {}  # by database, once it has told what its driver gives


class Addition:
    """An INSERT of whole rows, which are dicts of all these columns."""

    writes = True

    def __init__(self, model, names=None):
        self.statement = insert(model.__table__).inline()  # nobody asks for what the database fills in
        self.names = tuple(names or model.__table__.columns.keys())


def written(sql, columns, writes=False):
    """A Written of its text; `columns` is {name: its type}."""
    return Written(text(sql).columns(*(column(name, kind) for name, kind in columns.items())), writes)


def ask_written(asked, parameters):
    """The rows of a Written, by itself; within a transaction, as part of it. One that writes is a RuntimeError outside of
    writing()."""
    engine = db.engine
    if asked.writes or is_in_transaction():
        with _told_as_sqlalchemy_does(transaction(asked.writes)) as connection:
            return _fetch(asked, connection, parameters, engine)
    try:
        with _lent(engine) as connection:
            return _fetch(asked, connection, parameters, engine)
    except engine.dialect.dbapi.Error:
        return ask_once(asked.statement, parameters)  # on another connection, or to say what is wrong


def add_written(addition, rows):
    """Insert rows, in the transaction that writes."""
    sent = _as_the_driver_has_it(addition, db.engine)
    with _told_as_sqlalchemy_does(transaction(writes=True)) as connection:
        for row in rows:
            connection.execute(sent.sql, sent.given(row))


@contextmanager
def _lent(engine):
    """A connection of the pool, outside of any transaction; one that failed does not go back to it."""
    lent = engine.raw_connection()
    try:
        yield lent.dbapi_connection
    except BaseException:
        lent.invalidate()
        raise
    finally:
        lent.close()


@contextmanager
def _told_as_sqlalchemy_does(connection):
    """The driver's connection under one of SQLAlchemy's; what goes wrong there is known by the same names as elsewhere."""
    dialect = connection.dialect
    try:
        yield connection.connection.dbapi_connection
    except dialect.dbapi.Error as error:
        gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
        refusal = refusal_of(error, gone)
        if gone or isinstance(refusal, NoDatabase):
            connection.invalidate(error)
        raise refusal or DBAPIError.instance(None, None, error, dialect.dbapi.Error, dialect=dialect) from error


def _fetch(asked, connection, parameters, engine):
    lists = tuple([(name, places_for(one)) for name, one in parameters.items() if type(one) is list])
    sent = _as_the_driver_has_it(asked, engine, lists)
    cursor = connection.execute(sent.sql, sent.given(parameters))
    found, readers = [], asked.readers.get(engine.dialect.name)
    if readers is None:
        readers = asked.readers[engine.dialect.name] = _readers(asked, engine.dialect, cursor.description)
    for row in cursor.fetchall():
        values = list(row)
        for place, read in readers:
            if values[place] is not None:
                values[place] = read(values[place])
        found.append(asked.Row._make(values))
    return found


def places_for(values):
    """How many places a list is given: a power of two, so that PostgreSQL has few texts of a statement to plan."""
    return 1 << (len(values) - 1).bit_length() if values else 0


class _Sent:
    """A statement's text for a driver, and how its parameters are made. `lists` are {name: width} of those that are lists, of
    which the last value fills the places that are left."""

    def __init__(self, asked, dialect, lists):
        compiled = asked.statement.compile(dialect=dialect, column_keys=asked.names)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        if compiled.literal_execute_params or compiled.insert_prefetch:
            raise ValueError(f"{compiled} is not the same for all parameters")
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        spread = compiled.construct_expanded_state({**dict.fromkeys(binds), **{name: [""] * one for name, one in lists.items()}})
        self.sql, self._order, self._names = spread.statement, spread.positiontup, spread.parameter_expansion
        if not asked.writes:
            refuse_write(self.sql)
        made = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in binds.items()}
        self._made = [(name, make) for name, make in made.items() if make]

    def given(self, parameters):
        made = {**self._fixed, **parameters}
        for name, make in self._made:
            made[name] = make(made[name])
        for name, names in self._names.items():
            values = made.pop(name)
            made.update(zip_longest(names, values, fillvalue=values[-1] if values else None))
        return [made[name] for name in self._order] if self._order is not None else made


@lru_cache(maxsize=256)
def _as_the_driver_has_it(asked, engine, lists=()):
    return _Sent(asked, engine.dialect, dict(lists))


def _readers(asked, dialect, description):
    """[(place of a column, what makes a value of Python of what the driver gives)]"""
    both = zip(asked.types, description, strict=True)
    found = [kind.dialect_impl(dialect).result_processor(dialect, described[1]) for kind, described in both]
    return [(place, read) for place, read in enumerate(found) if read]
