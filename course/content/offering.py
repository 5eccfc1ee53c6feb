"""Whether a course is offered: unpublished, nobody new finds it; archived, it is there to read; and it is opened again."""

from sqlalchemy import insert, select, update

from course.auditing import note_act
from course.clock import now
from course.content.models import Course, Offering
from course.database import ask, db
from course.errors import Conflict, CourseError, NotFound

OFFERED, UNPUBLISHED, ARCHIVED = "offered", "unpublished", "archived"
ACTS = {OFFERED: "course reopened", UNPUBLISHED: "course unpublished", ARCHIVED: "course archived"}


class NotOffered(CourseError):
    status = 410
    heading = "This course is closed to newcomers"
    sentence = (
        "This course is not offered any more, so nobody new can begin it. If you were on it, sign in as you did then: you find"
        " it, and all that you did in it."
    )


class CourseIsArchived(Conflict):
    sentence = "This course is archived. All of it can be read, and nothing in it is changed any more. Nothing was saved."


class OfferHasMovedOn(Conflict):
    sentence = "Somebody changed who finds this course after you looked. Nothing was changed now: look at the page again."


def change_offer(course, state, *, by=None, why="", seen=None):
    """Unpublish, archive or reopen a course; whether that changed anything. `seen` is the state that the page showed.

    Raises NotFound for what was never published, OfferHasMovedOn.
    """
    row = db.session.execute(select(Course).where(Course.key == course).with_for_update()).scalar()
    if row is None or row.publication_id is None:
        raise NotFound("There is no course at this address.")
    if seen is not None and row.state != seen:
        raise OfferHasMovedOn
    if row.state == state:
        return False
    ask(update(Course).where(Course.id == row.id).values(state=state))
    ask(insert(Offering).values(course_id=row.id, state=state, at=now(), by=by, why=why))
    note_act(ACTS[state], by=by, course=course)
    return True


def refuse_newcomers(course_id):
    """Raises NotOffered. Whoever enrols asks this in her own transaction, whatever the page said that she comes from."""
    if ask(select(Course.state).where(Course.id == course_id)).scalar() != OFFERED:
        raise NotOffered


def state_of(course):
    """The state of the course with this key; a course that nobody knows is offered, and found nowhere."""
    return ask(select(Course.state).where(Course.key == course)).scalar() or OFFERED


def states():
    """{key: state} of the courses that are not offered."""
    return dict(ask(select(Course.key, Course.state).where(Course.state != OFFERED)).all())


def offerings_of(course):
    """Rows (state, at, by, why) of what became of a course, newest first."""
    asked = select(Offering.state, Offering.at, Offering.by, Offering.why).join(Course, Course.id == Offering.course_id)
    return ask(asked.where(Course.key == course).order_by(Offering.id.desc())).all()
