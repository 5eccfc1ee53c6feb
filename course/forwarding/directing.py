"""Destinations: made, changed, paused and set going, sent back to an earlier day, removed; what to do with what was refused."""

import secrets as chance

from sqlalchemy import insert, select, update

from course.auditing import note_act
from course.clock import now
from course.database import ask
from course.errors import CourseError, NotFound
from course.forwarding.models import Destination, Refusal
from course.forwarding.queries import newest_position, position_before
from course.forwarding.reaching import BadAddress, read_address
from course.forwarding.sealing import seal
from course.statements.vocabulary import VERBS

KINDS = {"store": "a record store", "webhook": "a webhook"}
table, refusals = Destination.__table__, Refusal.__table__
KEPT = ("title", "address", "user", "version", "course", "verbs", "since", "of_tools", "with_names")


class WrongDestination(CourseError):
    """A sentence for one field of the form."""

    status = 422

    def __init__(self, name, sentence):
        super().__init__(sentence)
        self.name = name


class AnotherState(CourseError):
    status = 409
    sentence = "This destination is in another state by now. Look at it again."


class Settled(CourseError):
    status = 409
    sentence = "This refusal has been dealt with already."


def make_destination(kind, given, *, since=None, by=None):
    """(number, secret) of a new destination, of a webhook with a secret that is made here. What stands in the ledger from
    `since` on is sent, from now on if that is empty. `given` has the fields of KEPT and `secret`."""
    if kind not in KINDS:
        raise WrongDestination("kind", "Choose a record store or a webhook.")
    told = _checked(kind, given)
    secret = given.get("secret") or (chance.token_urlsafe(32) if kind == "webhook" else None)
    if not secret:
        raise WrongDestination("secret", "Give the secret that belongs to the name.")
    at = now()
    position = position_before(since) if since else newest_position()
    made = insert(table).values(kind=kind, secret=seal(secret), position=position, made_at=at, made_by=by, try_at=at, sent=0,
                                tries=0, **told | {"since": since or at}).returning(table.c.id)
    number = ask(made).scalar_one()
    note_act("destination made", by=by, subject=f"destination {number}", kind=kind)
    return number, secret


def change_destination(number, given, *, by=None):
    """An empty secret leaves the one that stands. What was sent is not sent again."""
    row = standing_one(number, locked=True)
    told = _checked(row.kind, given) | ({"secret": seal(given["secret"])} if given.get("secret") else {})
    ask(update(table).where(table.c.id == number).values({**told, "since": row.since, "tries": 0, "try_at": now()}))
    note_act("destination changed", by=by, subject=f"destination {number}")


def _checked(kind, given):
    """The columns of what a form says."""
    title = " ".join((given.get("title") or "").replace("\0", "").split())
    if not title:
        raise WrongDestination("title", "Give it a title, so that people know where records go.")
    try:
        target = read_address((given.get("address") or "").strip())
    except BadAddress as bad:
        raise WrongDestination("address", str(bad)) from None
    if kind == "store" and "?" in target.path:
        raise WrongDestination("address", "The address of a record store holds no question mark.")
    user = (given.get("user") or "").strip()
    if kind == "store" and (not user or ":" in user or not user.isprintable()):
        raise WrongDestination("user", "Give the name of the credentials that the store made for this site, without a colon.")
    unknown = set(given.get("verbs") or ()) - set(VERBS)
    if unknown:
        raise WrongDestination("verbs", f"There is no verb {', '.join(sorted(unknown))}.")
    return {
        "title": title[:200], "address": given["address"].strip(), "user": user if kind == "store" else None,
        "version": given.get("version") or "1.0", "course": given.get("course") or None,
        "verbs": " ".join(sorted(set(given.get("verbs") or ()))) or None,
        "of_tools": bool(given.get("of_tools")) and kind == "store",
        "with_names": bool(given.get("with_names")) and kind == "webhook"}


def standing_one(number, locked=False):
    """The row of a destination that is not removed. Raises NotFound."""
    asked = select(table).where(table.c.id == number, table.c.ended_at.is_(None))
    row = ask(asked.with_for_update() if locked else asked).first()
    if row is None:
        raise NotFound("There is no such destination, or it was removed.")
    return row


def pause(number, *, by=None):
    _set(number, table.c.paused_at.is_(None), paused_at=now())
    note_act("destination paused", by=by, subject=f"destination {number}")


def go_on(number, *, by=None):
    """Whatever was in the way is forgotten, and it is tried at once."""
    _set(number, table.c.paused_at.is_not(None), paused_at=None, tries=0, try_at=now(), trouble=None, trouble_at=None)
    note_act("destination resumed", by=by, subject=f"destination {number}")


def try_now(number):
    """Do not wait any longer for the next try; what is paused waits on."""
    ask(update(table).where(table.c.id == standing_one(number, locked=True).id).values(try_at=now()))


def replay(number, since, *, by=None):
    """Send again what stands in the ledger from a moment on. The other end knows it by its ids."""
    standing_one(number, locked=True)
    if since > now():
        raise WrongDestination("since", "This day is still to come.")
    ask(update(table).where(table.c.id == number).values(
        position=position_before(since), since=since, tries=0, try_at=now()))
    note_act("destination sent again from a day", by=by, subject=f"destination {number}", since=f"{since:%Y-%m-%d}")


def remove(number, *, by=None):
    """Nothing is sent there any more, and the secret is gone. What it was sent is still told on /privacy."""
    _set(number, table.c.ended_at.is_(None), ended_at=now(), ended_by=by, secret=None)
    note_act("destination removed", by=by, subject=f"destination {number}")


def _set(number, condition, **values):
    standing_one(number, locked=True)
    if not ask(update(table).where(table.c.id == number, condition).values(**values)).rowcount:
        raise AnotherState


def send_again(number, refusal):
    """At the next turn."""
    _decide(number, refusal, again=True)
    try_now(number)


def send_all_again(number):
    standing_one(number, locked=True)
    ask(update(refusals).where(refusals.c.destination_id == number, refusals.c.outcome.is_(None)).values(again=True))
    try_now(number)


def leave_out(number, refusal, *, by=None):
    _decide(number, refusal, outcome="left out", ended_at=now(), ended_by=by, again=False)
    note_act("refusal left out", by=by, subject=f"destination {number}", refusal=refusal)


def _decide(number, refusal, **values):
    standing_one(number, locked=True)
    decided = update(refusals).where(refusals.c.id == refusal, refusals.c.destination_id == number,
                                     refusals.c.outcome.is_(None)).values(**values)
    if not ask(decided).rowcount:
        raise Settled

