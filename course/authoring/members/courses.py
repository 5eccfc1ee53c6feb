"""All courses of the site, as an administrator sees them: how each stands, who facilitates it, how many learn in it."""

from collections import namedtuple

from sqlalchemy import func, select

from course.content.models import Course
from course.content.offering import OFFERED, states
from course.content.queries import all_standing
from course.database import ask
from course.enrolment.models import Enrolment
from course.people.membership import facilitators_by_course

Kept = namedtuple("Kept", "key title number at learners facilitators state")


def all_courses():
    """A Kept for each, published or not, by title. `number` and `at` are those of the publication that stands, or None."""
    standing = {one.outline.key: one for one in all_standing()}
    counted = select(Course.key, func.count(Enrolment.id)).outerjoin(Enrolment, Enrolment.course_id == Course.id)
    owners, closed, found = facilitators_by_course(), states(), []
    for key, learners in ask(counted.group_by(Course.key)):
        now = standing.get(key)
        title, number, at = (now.outline.title, now.number, now.at) if now else (key, None, None)
        found.append(Kept(key, title, number, at, learners, owners.get(key, []), closed.get(key, OFFERED)))
    return sorted(found, key=lambda one: one.title.casefold())


def title_of(course):
    """A course's title as it stands, or its key where it never stood."""
    return next((one.outline.title for one in all_standing() if one.outline.key == course), course)


def exists(course):
    return ask(select(Course.id).where(Course.key == course)).first() is not None
