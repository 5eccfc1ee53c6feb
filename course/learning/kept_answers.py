"""All answers that were kept to a question, with the marks that stand: what an edit touches, and what can be marked anew."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from course.content.models import Question, Revision
from course.content.questions import KINDS, fits
from course.content.sheets import Mark, Response
from course.database import db
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt

STREAMED = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer to a question, by its id of today; `mark` is None where nothing was marked."""

    answer_id: UUID
    attempt_id: UUID
    person_id: int
    question: str
    fingerprint: str
    kind: str
    response: Response
    mark: Mark | None


def kept_answers(standing, questions):
    """Yields each Kept of a course to these questions (ids of today, and those they had before)."""
    lineage = standing.lineage
    keys = {old for key in questions for old in (key, *lineage.former("block", key))}
    asked = (
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
        )
        .join(Question, Question.id == Answer.question_id)
        .join(Revision, Revision.id == Question.revision_id)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Revision.course_id == standing.course_id, Question.key.in_(sorted(keys)))
        .order_by(Attempt.sent_at, Answer.id)
    )
    for row in db.session.execute(asked.execution_options(yield_per=STREAMED)):
        mark = None if row.maximum is None else Mark(row.correct, row.points, row.maximum)
        today = lineage.today("block", row.key)
        yield Kept(row.id, row.attempt_id, row.person_id, today, row.fingerprint, row.kind, Response(**row.response), mark)


def marked_by(item, kept):
    """The Mark that the key of `item` gives to a Kept answer; None where that is no answer to it."""
    if kept.kind != item.kind or not item.scored or not fits(item, kept.response):
        return None
    return KINDS[item.kind].mark(item, kept.response)
