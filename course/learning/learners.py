"""A learner: a person on a course, as the acts of the classroom need her."""

from dataclasses import dataclass
from uuid import UUID

from course.clock import now
from course.enrolment.enrolling import enrol, leave
from course.errors import NotAllowed
from course.ids import new_id
from course.learning.telling import tell_left, tell_registered
from course.people.pseudonyms import pseudonym_of
from course.people.queries import standing_person


@dataclass(frozen=True)
class Learner:
    """`actor` is her name in the ledger."""

    person_id: int
    enrolment_id: UUID
    actor: UUID


class ByInvitation(NotAllowed):
    sentence = "This course is by invitation. Ask the people who run it for one."


def begin_course(person_id, standing):
    """The Learner that a person is on a course, enrolled now if she was not; her enrolment is locked until the commit.

    Raises ByInvitation.
    """
    person_id = standing_person(person_id)
    enrolment_id, new = enrol(person_id, standing)
    if new and standing.outline.access == "invited":
        raise ByInvitation
    learner = Learner(person_id, enrolment_id, pseudonym_of(person_id))
    if new:
        tell_registered(learner, standing, now())
    return learner


def leave_course(person_id, standing):
    """Leave; what was done is kept. Leaving twice is leaving once."""
    person_id = standing_person(person_id)
    enrolment_id = leave(person_id, standing.course_id)
    if enrolment_id:
        learner = Learner(person_id, enrolment_id, pseudonym_of(person_id))
        tell_left(learner, standing, new_id(), now())
