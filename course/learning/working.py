"""What a learner has sent and completed so far, as the acts need it before they add to it: one SELECT."""

from collections import namedtuple
from dataclasses import dataclass

from sqlalchemy import Boolean, Integer, String, Uuid, bindparam, cast, literal, null, or_, select, union_all

from course.database import Moment
from course.enrolment.models import Enrolment
from course.learning.models import Attempt, Completion
from course.written import Written, ask_written

_attempt, _completion, _enrolment = (model.__table__.c for model in (Attempt, Completion, Enrolment))
# All her enrolments on the course: the one that goes on, and those of a guest that were joined to it.
_HERS = select(_enrolment.id).where(
    _enrolment.person_id == bindparam("person"), _enrolment.course_id == bindparam("course")
)
_SO_FAR = Written(union_all(
    select(
        literal("attempt").label("what"),
        _attempt.sheet.label("key"),
        _attempt.id,
        _attempt.enrolment_id,
        _attempt.number,
        _attempt.key.label("form"),
        _attempt.digest,
        _attempt.passed,
        _attempt.sent_at,
    ).where(
        _attempt.enrolment_id.in_(_HERS),
        or_(_attempt.lesson == bindparam("lesson"), _attempt.sheet == bindparam("sheet")),  # it may have stood elsewhere
    ),
    select(
        _completion.what,
        _completion.key,
        _completion.id,
        _completion.enrolment_id,
        *(cast(null(), kind) for kind in (Integer, Uuid, String, Boolean, Moment)),
    ).where(
        _completion.enrolment_id.in_(_HERS),
        _completion.what == "lesson",
        _completion.key.in_([bindparam("lesson"), bindparam("lesson_today")]),
    ),
))
_DONE = Written(select(_completion.what, _completion.key).where(_completion.enrolment_id.in_(_HERS)))


Row = namedtuple("Row", "what key id enrolment_id number form digest passed sent_at")


@dataclass(frozen=True)
class Work:
    """`attempts` are rows (key of the sheet, id, enrolment_id, number, form, digest, passed, sent_at) of a lesson and sheet;
    `complete`: the lesson is so already."""

    attempts: list
    complete: bool

    def of_form(self, form):
        """The attempt that this form made already, or None."""
        return next((row for row in self.attempts if row.form == form), None)

    def sent(self, names):
        """How often she has sent a sheet, by any of its ids."""
        return sum(row.key in names for row in self.attempts)

    def last_sent(self, names):
        """When she sent a sheet for the last time, by any of its ids, or None."""
        return max((row.sent_at for row in self.attempts if row.key in names), default=None)

    def next_number(self, learner, sheet):
        numbers = [row.number for row in self.attempts if (row.key, row.enrolment_id) == (sheet, learner.enrolment_id)]
        return 1 + max(numbers, default=0)


def work_of(learner, standing, lesson, sheet=None):
    """The Work of a learner in one lesson, and at one sheet wherever it stood, by the ids of today."""
    today = standing.lineage.today("lesson", lesson)
    asked = {**_hers(learner, standing), "lesson": lesson, "lesson_today": today, "sheet": sheet}
    rows = ask_written(_SO_FAR, asked)
    if standing.lineage.names:
        rows = _under_names_of_today(standing.lineage, asked, rows)
    attempts = [row for row in rows if row.what == "attempt"]
    return Work(attempts, len(attempts) < len(rows))


def done_by(learner, standing):
    """(what, key) of every completion of hers on the course, by the ids of today. Many; only what completes something asks."""
    today = standing.lineage.today
    return {(row.what, today(row.what, row.key)) for row in ask_written(_DONE, _hers(learner, standing))}


def _hers(learner, standing):
    return {"person": learner.person_id, "course": standing.course_id}


def _under_names_of_today(lineage, asked, rows):
    """The same rows, and those of the ids that lesson and sheet had before, as their ids are today."""
    lesson, sheet = asked["lesson"], asked["sheet"]
    former = [{"lesson": old} for old in lineage.former("lesson", lesson)]
    former += [{"sheet": old} for old in lineage.former("block", sheet)]
    found = {(row.what, row.id): row for one in former for row in ask_written(_SO_FAR, asked | one)} | {
        (row.what, row.id): row for row in rows}
    what = {"attempt": "block"}
    return [Row(*row)._replace(key=lineage.today(what.get(row.what, row.what), row.key)) for row in found.values()]
