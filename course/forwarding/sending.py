"""Sends on what stands in the ledger. The ledger is the queue, and each destination has a cursor.

A batch is read, sent outside of any transaction, and noted in a short one that moves the cursor. Who dies between sends it a
second time, and the other end knows each statement by its id: nothing is lost, and nothing is there twice.
"""

import random
import time
from datetime import timedelta
from types import SimpleNamespace
from uuid import NAMESPACE_URL, uuid5

from flask import current_app
from sqlalchemy import delete, exists, select, update
from sqlalchemy.exc import DBAPIError

from course.clock import now
from course.database import ask, db, upsert, writing
from course.errors import CourseError
from course.forwarding.carrying import ALL, carrier_of, carry, sent
from course.forwarding.directing import standing_one
from course.forwarding.judging import PAUSE
from course.forwarding.models import Destination, Refusal
from course.forwarding.queries import due, wanted
from course.forwarding.stores import files_of
from course.forwarding.turns import alone
from course.logs import log
from course.statements.finding import after, ledger
from course.statements.platform import platform_iri
from course.statements.recording import iso
from course.statements.xapi.exact import dump

BATCH, BYTES = 100, 512 * 1024
TURN = 50  # seconds for one destination; then others have theirs
FIRST_WAIT, LONGEST_WAIT = 60, 3600  # seconds
CAREFUL = 3  # tries in vain, after which statements go one by one
TESTED = "http://adlnet.gov/expapi/verbs/attempted"
table, refusals = Destination.__table__, Refusal.__table__


def forward_due():
    """Send to every destination whose time it is, one after the other; how many statements were taken."""
    numbers = due()
    db.session.rollback()
    return sum(map(forward_to, numbers))


def forward_to(number, seconds=None):
    """Send what waits for one destination, for so long at most; how many were taken. Who finds another sender at it leaves it
    to that one."""
    end, taken = time.monotonic() + (TURN if seconds is None else seconds), 0
    with alone(number) as mine:
        try:
            _forget_gone(number)
            while mine and time.monotonic() < end:
                brought = _step(number)
                if brought is None:
                    break
                taken += brought
        except (CourseError, DBAPIError) as failure:  # removed meanwhile, or the database has no time: the next turn goes on
            log.warning("forwarding stops", kind=type(failure).__name__)
        finally:
            db.session.rollback()
    return taken


def _forget_gone(number):
    """Refusals of statements that were deleted here meanwhile."""
    gone = ~exists().where(ledger.c.position == refusals.c.position)
    asked = select(refusals.c.id).where(refusals.c.destination_id == number, gone)
    if ask(asked.limit(1)).first():
        with writing():
            ask(delete(refusals).where(refusals.c.destination_id == number, gone))


def _step(number):
    """How many statements one batch brought there; None: there is no more to do now."""
    destination = standing_one(number)
    if destination.paused_at or destination.try_at > now():
        return None
    rows, position = _asked_again(destination), None
    if not rows:
        rows, position = _waiting(destination)
    db.session.rollback()  # nothing is held open while another machine thinks
    if not rows and position == destination.position:
        return None
    carried = carry(destination, rows)
    with writing():
        if position is not None:
            _move(destination, rows, position, carried)
        _note(destination, carried)
    return None if carried.stopped else len(carried.taken)


def _waiting(destination):
    """(the rows of the next batch, the position of the cursor once they are sent)"""
    rows, position = after(destination.position, 1 if destination.tries >= CAREFUL else BATCH, where=wanted(destination))
    size = 0
    for place, row in enumerate(rows):
        size += len(row.statement.encode()) + sum(file.length for file in files_of([row]))
        if place and size > BYTES:
            return rows[:place], rows[place - 1].position
    return rows, position


def _asked_again(destination):
    """The rows of refusals that somebody wants sent once more."""
    asked = select(refusals.c.position).where(refusals.c.destination_id == destination.id, refusals.c.again,
                                              refusals.c.outcome.is_(None)).order_by(refusals.c.position).limit(ALL - 1)
    positions = ask(asked).scalars().all()
    return after(positions[0] - 1, len(positions), where=[ledger.c.position.in_(positions)])[0] if positions else []


def _move(destination, rows, position, carried):
    """The cursor, unless somebody moved it meanwhile because she wants something sent again."""
    reached = position if carried.done == len(rows) else rows[carried.done - 1].position if carried.done else destination.position
    ask(update(table).where(table.c.id == destination.id, table.c.position == destination.position).values(position=reached))


def _note(destination, carried):
    at, stopped, values = now(), carried.stopped, {"sent": table.c.sent + len(carried.taken)}
    if carried.taken:
        values |= {"sent_at": at}
    if stopped:
        tries = 1 if carried.done else destination.tries + 1
        values |= {"tries": tries, "try_at": at + wait_after(tries, stopped.seconds), "trouble": stopped.words, "trouble_at": at,
                   **({"paused_at": at} if stopped.what == PAUSE else {})}
    elif carried.done:
        values |= {"tries": 0, "trouble": None, "trouble_at": None}
    ask(update(table).where(table.c.id == destination.id, table.c.ended_at.is_(None)).values(values))
    _note_refusals(destination, carried, at)


def _note_refusals(destination, carried, at):
    """One that is taken at last is over; one that is refused again has the newest reason."""
    taken = [row.position for row in carried.taken]
    ask(update(refusals).where(refusals.c.destination_id == destination.id, refusals.c.outcome.is_(None),
                               refusals.c.position.in_(taken)).values(outcome="sent", again=False, ended_at=at))
    for row, reason in carried.refused:
        ask(upsert(Refusal, ["destination_id", "position"], ["reason", "at", "again", "outcome", "ended_at", "ended_by"]).values(
            destination_id=destination.id, position=row.position, statement_id=row.id, reason=reason, at=at, again=False,
            outcome=None, ended_at=None, ended_by=None))


def wait_after(tries, asked=None):
    """How long until the next try: a minute, twice as long each time, an hour at most; a little more or less, so that many
    sites do not come back at once. Longer, if the other end asks for it."""
    seconds = min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT) * random.uniform(0.75, 1.25)
    return timedelta(seconds=max(seconds, asked or 0))


def send_test(number):
    """The Verdict of a destination on one statement, or event, that says that it is a test. Each time it is the same one, so
    that tests do not pile up there."""
    destination, platform = standing_one(number), platform_iri() or current_app.config["SETTINGS"].platform
    db.session.rollback()
    at, place = iso(destination.made_at), f"{platform}/destinations/{number}"
    agent = {"objectType": "Agent", "account": {"homePage": platform, "name": "platform"}}
    statement_id = uuid5(NAMESPACE_URL, f"{place}#{at}")
    text = dump({"id": str(statement_id), "actor": agent, "verb": {"id": TESTED, "display": {"en": "attempted"}},
                 "object": {"id": place, "definition": {"name": {"en": "A test of forwarding"}}}, "timestamp": at, "stored": at,
                 "authority": agent, "version": "1.0.3"})
    return sent(carrier_of(destination).test, SimpleNamespace(id=statement_id, statement=text, stored=at, position=0))
