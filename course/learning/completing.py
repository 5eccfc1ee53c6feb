"""When lessons, modules and the course count as complete, once and for good."""

from sqlalchemy import insert, select

from course.clock import now
from course.content.queries import parts_of
from course.database import db
from course.enrolment.models import Enrolment
from course.errors import CourseError
from course.ids import new_id
from course.learning.models import Attempt, Completion
from course.learning.progress import is_complete, newly_complete
from course.learning.telling import tell_completed


class NotByReading(CourseError):
    sentence = "This lesson is complete when its questions are answered. Nothing was changed."


def complete_by_reading(learner, standing, revision, line):
    """The button at the lesson's end. Raises NotByReading where the lesson asks for more."""
    if line.complete != "read":
        raise NotByReading
    _complete(learner, standing, revision, _done(learner))


def complete_if_due(learner, standing, revision, attempt):
    """After an attempt: complete the lesson if its own rule is met by what was sent, on the text that she met."""
    line = standing.outline.lesson(revision.lesson)
    if line is None or line.complete == "read":
        return
    done = _done(learner)
    if ("lesson", line.key) in done:
        return
    sheets = [part.sheet for part in parts_of(revision.id, standing.edition) if part.sheet]
    sent, passed = _sent(learner, line.key)
    if is_complete(line.complete, sheets, sent, passed):
        _complete(learner, standing, revision, done)


def _all_enrolments(learner):
    """Her enrolment and those of hers that were joined to it."""
    return select(Enrolment.id).where(
        (Enrolment.id == learner.enrolment_id) | (Enrolment.joined_to == learner.enrolment_id)
    )


def _done(learner):
    """{(what, key)} of all her completions on this course."""
    asked = select(Completion.what, Completion.key).where(Completion.enrolment_id.in_(_all_enrolments(learner)))
    return {tuple(row) for row in db.session.execute(asked)}


def _sent(learner, lesson):
    rows = db.session.execute(
        select(Attempt.sheet, Attempt.passed).where(
            Attempt.enrolment_id.in_(_all_enrolments(learner)), Attempt.lesson == lesson
        )
    ).all()
    return {row.sheet for row in rows}, {row.sheet for row in rows if row.passed}


def _complete(learner, standing, revision, done):
    """Add what is new: the lesson, then its module and the course as the edition she is on has them."""
    outline, key = standing.outline, revision.lesson
    lessons = {lesson for what, lesson in done if what == "lesson"} | {key}
    module = outline.module_of(key)
    reached = [("lesson", key), *newly_complete(outline, module, lessons)]
    names = {"lesson": outline.lesson(key).title, "module": module.title, "course": outline.title}
    rows = [
        {
            "id": new_id(),
            "enrolment_id": learner.enrolment_id,
            "what": what,
            "key": one,
            "at": now(),
            "revision_id": revision.id if what == "lesson" else None,
            "publication_id": standing.publication_id,
        }
        for what, one in reached
        if (what, one) not in done
    ]
    if rows:
        db.session.execute(insert(Completion), rows)
        tell_completed(
            learner,
            standing,
            [
                {**row, "name": names[row["what"]], "revision": revision.name if row["what"] == "lesson" else None}
                for row in rows
            ],
        )
