"""One sender for a destination at a time, whatever processes and machines work; a killed one frees its turn at once."""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from course.database import db
from course.engines import without_transaction

SENDERS = 0x466F  # PostgreSQL's advisory locks of this room


@contextmanager
def alone(number):
    """Yields whether this is the one sender for the destination with this number. It holds no transaction meanwhile."""
    with (_by_file if db.engine.dialect.name == "sqlite" else _by_lock)(number) as mine:
        yield mine


@contextmanager
def _by_file(number):
    path = Path(current_app.config["SETTINGS"].INSTANCE) / f"forwarding-{number}.turn"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


def _taken(handle):
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _by_lock(number):
    with without_transaction(db.engine).connect() as connection:
        mine = connection.execute(select(func.pg_try_advisory_lock(SENDERS, number))).scalar()
        try:
            yield mine
        finally:
            if mine and not connection.invalidated:
                connection.execute(select(func.pg_advisory_unlock(SENDERS, number)))
