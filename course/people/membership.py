"""Who works on a course: its members, taking roles back, leaving, handing it over. Its last facilitator cannot leave it."""

from sqlalchemy import insert, select

from course.auditing import note_act
from course.clock import now
from course.database import ask, db
from course.errors import NotAllowed, NotFound
from course.people.models import Person, Role
from course.people.rights import OF_A_COURSE, RoleRefused, end_role


class LastFacilitator(RoleRefused):
    sentence = "You are the last facilitator of this course. Hand it over to somebody else first; then you may leave."


def members_of(course):
    """Rows (person_id, role, given_at, given_by) of who works on it, facilitators first, in the order in which they came."""
    asked = select(Role.person_id, Role.name.label("role"), Role.given_at, Role.given_by).where(
        Role.course == course, Role.taken_at.is_(None))
    return ask(asked.order_by(Role.name.desc(), Role.id)).all()


def facilitators_by_course():
    """{course: [(address, name)]}"""
    asked = (select(Role.course, Person.email, Person.name).join(Person, Person.id == Role.person_id)
             .where(Role.name == "facilitator", Role.taken_at.is_(None)).order_by(Role.id))
    found = {}
    for course, email, name in ask(asked):
        found.setdefault(course, []).append((email, name))
    return found


def may_take(role, person_id):
    """Whether this facilitator may take back a member's role (a row of members_of): one that she gave. Those of others, and her
    own, which she leaves instead, are not hers to take: whom she invited cannot turn her out."""
    return role.given_by == person_id and role.person_id != person_id


def take_back(course, person_id, name, *, by):
    """As a facilitator who gave this role. Raises NotFound, NotAllowed."""
    roles = _locked(course)
    _facilitating(roles, by)
    role = next((one for one in roles if (one.person_id, one.name) == (person_id, name)), None)
    if role is None:
        raise NotFound("She does not have this role any more. Nothing was changed.")
    if not may_take(role, by):
        raise NotAllowed("You take back roles that you gave yourself. Ask who gave this one, or who runs this site.")
    end_role(role, by)


def leave(course, name, *, by):
    """Give up a role of one's own. Raises LastFacilitator, NotFound."""
    roles = _locked(course)  # of two who leave at once, the second stays
    role = next((one for one in roles if (one.person_id, one.name) == (by, name)), None)
    if role is None:
        raise NotFound("You do not have this role any more. Nothing was changed.")
    if name == "facilitator" and _number(roles) < 2:
        raise LastFacilitator
    end_role(role, by, "role left")


def hand_over(course, person_id, *, stays, by):
    """To another member, who has the course from herself from then on, so that nobody may take it from her, and all that she who
    hands it over gave: who stays can be sent away by her. Raises NotFound, NotAllowed."""
    roles = _locked(course)
    own = _facilitating(roles, by)
    if person_id == by or not any(one.person_id == person_id for one in roles):
        raise NotFound("Choose somebody who works on this course already. Nothing was changed.")
    new = (person_id, "facilitator")
    passed = [one for one in roles if one is own or one.given_by == by or (one.person_id, one.name) == new]
    for role in passed:
        role.taken_at, role.taken_by = now(), by
    db.session.flush()
    kept = {(one.person_id, one.name) for one in passed if stays or one.person_id != by} | {new}
    for member, name in sorted(kept):
        db.session.execute(insert(Role).values(
            person_id=member, name=name, course=course, given_at=now(), given_by=person_id))
    note_act("course handed over", by=by, course=course, whom=person_id, who_had_it="stays" if stays else "goes")


def _locked(course):
    """The standing roles of a course, in one order for everybody."""
    asked = select(Role).where(Role.course == course, Role.name.in_(OF_A_COURSE), Role.taken_at.is_(None)).order_by(Role.id)
    return db.session.execute(asked.with_for_update()).scalars().all()


def _facilitating(roles, person_id):
    """Her own role as a facilitator, among the locked ones. Raises NotAllowed."""
    for role in roles:
        if (role.person_id, role.name) == (person_id, "facilitator"):
            return role
    raise NotAllowed("You are not a facilitator of this course any more. Nothing was changed.")


def _number(roles):
    return sum(one.name == "facilitator" for one in roles)
