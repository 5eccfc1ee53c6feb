"""What this room keeps about people, in the words of /privacy, and who gets records of learning from here."""

from sqlalchemy import select, update

from course.database import ask
from course.forwarding.models import Refusal
from course.forwarding.queries import machine
from course.forwarding.queries import recipients as all_recipients
from course.people.keeping import ALWAYS, RUNS, STAYS, Kept, columns
from course.statements.finding import ledger
from course.statements.vocabulary import VERBS

BLANK = "It did not take this. What it said is erased."

KEPT = (
    Kept("destination", "Where records of learning go on to", {
        "id": "a number of its own", "kind": "whether it keeps records or is told that something happened",
        **columns("its name and address, and what this site says to be let in", "title", "address", "user", "secret", "version"),
        **columns("which records go there, and whether with random names", "course", "verbs", "since", "of_tools", "with_names"),
        **columns("how far that has come, and what was in the way", "position", "sent", "sent_at", "tries", "try_at", "trouble",
                  "trouble_at"),
        **columns("who made it and removed it", "made_by", "ended_by"),
        **columns("when it was made, paused and removed", "made_at", "paused_at", "ended_at")}, ALWAYS, RUNS, "made_by", STAYS),
    Kept("refusal", "Records that another store would not take", {
        "id": "a number of its own", **columns("which record, and where it was to go", "destination_id", "position",
                                               "statement_id"),
        **columns("what was said against it, and when", "reason", "at"),
        **columns("what became of it, and who decided that", "again", "outcome", "ended_at", "ended_by")},
        ALWAYS, RUNS, "ended_by", "What was said against a record of yours is blanked; the rest stays, and leads to nobody."),
)


def erase(person, counts):
    """What another store said against a record may quote it. What it was sent it has: the page tells whom to ask."""
    hers = select(ledger.c.position).where(ledger.c.actor.in_(person.names))
    blanked = update(Refusal).where(Refusal.position.in_(hers)).values(reason=BLANK)
    counts["refusals of records"] += ask(blanked).rowcount


def recipients():
    """Of each that gets records, or got some: a title, and the sentences that tell what it gets."""
    return [(one.title, _told(one)) for one in all_recipients()]


def _told(one):
    course, what = f" of the course “{one.course}”" if one.course else "", "all records"
    if one.verbs:
        what = f"records that say {', '.join(VERBS[name].display for name in one.verbs.split() if name in VERBS)}"
    told = [f"It stands at {machine(one)}."]
    if one.kind == "store":
        told.append(f"It gets {what}{course}, with what was answered, written and attached, under your random name.")
    else:
        names = "under your random name" if one.with_names else "without any name"
        told.append(f"It is told of {what}{course}: when, where and with which points, {names}, and never what you wrote.")
    if one.ended_at:
        told.append(f"Since {one.ended_at:%-d %B %Y} it gets nothing more; what it had got, it may still have.")
    elif one.since:
        told.append(f"It gets what was recorded since {one.since:%-d %B %Y}.")
    return told
