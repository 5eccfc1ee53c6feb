"""Which answer was a person's first to a question. Mostly the attempt's number tells; the rest is looked at here.

The first attempt is a person's earliest answer to a question (of a survey: in a wave), by its time, then by its id.
"""

from dataclasses import dataclass

from sqlalchemy import or_, select

from course.people.pseudonyms import joined, joined_names
from course.statements.finding import find, ledger

COLUMNS = tuple(ledger.c[name] for name in (
    "position", "id", "actor", "question", "wave", "timestamp", "attempt_number", "fingerprint", "missing", "success",
    "response"))


@dataclass(frozen=True)
class Firsts:
    """`rows` are the answers that a number alone does not judge, `positions` those of them that were first.

    `names` is {name: subject} of people with several, `hexes` the same by the 32 digits of the name.
    """

    names: dict
    hexes: dict
    wandering: frozenset
    rows: tuple
    positions: frozenset


def firsts_of(course, wordings):
    names, wandering = joined_names(), wordings.wandering
    rows = _uncommon(course, names, wandering)
    earliest = {}
    for row in rows:
        person = names.get(row.actor, row.actor)
        here = (row.timestamp, row.id.hex, row.position)
        key = person, wordings.lineage.today("block", row.question), row.wave
        earliest[key] = min(earliest.get(key, here), here)
    return Firsts(names, {name.hex: subject for name, subject in names.items()}, frozenset(wandering), tuple(rows),
                  frozenset(position for _, _, position in earliest.values()))


def _uncommon(course, names, wandering):
    """All answers by people with several names, and all to questions that have wandered."""
    conditions = []
    if names:
        conditions.append(ledger.c.actor.in_(select(joined().subquery().c.name)))
    if wandering:
        conditions.append(ledger.c.question.in_(wandering))
    if not conditions:
        return []
    where = (ledger.c.question.is_not(None), or_(*conditions))
    return find(course, "answered", columns=COLUMNS, where=where).all()
