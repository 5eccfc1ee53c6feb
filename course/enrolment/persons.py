"""What this room keeps about people, says about one, and does when a guest signs in to an account."""

from sqlalchemy import select

from course.content.models import Course
from course.content.queries import all_standing
from course.database import db
from course.enrolment.enrolling import join_enrolments
from course.enrolment.models import Enrolment
from course.people.keeping import ALWAYS, STAYS, Kept, columns

KEPT = (
    Kept("enrolment", "Courses that you take", {
        "id": "a random number", "person_id": "who takes the course",
        **columns("which course, in which edition you began, and when", "course_id", "publication_id", "began_at"),
        "left_at": "when you left it, if you did", "joined_to": "if you took it as a guest, too: that it is the same for you"},
        ALWAYS, "You, and who runs this site. Evaluators see how many, and single people only under random names.",
        "person_id", STAYS),
)


def claim(guest_id, account_id):
    join_enrolments(guest_id, account_id)


def courses_of(person_id):
    """(key, title) of the courses that somebody takes, by title."""
    asked = (select(Course.key).join(Enrolment, Enrolment.course_id == Course.id)
             .where(Enrolment.person_id == person_id, Enrolment.joined_to.is_(None), Enrolment.left_at.is_(None)))
    mine = set(db.session.execute(asked).scalars())
    return [(key, title) for key, title in course_titles() if key in mine]


def course_titles():
    """(key, title) of every published course, by title."""
    return [(one.outline.key, one.outline.title) for one in all_standing()]
