"""Lessons that ask when a while has passed: they open to a learner so many days after she has finished the course.

A day is one in UTC: who finished on 1 March is asked from the first minute of 31 March on.
"""

from datetime import timedelta

from sqlalchemy import func, select

from course.clock import now
from course.database import db
from course.enrolment.models import Enrolment
from course.errors import Conflict
from course.learning.models import Completion


class NotOpenYet(Conflict):
    """The form was sent before its day."""


def waits(line, finished_at):
    """None where a lesson is open, else when it opens, in words that follow “opens”; `finished_at` is None for who has not."""
    if line.opens_after is None:
        return None
    if finished_at is None:
        return f"{line.opens_after} days after you finish"
    day = finished_at.date() + timedelta(days=line.opens_after)
    return f"on {day:%-d %B %Y}" if now().date() < day else None


def refuse_before_its_day(learner, standing, line):
    """Raises NotOpenYet. Asks the database only where the lesson waits for a day."""
    if line is None or line.opens_after is None:
        return
    hers = select(Enrolment.id).where(Enrolment.person_id == learner.person_id, Enrolment.course_id == standing.course_id)
    asked = select(func.min(Completion.at)).where(Completion.enrolment_id.in_(hers), Completion.what == "course")
    when = waits(line, db.session.execute(asked).scalar())
    if when:
        raise NotOpenYet(f"These questions open {when}. Nothing was saved: your answers are worth more on their day.")
