"""All answers that were kept to a question, with the marks that stand: what an edit touches, and what can be marked anew."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from course.content.models import Question, Revision
from course.content.sheets import Mark, Response
from course.database import ask
from course.enrolment.models import Enrolment
from course.learning import models
from course.learning.models import Answer, Attempt, Remarking, Result
from course.people.models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer to a question, by its id of today and by the `key` it had, with the `mark` that stands (None: not marked)
    and the fingerprint that it was marked by. Then its attempt: `passed`, `points` and `maximum` stand, too."""

    answer_id: UUID
    attempt_id: UUID
    person_id: int
    question: str
    key: str
    fingerprint: str
    kind: str
    response: Response
    mark: Mark | None
    enrolment_id: UUID
    lesson: str
    sheet: str
    number: int
    revision_id: int
    points: float | None
    maximum: float | None
    passed: bool | None
    pass_mark: float | None


_ASKED = (
    select(
        Answer.id,
        Answer.attempt_id,
        Enrolment.person_id,
        Question.key,
        Question.fingerprint,
        Question.kind,
        Answer.response,
        Answer.correct,
        Answer.points,
        Answer.maximum,
        Attempt.enrolment_id,
        Attempt.lesson,
        Attempt.sheet,
        Attempt.number,
        Attempt.revision_id,
        Attempt.points.label("sum"),
        Attempt.maximum.label("of"),
        Attempt.passed,
        Attempt.pass_mark,
    )
    .join(Question, Question.id == Answer.question_id)
    .join(Revision, Revision.id == Question.revision_id)
    .join(Attempt, Attempt.id == Answer.attempt_id)
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Person, (Person.id == Enrolment.person_id) & Person.erased_at.is_(None))  # nobody is there to be given a mark
    .order_by(Attempt.sent_at, Answer.id)
)


def kept_answers(standing, questions, persons=None):
    """Yields each Kept of a course to these questions (ids of today, and those they had before), oldest first; of these `persons`
    alone, if they are given."""
    lineage = standing.lineage
    keys = sorted({old for key in questions for old in (key, *lineage.former("block", key))})
    of_these = () if persons is None else (Enrolment.person_id.in_(persons),)
    marks, results = _later_marks(standing, of_these), _later_results(standing, of_these)
    for row in ask(_ASKED.where(Revision.course_id == standing.course_id, Question.key.in_(keys), *of_these)):
        mark = None if row.maximum is None else Mark(row.correct, row.points, row.maximum)
        mark, fingerprint = marks.get(row.id, (mark, row.fingerprint))
        points, maximum, passed = results.get(row.attempt_id, (row.sum, row.of, row.passed))
        yield Kept(
            row.id, row.attempt_id, row.person_id, lineage.today("block", row.key), row.key, fingerprint, row.kind,
            Response(**row.response), mark, row.enrolment_id, row.lesson, row.sheet, row.number, row.revision_id, points,
            maximum, passed, row.pass_mark,
        )


def count_kept(standing, question):
    """How many answers were kept to a question of a course."""
    keys = [question, *standing.lineage.former("block", question)]
    asked = select(func.count(Answer.id)).join(Question, Question.id == Answer.question_id).join(Revision)
    return ask(asked.where(Revision.course_id == standing.course_id, Question.key.in_(keys))).scalar_one()


def _attempts(of_these):
    return select(Attempt.id).join(Enrolment, Enrolment.id == Attempt.enrolment_id).where(*of_these)


def _later_marks(standing, of_these):
    """{answer: (its newest Mark, the fingerprint it was marked by)} of those that were marked anew."""
    mark = models.Mark
    asked = (
        select(mark.answer_id, mark.correct, mark.points, mark.maximum, Question.fingerprint)
        .join(Remarking, Remarking.id == mark.remarking_id)
        .join(Question, Question.id == Remarking.question_id)
        .where(Remarking.course_id == standing.course_id)
        .order_by(Remarking.id)
    )
    if of_these:
        asked = asked.join(Answer, Answer.id == mark.answer_id).where(Answer.attempt_id.in_(_attempts(of_these)))
    return {row.answer_id: (Mark(row.correct, row.points, row.maximum), row.fingerprint) for row in ask(asked)}


def _later_results(standing, of_these):
    """{attempt: its newest points, maximum, passed}"""
    asked = (
        select(Result.attempt_id, Result.points, Result.maximum, Result.passed)
        .join(Remarking, Remarking.id == Result.remarking_id)
        .where(Remarking.course_id == standing.course_id)
        .order_by(Remarking.id)
    )
    if of_these:
        asked = asked.where(Result.attempt_id.in_(_attempts(of_these)))
    return {row.attempt_id: tuple(row[1:]) for row in ask(asked)}
