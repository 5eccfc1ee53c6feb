"""A learner: a person on a course, as the acts of the classroom need her."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select

from course.clock import now
from course.content.models import Course
from course.content.offering import ARCHIVED, CourseIsArchived
from course.content.queries import standing as standing_today
from course.enrolment.enrolling import began_earlier, enrol, leave
from course.enrolment.models import Enrolment
from course.errors import NotAllowed
from course.ids import new_id
from course.learning.telling import tell_left, tell_registered
from course.people.models import Person, Pseudonym
from course.written import Written, ask_written


@dataclass(frozen=True)
class Learner:
    """`actor` is her name in the ledger; `begun`: she was enrolled by this very act, perhaps from a page read as a stranger."""

    person_id: int
    enrolment_id: UUID
    actor: UUID
    begun: bool = False


class ErasedMeanwhile(NotAllowed):
    sentence = "You had yourself erased in the meantime. Nothing was saved."


class ByInvitation(NotAllowed):
    sentence = "This course is by invitation. Ask the people who run it for one."


_person, _name, _enrolment = (model.__table__ for model in (Person, Pseudonym, Enrolment))
# Her own id, or that of the account that a guest's work was joined to while her form was on its way.
_hers = func.coalesce(_person.c.joined_to, _person.c.id)
_KNOWN = Written(
    select(_hers.label("person_id"), _name.c.subject, _enrolment.c.id, _enrolment.c.left_at, _enrolment.c.publication_id,
           select(Course.state).where(Course.id == bindparam("course")).scalar_subquery().label("state"))
    .select_from(_person)
    .join(_name, _name.c.person_id == _hers)
    .outerjoin(
        _enrolment,
        and_(
            _enrolment.c.person_id == _hers,
            _enrolment.c.course_id == bindparam("course"),
            _enrolment.c.joined_to.is_(None),
        ),
    )
    .where(_person.c.id == bindparam("person"))
    .limit(1)
    .with_for_update(of=_person)
)


def _known(person_id, standing):
    """Her row, locked, with her name and enrolment. PostgreSQL gives none where a claim was awaited that moved her name."""
    asked = {"person": person_id, "course": standing.course_id}
    known = ask_written(_KNOWN, asked) or ask_written(_KNOWN, asked)
    if not known:
        raise ErasedMeanwhile
    return known[0]


def begin_course(person_id, standing):
    """The Learner that a person is on a course, enrolled now if she was not; her row is locked until the commit.

    Raises ByInvitation, NotOffered, CourseIsArchived.
    """
    known = _known(person_id, standing)
    person_id = known.person_id
    if known.id and known.left_at is None:
        if known.state == ARCHIVED:
            raise CourseIsArchived
        if standing.publication_id < known.publication_id:
            began_earlier(known.id, standing)
        return Learner(person_id, known.id, known.subject)
    enrolment_id, new = enrol(person_id, standing)
    if new and standing_today(standing.outline.key).outline.access == "invited":  # whatever the page said that she comes from
        raise ByInvitation
    learner = Learner(person_id, enrolment_id, known.subject, begun=new)
    if new:
        tell_registered(learner, standing, now())
    return learner


def known_learner(person_id, standing):
    """The Learner that somebody is who was on the course at some time, locked until the commit; nobody is enrolled by it."""
    known = _known(person_id, standing)
    return Learner(known.person_id, known.id, known.subject)


def leave_course(person_id, standing):
    """Leave; what was done is kept. Leaving twice is leaving once."""
    known = _known(person_id, standing)
    person_id = known.person_id
    enrolment_id = leave(person_id, standing.course_id)
    if enrolment_id:
        tell_left(Learner(person_id, enrolment_id, known.subject), standing, new_id(), now())
