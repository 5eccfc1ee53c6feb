"""The one clock: every room asks it for the time, so that tests and the demo can hold it still."""

from contextlib import contextmanager
from datetime import UTC, datetime

_held = None


def now():
    """The time in UTC, aware, to the microsecond."""
    return _held or datetime.now(UTC)


def hold(at):
    """Stop the clock at an aware datetime until `release()`."""
    global _held
    _held = at


def release():
    hold(None)


@contextmanager
def held(at):
    hold(at)
    try:
        yield at
    finally:
        release()
