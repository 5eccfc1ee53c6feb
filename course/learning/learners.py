"""A learner: a person on a course, as the acts of the classroom need her."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, select

from course.clock import now
from course.database import ask
from course.enrolment.enrolling import enrol, leave
from course.enrolment.models import Enrolment
from course.errors import NotAllowed
from course.ids import new_id
from course.learning.telling import tell_left, tell_registered
from course.people.models import Pseudonym
from course.people.queries import standing_person


@dataclass(frozen=True)
class Learner:
    """`actor` is her name in the ledger; `begun`: she was enrolled by this very act, perhaps from a page read as a stranger."""

    person_id: int
    enrolment_id: UUID
    actor: UUID
    begun: bool = False


class ByInvitation(NotAllowed):
    sentence = "This course is by invitation. Ask the people who run it for one."


_name, _enrolment = Pseudonym.__table__.c, Enrolment.__table__.c
_KNOWN = (
    select(_name.subject, _enrolment.id, _enrolment.left_at)
    .outerjoin_from(
        Pseudonym.__table__,
        Enrolment.__table__,
        and_(
            _enrolment.person_id == _name.person_id,
            _enrolment.course_id == bindparam("course"),
            _enrolment.joined_to.is_(None),
        ),
    )
    .where(_name.person_id == bindparam("person"))
    .limit(1)
)


def begin_course(person_id, standing):
    """The Learner that a person is on a course, enrolled now if she was not; her row is locked until the commit.

    Raises ByInvitation.
    """
    person_id = standing_person(person_id)
    known = ask(_KNOWN, {"person": person_id, "course": standing.course_id}).one()
    if known.id and known.left_at is None:
        return Learner(person_id, known.id, known.subject)
    enrolment_id, new = enrol(person_id, standing)
    if new and standing.outline.access == "invited":
        raise ByInvitation
    learner = Learner(person_id, enrolment_id, known.subject, begun=new)
    if new:
        tell_registered(learner, standing, now())
    return learner


def leave_course(person_id, standing):
    """Leave; what was done is kept. Leaving twice is leaving once."""
    person_id = standing_person(person_id)
    known = ask(_KNOWN, {"person": person_id, "course": standing.course_id}).one()
    enrolment_id = leave(person_id, standing.course_id)
    if enrolment_id:
        tell_left(Learner(person_id, enrolment_id, known.subject), standing, new_id(), now())
