"""The register of who adapted a course: told by anybody, listed after a facilitator's yes, taken back by who told it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update

from course.auditing import note_act
from course.clock import now
from course.content.offering import states
from course.content.queries import all_standing
from course.content.values import address as an_address
from course.database import ask, insert_new
from course.errors import CourseError, NotFound
from course.ids import new_id
from course.reuse.models import Adaptation, AdaptationRuling

LONGEST_TITLE, LONGEST_CHANGES = 200, 1_000
MOST_WAITING = 100  # of one course, so that a flood fills no desk
WAITING, LISTED, DECLINED, TAKEN_BACK = "waiting", "listed", "declined", "taken back"


class NotTold(CourseError):
    """Says what is missing in what somebody tells."""

    status = 422


@dataclass(frozen=True)
class Told:
    """An adaptation as it stands: `state` is waiting, listed, declined or taken back; `at` is when it was told."""

    id: UUID
    person: int
    title: str
    address: str
    changes: str
    at: datetime
    state: str


def read_adaptation(form):
    """{title, address, changes} as they were typed, if they can be kept. Raises NotTold."""
    given = {name: " ".join(form.get(name, "").replace("\0", "").split()) for name in ("title", "address", "changes")}
    if not given["title"] or not given["changes"]:
        raise NotTold("Say what yours is called, and what you changed. Nothing was kept yet.")
    if len(given["title"]) > LONGEST_TITLE or len(given["changes"]) > LONGEST_CHANGES:
        raise NotTold(f"Write at most {LONGEST_TITLE} signs as its title and {LONGEST_CHANGES:,} on what you changed.")
    try:
        if given["address"] and not an_address(given["address"]).startswith("https://"):
            raise ValueError
    except ValueError:
        raise NotTold("Write an address that begins with https://, or none if yours is not on the web.") from None
    return given


def tell_adaptation(course, given, *, key, by):
    """Tell it once, whatever is sent twice; it waits for a facilitator. Raises NotTold."""
    if sum(one.state == WAITING for one in adaptations_of(course)) >= MOST_WAITING:
        raise NotTold("Many adaptations wait to be looked at just now, so this one was not kept. Tell it again in some days.")
    insert_new(Adaptation.__table__, [{"id": key, "course": course, "person_id": by, "at": now(), **given}], Adaptation.id)


def rule_on(course, adaptation, what, *, by):
    """List or decline it, as a facilitator. Raises NotFound."""
    one = _one(course, adaptation)
    if what not in (LISTED, DECLINED) or one.state == TAKEN_BACK:
        raise NotFound
    _rule(one.id, what, by)
    if what == LISTED or one.state == LISTED:
        note_act("adaptation listed" if what == LISTED else "adaptation taken off", by=by, course=course, subject=one.id)


def take_back(course, adaptation, *, by):
    """Her own, off the register. Raises NotFound."""
    one = _one(course, adaptation)
    if one.person != by:
        raise NotFound
    _rule(one.id, TAKEN_BACK, by)


def adaptations_of(course):
    """The Tolds of a course, newest first."""
    rulings = {}
    asked = select(AdaptationRuling.adaptation_id, AdaptationRuling.what).join(
        Adaptation, Adaptation.id == AdaptationRuling.adaptation_id).where(Adaptation.course == course)
    for adaptation, what in ask(asked.order_by(AdaptationRuling.at, AdaptationRuling.id)):
        if rulings.get(adaptation) != TAKEN_BACK:  # who told it has the last word
            rulings[adaptation] = what
    asked = select(Adaptation.__table__).where(Adaptation.course == course)
    return [Told(row.id, row.person_id, row.title, row.address, row.changes, row.at, rulings.get(row.id, WAITING))
            for row in ask(asked.order_by(Adaptation.at.desc(), Adaptation.id.desc()))]


def forks_of(address):
    """The Standings of courses on this site that say that they, or a module, were made of the course at this address."""
    closed = states()
    return [one for one in all_standing() if one.outline.access != "invited" and one.outline.key not in closed and any(
        parent.address == address for parents in (one.outline.parents, *(module.parents for module in one.outline.modules))
        for parent in parents)]


def erase_told(person, counts):
    """What she told is taken back and blank."""
    hers = ask(select(Adaptation.id).where(Adaptation.person_id.in_(person.ids), Adaptation.title != "")).scalars().all()
    for adaptation in hers:
        _rule(adaptation, TAKEN_BACK, person.ids[0])
    blank = update(Adaptation.__table__).where(Adaptation.id.in_(hers)).values(title="", address="", changes="")
    counts["adaptations"] += ask(blank).rowcount


def _one(course, adaptation):
    found = next((one for one in adaptations_of(course) if one.id == adaptation), None)
    if found is None:
        raise NotFound
    return found


def _rule(adaptation, what, by):
    ask(insert(AdaptationRuling.__table__),
        {"id": new_id(), "adaptation_id": adaptation, "what": what, "person_id": by, "at": now()})
