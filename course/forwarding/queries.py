"""What is asked: destinations as they stand, how far behind each is, what it would not take, and who was sent what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, or_, select

from course.clock import now
from course.database import ask
from course.forwarding.models import Destination, Refusal
from course.statements.finding import ledger
from course.statements.vocabulary import VERBS

table, refusals = Destination.__table__, Refusal.__table__
COUNTED = 10_000  # statements that wait: who has more need not know how many exactly


@dataclass(frozen=True)
class Lag:
    """What waits for a destination: how many statements (COUNTED at most), and since when the first of them."""

    waiting: int
    oldest: datetime | None

    @property
    def seconds(self):
        return max((now() - self.oldest).total_seconds(), 0) if self.oldest else 0

    @property
    def is_more(self):
        return self.waiting >= COUNTED


def wanted(destination):
    """Conditions on `ledger`: what a destination is to be sent."""
    found = [ledger.c.stored >= destination.since] if destination.since else []
    if not destination.of_tools:
        found.append(ledger.c.authority.is_(None))
    if destination.course:
        found.append(ledger.c.course == destination.course)
    if destination.verbs:
        found.append(ledger.c.verb.in_([VERBS[name].iri for name in destination.verbs.split() if name in VERBS]))
    return found


def lag(destination):
    """The Lag of a destination's row."""
    waits = select(ledger.c.stored).where(ledger.c.position > destination.position, *wanted(destination))
    first = waits.order_by(ledger.c.position).limit(COUNTED).subquery()
    waiting, oldest = ask(select(func.count(), func.min(first.c.stored))).one()
    return Lag(waiting, oldest)


def newest_position():
    return ask(select(func.max(ledger.c.position))).scalar() or 0


def position_before(moment):
    """The position behind which all stands that was stored from a moment on. On PostgreSQL writers take positions a little out
    of the order of time, so it is the lowest of many."""
    later = select(ledger.c.position).where(ledger.c.stored >= moment).order_by(ledger.c.stored, ledger.c.position).limit(1000)
    lowest = ask(select(func.min(later.subquery().c.position))).scalar()
    return newest_position() if lowest is None else lowest - 1


def destinations(removed=False):
    """Rows, the newest first; also those that were removed."""
    asked = select(table).order_by(table.c.id.desc())
    return ask(asked if removed else asked.where(table.c.ended_at.is_(None))).all()


def due():
    """The numbers of destinations that may be sent to now."""
    return ask(select(table.c.id).where(table.c.ended_at.is_(None), table.c.paused_at.is_(None), table.c.try_at <= now())
               .order_by(table.c.try_at)).scalars().all()


def open_refusals(number, at_most=100):
    """Rows that nobody has decided about, oldest first."""
    return ask(select(refusals).where(refusals.c.destination_id == number, refusals.c.outcome.is_(None))
               .order_by(refusals.c.position).limit(at_most)).all()


def count_refusals(number):
    return ask(select(func.count()).where(refusals.c.destination_id == number, refusals.c.outcome.is_(None))).scalar()


def state(destination):
    """paused | in trouble | behind | in step"""
    if destination.paused_at:
        return "paused"
    if destination.trouble:
        return "in trouble"
    behind = lag(destination)
    return "behind" if behind.waiting and behind.seconds > timedelta(minutes=5).total_seconds() else "in step"


def figures():
    """What a page of health or of metrics shows, a dict for each destination that stands."""
    found = []
    for one in destinations():
        behind = lag(one)
        found.append({"number": one.id, "title": one.title, "kind": one.kind, "state": state(one), "sent": one.sent,
                      "waiting": behind.waiting, "lag_seconds": behind.seconds, "refusals": count_refusals(one.id),
                      "tries_in_vain": one.tries, "sent_at": one.sent_at})
    return found


def recipients():
    """Rows of those that get records now, or ever got some."""
    return ask(select(table).where(or_(table.c.ended_at.is_(None), table.c.sent > 0)).order_by(table.c.id)).all()


def machine(destination):
    """The name of the machine behind an address."""
    return urlsplit(destination.address).hostname
