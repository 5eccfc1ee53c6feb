"""Marks that answers were given later, for her page. Only who answered what was marked anew is asked about."""

from functools import lru_cache

from sqlalchemy import bindparam, select

from course.content.models import Question
from course.content.sheets import Mark
from course.database import ask, db
from course.enrolment.models import Enrolment
from course.learning import models
from course.learning.models import Answer, Attempt, Remarking, Result

_mark, _asked = models.Mark, Question.__table__.alias("asked")
_MARKS = (
    select(Answer.attempt_id, Question.key, _mark.correct, _mark.points, _mark.maximum, _mark.old_points, Remarking.at,
           _asked.c.fingerprint)
    .join(Answer, Answer.id == _mark.answer_id)
    .join(Question, Question.id == Answer.question_id)
    .join(Remarking, Remarking.id == _mark.remarking_id)
    .join(_asked, _asked.c.id == Remarking.question_id)
    .where(Answer.attempt_id.in_(bindparam("attempts", expanding=True)))
    .order_by(Remarking.id)
)
_RESULTS = (
    select(Result.attempt_id, Result.points, Result.maximum, Result.passed)
    .where(Result.attempt_id.in_(bindparam("attempts", expanding=True)))
    .order_by(Result.remarking_id)
)


def put_marks(state, standing, remarkings):
    """Put the marks that count now over those first given. `remarkings`: how often anything was marked anew in the course."""
    if not remarkings:
        return
    today = standing.lineage.today
    again = {today("block", key) for key in _marked_anew(db.engine, standing.course_id, remarkings)}
    touched = [done for done in state.sent.values() if any(today("block", key) in again for key in done.fingerprints)]
    if not touched:
        return
    asked = {"attempts": [done.id for done in touched]}
    for row in ask(_MARKS, asked):
        done = state.sent[row.attempt_id]
        done.marks[row.key] = Mark(row.correct, row.points, row.maximum)
        done.marked_by[row.key] = row.fingerprint
        if row.points != row.old_points:
            done.marked_at = row.at
    for row in ask(_RESULTS, asked):
        done = state.sent[row.attempt_id]
        done.points, done.maximum, done.passed = row.points, row.maximum, row.passed


@lru_cache(maxsize=256)
def _marked_anew(engine, course_id, remarkings):
    """Questions, by the ids that they had; kept until something more is marked anew."""
    asked = select(Question.key).join(Remarking, Remarking.question_id == Question.id).where(Remarking.course_id == course_id)
    return frozenset(ask(asked).scalars())


def passed_anew(learner, standing):
    """Keys of sheets that she passed by marks that were given later."""
    hers = select(Enrolment.id).where(Enrolment.person_id == learner.person_id, Enrolment.course_id == standing.course_id)
    asked = select(Attempt.sheet).join(Result, Result.attempt_id == Attempt.id)
    return set(ask(asked.where(Attempt.enrolment_id.in_(hers), Result.passed.is_(True))).scalars())
