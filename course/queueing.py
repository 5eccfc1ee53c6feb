"""A fair, bounded queue of SQLite's writers across processes: an flock on a file beside the database.

SQLite's own busy handler lets newcomers pass those who wait; kill -9 frees an flock, so no turn is ever left behind.
"""

import fcntl
import os
import time
from datetime import UTC, datetime

from course.clock import now
from course.errors import TooBusy

POLL = 0.001  # seconds; a blocking flock could not be given up
STAMP = 32  # bytes of the moment that the file holds


class Turn:
    """Held from its making to `end()`. Raises TooBusy when `wait` seconds pass first."""

    def __init__(self, path, wait):
        self.handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        end = time.monotonic() + wait
        while not self._taken():
            if time.monotonic() > end:
                os.close(self.handle)
                raise TooBusy
            time.sleep(POLL)
        os.pwrite(self.handle, now().isoformat().ljust(STAMP).encode(), 0)

    def _taken(self):
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def end(self):
        os.close(self.handle)


def since(path):
    """When the turn began that is held now, or one before it whose holder has not written that yet; None if there is none."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        stamp = os.pread(handle, STAMP, 0).decode().strip()
        return datetime.fromisoformat(stamp) if stamp else datetime.min.replace(tzinfo=UTC)
    else:
        return None
    finally:
        os.close(handle)
