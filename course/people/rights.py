"""Roles given and taken. A role taken back stays on record; each request reads those that stand."""

from sqlalchemy import insert, select

from course.auditing import note_act
from course.clock import now
from course.database import db
from course.errors import CourseError, NotAllowed, NotFound
from course.people.models import Person, Role

OF_A_COURSE, OF_THE_SITE = ("facilitator", "evaluator"), ("administrator", "author")


class RoleRefused(CourseError):
    status = 422


def give_role(person_id, name, course=None, *, by=None):
    """Whether the role is new to her. `course` is a key, None for the site; `by` is an administrator's id, None the command."""
    _refuse_nonsense(name, course)
    _refuse_strangers(by)
    return _give(person_id, name, course, by)


def give_own_course(person_id, course):
    """Who begins a course facilitates it, and sees what comes of it."""
    for name in OF_A_COURSE:
        _give(person_id, name, course, person_id)


def give_by_invitation(person_id, name, course, *, given_by):
    """The same to whoever accepts what a facilitator of the course gave her to accept."""
    return _give(person_id, name, course, given_by)


def _give(person_id, name, course, by):
    person = db.session.get(Person, person_id, with_for_update=True)
    _refuse_unconfirmed(person)
    if standing_role(person_id, name, course):
        return False
    db.session.execute(insert(Role).values(
        person_id=person_id, name=name, course=course, given_at=now(), given_by=by))
    note_act("role given", by=by, course=course, subject=name, whom=person_id)
    return True


def take_role(person_id, name, course=None, *, by=None):
    """Take a role back. The site keeps one administrator at least."""
    administrators = _administrators()  # locked: of two who take each other's, the second stays
    _refuse_strangers(by)
    role = standing_role(person_id, name, course)
    if role is None:
        raise NotFound("She does not have this role any more. Nothing was changed.")
    if name == "administrator" and len(administrators) < 2:
        raise RoleRefused("This is the last administrator. Make somebody else one first.")
    end_role(role, by)


def end_role(role, by, act="role taken"):
    """Without a question: who calls has asked."""
    role.taken_at, role.taken_by = now(), by
    db.session.flush()
    note_act(act, by=by, course=role.course, subject=role.name, whom=role.person_id)


def standing_role(person_id, name, course, lock=False):
    """The Role as it stands, or None."""
    asked = select(Role).where(Role.person_id == person_id, Role.name == name, Role.taken_at.is_(None),
                               Role.course == course if course else Role.course.is_(None))
    return db.session.execute(asked.with_for_update() if lock else asked).scalar()


def _administrators():
    asked = select(Role.person_id).where(Role.name == "administrator", Role.taken_at.is_(None)).order_by(Role.id)
    return db.session.execute(asked.with_for_update()).scalars().all()


def _refuse_strangers(by):
    if by is not None and standing_role(by, "administrator", None) is None:
        raise NotAllowed("You are not an administrator any more. Nothing was changed.")


def _refuse_nonsense(name, course):
    if name not in (OF_A_COURSE if course else OF_THE_SITE):
        raise RoleRefused(
            f"There is no role “{name}”{' of a course' if course else ' of the whole site'}. There are facilitator and"
            " evaluator of a course, and administrator and author of the site.")


def _refuse_unconfirmed(person):
    """Or whoever is first to sign up with the address of a colleague gets her rights. Without a password, only a link to
    that address opens the account."""
    if person is None or person.email is None:
        raise NotFound("There is no such account.")
    if person.confirmed_at is None and person.password is not None:
        raise RoleRefused(
            "This account's address is not confirmed yet. Its owner does that by the link in our letter, or by asking for a"
            " new password.")
