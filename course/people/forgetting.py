"""Erasing a person: each room blanks its own, then what leads to her goes; what counts without her stays."""

from sqlalchemy import delete, or_, select, update

from course.clock import now
from course.database import ask, db
from course.errors import CourseError, NotFound
from course.outbox import Letter
from course.people.claiming import rooms
from course.people.erasing import Erased, erase
from course.people.models import Claim, Consent, Invitation, OneTimeLink, Person, Pseudonym, Role, SignIn


class LastAdministrator(CourseError):
    status = 422
    sentence = "This is the last administrator. Make somebody else one first."


def erase_person(person_id, *, by=None):
    """Blank what she wrote, remove what leads to her, and keep what counts without her: the Counter of it. Raises NotFound,
    LastAdministrator. Rooms above take their turn first, for they find their things by what this room removes."""
    person = _whom(person_id)
    with erase(f"person {person_id}", whom=person.ids, by=by) as counts:
        for room in reversed(rooms()):
            if hasattr(room, "erase"):
                room.erase(person, counts)
        _erase_here(person, counts)
    return counts


def _whom(person_id):
    """Locked, so that nothing of hers is written meanwhile."""
    known = ask(select(Person.id, Person.erased_at).where(Person.id == person_id).with_for_update()).one_or_none()
    if known is None or known.erased_at is not None:
        raise NotFound("There is no such person, or she was erased already.")
    _refuse_the_last_administrator(person_id)
    guests = ask(select(Person.id).where(Person.joined_to == person_id)).scalars()
    ids = (person_id, *guests)
    names = ask(select(Pseudonym.name, Pseudonym.subject).where(Pseudonym.person_id.in_(ids))).all()
    return Erased(ids, tuple(row.name for row in names), names[0].subject if names else None)


def _refuse_the_last_administrator(person_id):
    asked = select(Role.person_id).where(Role.name == "administrator", Role.taken_at.is_(None)).with_for_update()
    administrators = ask(asked).scalars().all()
    if administrators and set(administrators) == {person_id}:
        raise LastAdministrator


def _erase_here(person, counts):
    addresses = ask(select(Person.email).where(Person.id.in_(person.ids), Person.email.is_not(None))).scalars().all()
    links = ask(select(OneTimeLink.address).where(OneTimeLink.person_id.in_(person.ids))).scalars().all()
    for words, model, where in (
            ("letters", Letter, Letter.to.in_([*addresses, *filter(None, links)])),
            ("devices", SignIn, SignIn.person_id.in_(person.ids)),
            ("roles", Role, Role.person_id.in_(person.ids)),
            ("invitations", Invitation, or_(Invitation.made_by.in_(person.ids), Invitation.accepted_by.in_(person.ids))),
            ("links", OneTimeLink, OneTimeLink.person_id.in_(person.ids)),
            ("consents", Consent, Consent.person_id.in_(person.ids)),
            ("claims", Claim, or_(Claim.guest_id.in_(person.ids), Claim.account_id.in_(person.ids))),
            ("names in the records", Pseudonym, Pseudonym.person_id.in_(person.ids))):
        counts[words] += ask(delete(model).where(where)).rowcount
    emptied = dict.fromkeys(("email", "name", "password", "confirmed_at"))
    counts["persons"] += ask(update(Person).where(Person.id.in_(person.ids)).values(erased_at=now(), **emptied)).rowcount


def counted(person_id):
    """What `erase_person()` would do, as a Counter, and nothing of it is done. Within a transaction that writes."""
    with db.session.connection().begin_nested() as trial:
        counts = erase_person(person_id)
        trial.rollback()
    return counts
