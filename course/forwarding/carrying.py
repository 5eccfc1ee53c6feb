"""Carries rows to a destination in their order. What is refused is split down to the statement that it is about."""

from dataclasses import dataclass, field

from course.forwarding.judging import PAUSE, REFUSED, TAKEN, UNSURE, WAIT, Verdict
from course.forwarding.reaching import BadAddress, Unreachable
from course.forwarding.sealing import CannotOpen, unseal
from course.forwarding.stores import Store
from course.forwarding.webhooks import Webhook

STUBBORN = 8  # tries in vain, after which one statement at which the other end fails is set aside
ALL = 10  # statements: if so many are refused and none is taken, it is not about the statements


@dataclass
class Carried:
    """What became of rows: which were taken, which refused and why, and what stopped it before it came to the rest."""

    taken: list = field(default_factory=list)
    refused: list = field(default_factory=list)  # (row, reason)
    stopped: Verdict | None = None

    @property
    def done(self):
        """How many rows, from the first on, are decided about."""
        return len(self.taken) + len(self.refused)


def carrier_of(destination):
    """What speaks to a destination. Raises CannotOpen."""
    return {"store": Store, "webhook": Webhook}[destination.kind](destination, unseal(destination.secret))


def carry(destination, rows):
    """The Carried of ledger rows."""
    carried = Carried()
    try:
        carrier = carrier_of(destination)
    except CannotOpen as closed:
        carried.stopped = Verdict(PAUSE, str(closed))
    parts = [rows] if rows else []
    while parts and not carried.stopped:
        part = parts.pop()
        parts += _settle(carried, part, sent(carrier.send, part), destination.tries)
    return carried


def sent(send, what):
    """The Verdict of sending something; to have no answer is one, too."""
    try:
        return send(what)
    except (Unreachable, BadAddress) as none:
        return Verdict(WAIT, str(none))


def _settle(carried, part, verdict, tries):
    """What is to be sent instead of `part`, the last of it first."""
    is_one, is_refused = len(part) == 1, verdict.what in (REFUSED, UNSURE)
    if verdict.what == TAKEN:
        carried.taken += part
    elif is_refused and not is_one:
        half = len(part) // 2
        return [part[half:], part[:half]]
    elif is_refused or (is_one and verdict.status == 500 and tries + 1 >= STUBBORN):
        carried.refused.append((part[0], verdict.words))
        if len(carried.refused) >= ALL and not carried.taken:
            carried.stopped = Verdict(PAUSE, f"It took none of {ALL} statements, so it is paused. Its reasons stand below.")
    else:
        carried.stopped = verdict
    return []
