"""Reflections that their writers let others read."""

from sqlalchemy import case, insert, select
from sqlalchemy.orm import aliased

from course.content.models import Question
from course.database import add, db
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, SharedAnswer
from course.people.models import Person

_ADD = insert(SharedAnswer.__table__)


def share_answers(standing, attempt, answers):
    """Note which answers of an attempt are shared; most are not, and cost nothing."""
    rows = [{"answer_id": row["id"], "attempt_id": attempt["id"], "course_id": standing.course_id, "shared_with": response.shared}
            for _, row, response in answers if response.shared]
    if rows:
        add(_ADD, rows)


def shared_reflections(standing):
    """Rows (name, lesson, at, shared_with, prompt, text) that a facilitator may read, newest first: of each person the newest
    answer to a question alone, whatever she chose before, and wherever and under whichever id it was asked then."""
    names = standing.lineage.names.get("block")
    asked = (
        select(Person.name, Attempt.lesson, Attempt.sent_at.label("at"), SharedAnswer.shared_with, Question.definition,
               Answer.response)
        .join(Answer, Answer.id == SharedAnswer.answer_id)
        .join(Attempt, Attempt.id == SharedAnswer.attempt_id)
        .join(Question, Question.id == Answer.question_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(SharedAnswer.course_id == standing.course_id, ~_answered_later(names))
        .order_by(Attempt.sent_at.desc(), Answer.id)
    )
    return db.session.execute(asked).all()


def _answered_later(names):
    hers, attempt, answer, question = map(aliased, (Enrolment, Attempt, Answer, Question))
    return (
        select(attempt.id)
        .join(hers, hers.id == attempt.enrolment_id)
        .join(answer, answer.attempt_id == attempt.id)
        .join(question, question.id == answer.question_id)
        .where(hers.person_id == Enrolment.person_id, hers.course_id == Enrolment.course_id,
               _today(question.key, names) == _today(Question.key, names), attempt.sent_at > Attempt.sent_at)
        .exists()
    )


def _today(key, names):
    return case(names, value=key, else_=key) if names else key
