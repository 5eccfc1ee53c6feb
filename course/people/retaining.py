"""What is kept for a time is erased when that is over, as the settings say; and what was erased leaves no bytes behind."""

import sqlite3
import time
from collections import Counter
from contextlib import closing
from datetime import timedelta

from flask import current_app
from sqlalchemy import exists, or_, select

from course.clock import now
from course.database import ask, db
from course.engines import without_transaction
from course.people.claiming import told_by_rooms
from course.people.forgetting import erase_person
from course.people.models import Person, Role, SignIn
from course.queueing import Turn


def those_idle():
    """Ids of guests and of account holders who have not been here for as long as COURSE_KEEP_GUESTS and COURSE_KEEP_ACCOUNTS
    say, in days; 0 keeps them for ever. Who has a role is not idle."""
    settings = current_app.config["SETTINGS"]
    found = []
    for days, has_account in ((settings.KEEP_GUESTS, False), (settings.KEEP_ACCOUNTS, True)):
        if days:
            found += _idle_since(now() - timedelta(days=days), has_account)
    return found


def _idle_since(moment, has_account):
    asked = select(Person.id).where(
        Person.erased_at.is_(None), Person.joined_to.is_(None), Person.begun_at < moment,
        Person.email.is_not(None) if has_account else Person.email.is_(None),
        or_(Person.signed_up_at.is_(None), Person.signed_up_at < moment),
        ~exists().where(SignIn.person_id == Person.id, SignIn.seen_at >= moment),
        ~exists().where(Role.person_id == Person.id, Role.taken_at.is_(None)))
    seen = set(told_by_rooms("seen_since", moment))
    return [person_id for person_id in ask(asked.order_by(Person.id)).scalars() if person_id not in seen]


def retain():
    """Do what is due: a Counter of what was erased. Within a transaction that writes."""
    counts = Counter()
    for person_id in those_idle():
        counts.update(erase_person(person_id))
    for words, number in told_by_rooms("retain", current_app.config["SETTINGS"]):
        counts[words] += number
    return counts


def _cut_log(connection):
    """Whoever reads at this moment keeps the log from being cut: try again for a while."""
    for _ in range(50):
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return
        time.sleep(0.1)


def due():
    """What `retain()` would do today: a Counter by words."""
    counts = Counter(persons=len(those_idle()))
    for words, number in told_by_rooms("retention_due", current_app.config["SETTINGS"]):
        counts[words] += number
    return counts


def leave_no_bytes():
    """After an erasure was committed: deleted bytes go from the file and from its log. Waits its turn as any writer does."""
    url = db.engine.url
    db.session.remove()  # an open reader would keep the log
    if db.engine.dialect.name == "postgresql":
        with without_transaction(db.engine, writes=True).connect() as connection:
            connection.exec_driver_sql("VACUUM")
        return
    turn = Turn(f"{url.database}.queue", current_app.config["SETTINGS"].WRITE_WAIT)
    try:
        with closing(sqlite3.connect(url.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("VACUUM")
            _cut_log(connection)
    finally:
        turn.end()
