"""What is asked about enrolments."""

from sqlalchemy import select

from course.database import db
from course.enrolment.models import Enrolment


def enrolments_of(person_id, course_id):
    """Rows (id, left_at, joined_to, began_at) of one person on one course: the one that goes on, and any joined to it."""
    asked = select(Enrolment.id, Enrolment.left_at, Enrolment.joined_to, Enrolment.began_at)
    return db.session.execute(asked.where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)).all()


def joined_enrolments(course_id):
    """{enrolment id: the one that goes on} of a course's enrolments that were a guest's and were joined to another."""
    asked = select(Enrolment.id, Enrolment.joined_to).where(Enrolment.course_id == course_id, Enrolment.joined_to.is_not(None))
    return dict(db.session.execute(asked).all())
