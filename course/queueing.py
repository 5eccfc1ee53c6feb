"""A fair, bounded queue of SQLite's writers across processes: an flock on a file beside the database.

SQLite's own busy handler lets newcomers pass those who wait; kill -9 frees an flock, so no turn is ever left behind.
"""

import fcntl
import os
import time

from course.errors import TooBusy

POLL = 0.001  # seconds; a blocking flock could not be given up


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

    def _taken(self):
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def end(self):
        os.close(self.handle)
