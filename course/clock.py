"""The one clock: every room asks it for the time, so that tests and the demo can hold it still."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_held = None


def now():
    """The time in UTC, aware, to the microsecond."""
    return _held or datetime.now(UTC)


def now_after(earlier):
    """The time for what follows on something of the moment `earlier`, or on nothing: later than that by a millisecond, though
    the clock was set back since, or another machine's is behind. Where the last one counts, it is the one that came last."""
    return now() if earlier is None else max(now(), earlier + timedelta(milliseconds=1))


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
