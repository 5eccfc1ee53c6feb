"""A reader who goes on through the ledger by its cursor while others write and are killed, and remembers all that it met."""

import threading
import time

from sqlalchemy.exc import DBAPIError

from course import create_app
from course.database import db
from course.errors import CourseError
from course.statements.finding import after, ledger
from tests import databases

REST = 0.01  # seconds


class Reader(threading.Thread):
    """`met`: ids in the order in which they came. It ends when it was told to, and has then met what there is."""

    def __init__(self, settings):
        super().__init__(daemon=True)
        self.app, self.met, self.position = create_app(settings), [], 0
        self.told, self.trouble = threading.Event(), None

    def run(self):
        while not self.read_on(last=self.told.is_set()):
            time.sleep(REST)
        databases.close(self.app)

    def read_on(self, last):
        """Whether all is read. A database that was killed is asked again."""
        with self.app.app_context():
            try:
                rows, self.position = after(self.position, 500, columns=[ledger.c.id])
            except (DBAPIError, CourseError):
                db.session.rollback()
                return False
        self.met += [str(row.id) for row in rows]
        return last and not rows

    def end(self, patience):
        """Everything that it met, and whether it came to its end."""
        self.told.set()
        self.join(patience)
        return self.met, not self.is_alive()
