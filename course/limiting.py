"""Rate limits shared by all workers: a store for the library `limits` over a database connection of its own.

Its own, because a refused sign-in must count though its transaction is rolled back, and because a second connection to the
database that a request writes to would wait for itself.
"""

import time

from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import (
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    case,
    create_engine,
    delete,
    event,
    inspect,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from course.postgresql import say_when_away

metadata = MetaData()
hits = Table(
    "rate_limit_hit",
    metadata,
    Column("key", String, primary_key=True),
    Column("amount", Integer, nullable=False),
    Column("ends_at", Float, nullable=False, index=True),  # seconds since the epoch
)


def open_in(app, address):
    """Count at `address`, SQLAlchemy's; `people.limits` says what and how often."""
    app.extensions["limits"] = FixedWindowRateLimiter(DatabaseStorage(f"database+{address}"))


class DatabaseStorage(Storage):
    """Fixed windows in one table. The address is `database+` and SQLAlchemy's own address."""

    STORAGE_SCHEME = ["database+sqlite", "database+postgresql"]

    def __init__(self, uri, wrap_exceptions=False, **options):
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self.engine = create_engine(uri.removeprefix("database+"), isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        self.made = False
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _wait_for_others)
        else:
            say_when_away(self.engine)

    @property
    def base_exceptions(self):
        return ()

    def incr(self, key, expiry, amount=1):
        """Count `amount` more in this window of `expiry` seconds and return the sum."""
        moment = time.time()
        insert = {"sqlite": sqlite, "postgresql": postgresql}[self.engine.dialect.name].insert(hits)
        fresh = hits.c.ends_at > moment
        counting = (
            insert.values(key=key, amount=amount, ends_at=moment + expiry)
            .on_conflict_do_update(
                index_elements=["key"],
                set_={
                    "amount": _either(fresh, hits.c.amount + amount, amount),
                    # none lasts longer than its seconds, though the clock was set back since it began
                    "ends_at": _either(fresh & (hits.c.ends_at < moment + expiry), hits.c.ends_at, moment + expiry),
                },
            )
            .returning(hits.c.amount)
        )
        with self._connect() as connection:
            if amount and hash(key) % 64 == int(moment) % 64:  # now and then, so that the table stays small
                connection.execute(delete(hits).where(hits.c.ends_at < moment - 3600))
            return connection.execute(counting).scalar_one()

    def get(self, key):
        asked = select(hits.c.amount).where(hits.c.key == key, hits.c.ends_at > time.time())
        with self._connect() as connection:
            return connection.execute(asked).scalar() or 0

    def get_expiry(self, key):
        with self._connect() as connection:
            return connection.execute(select(hits.c.ends_at).where(hits.c.key == key)).scalar() or time.time()

    def check(self):
        return self.get("-") == 0

    def reset(self):
        with self._connect() as connection:
            return connection.execute(delete(hits)).rowcount

    def clear(self, key):
        with self._connect() as connection:
            connection.execute(delete(hits).where(hits.c.key == key))

    def _connect(self):
        if not self.made:  # at the first use and not at start, so that a fork shares no connection
            self._make()
        return self.engine.connect()

    def _make(self):
        try:
            metadata.create_all(self.engine)
        except DBAPIError:  # another worker was making it at this very moment
            if not inspect(self.engine).has_table(hits.name):
                raise
        self.made = True


def _wait_for_others(dbapi, record):
    dbapi.execute("PRAGMA journal_mode=WAL")
    dbapi.execute("PRAGMA busy_timeout=5000")


def _either(condition, then, otherwise):
    return case((condition, then), else_=otherwise)
