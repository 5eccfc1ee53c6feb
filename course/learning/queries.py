"""What the classroom asks of its tables: all that a page shows of one learner, in one SELECT."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import JSON, Boolean, Float, Integer, String, Uuid, bindparam, cast, literal, null, select, union_all

from course.content.models import Question
from course.content.sheets import Mark, Response
from course.database import Moment, db
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, Completion, Opening, Visit


@dataclass(slots=True)
class Done:
    """An attempt as its feedback shows it; `responses`, `marks`, `confidence` and `shown` go by item key."""

    id: UUID
    revision_id: int
    publication_id: int
    sheet: str
    number: int
    sent_at: datetime
    points: float | None
    maximum: float | None
    passed: bool | None
    responses: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    confidence: dict = field(default_factory=dict)
    shown: dict = field(default_factory=dict)
    fingerprints: dict = field(default_factory=dict)

    @property
    def tries(self):
        return self.number


@dataclass(slots=True)
class LearnerState:
    """One learner on one course, and on one lesson of it if asked: everything is empty for who is not on the course."""

    enrolment_id: UUID | None = None
    left_at: datetime | None = None
    completions: dict = field(default_factory=dict)  # {(what, key): at}
    attempts: dict = field(default_factory=dict)  # {sheet: the latest Done}
    visit_id: UUID | None = None
    visit_seen_at: datetime | None = None
    opened_in_visit: set = field(default_factory=set)  # revision ids
    last_opened: dict = field(default_factory=dict)  # {lesson: (revision id, at)}

    @property
    def enrolled(self):
        return self.enrolment_id is not None and self.left_at is None

    def done(self):
        return {key for what, key in self.completions if what == "lesson"}


COLUMNS = {
    "tag": String,
    "id": Uuid,
    "key": String,
    "other": String,
    "n": Integer,
    "m": Integer,
    "p": Integer,
    "at": Moment,
    "response": JSON,
    "shown": JSON,
    "correct": Boolean,
    "points": Float,
    "maximum": Float,
    "confidence": String,
}


def state_of(person_id, course_id, lesson=None):
    """The LearnerState of a person; for a stranger (None) the empty one."""
    state = LearnerState()
    if person_id is None:
        return state
    rows = db.session.execute(
        _all_about(lesson is not None), {"person": person_id, "course": course_id, "lesson": lesson}
    ).all()
    by_id = {}
    for row in rows:
        _read_into(state, by_id, row)
    return state


@lru_cache(maxsize=2)
def _all_about(with_lesson):
    """Facts of several tables under the same columns; each begins with the tag that says what it is."""
    hers = (Enrolment.person_id == bindparam("person"), Enrolment.course_id == bindparam("course"))
    mine = select(Enrolment.id).where(*hers)
    facts = [
        _line("enrolment", id=Enrolment.id, at=Enrolment.left_at).where(*hers, Enrolment.joined_to.is_(None)),
        _line("completion", key=Completion.key, other=Completion.what, at=Completion.at).where(
            Completion.enrolment_id.in_(mine)
        ),
    ]
    facts += _of_lesson(mine) if with_lesson else [_openings(mine)]
    return union_all(*facts)


def _of_lesson(mine):
    here = (Attempt.enrolment_id.in_(mine), Attempt.lesson == bindparam("lesson"))
    visits = (
        select(Visit.id).where(Visit.enrolment_id.in_(mine)).order_by(Visit.seen_at.desc()).limit(1).scalar_subquery()
    )
    return [
        _openings(mine, Opening.lesson == bindparam("lesson")),
        _line("visit", id=Visit.id, at=Visit.seen_at).where(Visit.id == visits),
        _line("seen", n=Opening.revision_id).where(Opening.visit_id == visits, Opening.lesson == bindparam("lesson")),
        _line(
            "attempt",
            id=Attempt.id,
            key=Attempt.sheet,
            n=Attempt.number,
            m=Attempt.revision_id,
            p=Attempt.publication_id,
            at=Attempt.sent_at,
            correct=Attempt.passed,
            points=Attempt.points,
            maximum=Attempt.maximum,
        ).where(*here),
        _answers().where(*here),
    ]


def _answers():
    return (
        _line(
            "answer",
            id=Answer.attempt_id,
            key=Question.key,
            other=Question.fingerprint,
            response=Answer.response,
            shown=Answer.shown,
            correct=Answer.correct,
            points=Answer.points,
            maximum=Answer.maximum,
            confidence=Answer.confidence,
        )
        .join_from(Answer, Question, Question.id == Answer.question_id)
        .join(Attempt, Attempt.id == Answer.attempt_id)
    )


def _openings(mine, *where):
    """The latest opening of each lesson."""
    later = Opening.__table__.alias()
    newer = (
        select(literal(1))
        .where(later.c.enrolment_id == Opening.enrolment_id, later.c.lesson == Opening.lesson, later.c.at > Opening.at)
        .exists()
    )
    return _line("opening", key=Opening.lesson, n=Opening.revision_id, at=Opening.at).where(
        Opening.enrolment_id.in_(mine), ~newer, *where
    )


def _line(tag, **given):
    columns = [literal(tag).label("tag")]
    for name, kind in list(COLUMNS.items())[1:]:
        value = given.get(name)
        # PostgreSQL wants to know the type of an empty column
        columns.append((cast(null(), kind) if value is None else value).label(name))
    return select(*columns)


def _read_into(state, by_id, row):
    if row.tag == "enrolment":
        state.enrolment_id, state.left_at = row.id, row.at
    elif row.tag == "completion":
        state.completions.setdefault((row.other, row.key), row.at)
    elif row.tag == "opening":
        if row.key not in state.last_opened or state.last_opened[row.key][1] < row.at:
            state.last_opened[row.key] = (row.n, row.at)
    elif row.tag == "visit":
        state.visit_id, state.visit_seen_at = row.id, row.at
    elif row.tag == "seen":
        state.opened_in_visit.add(row.n)
    elif row.tag == "attempt":
        by_id[row.id] = done = Done(row.id, row.m, row.p, row.key, row.n, row.at, row.points, row.maximum, row.correct)
        if row.key not in state.attempts or state.attempts[row.key].sent_at <= done.sent_at:
            state.attempts[row.key] = done
    elif row.tag == "answer" and row.id in by_id:
        take_answer(by_id[row.id], row.key, row.other, row)


def take_answer(done, key, fingerprint, row):
    done.responses[key] = Response(**row.response)
    done.marks[key] = Mark(row.correct, row.points, row.maximum) if row.maximum is not None else None
    done.confidence[key] = row.confidence
    done.shown[key] = row.shown
    done.fingerprints[key] = fingerprint


def attempt_of(person_id, attempt_id):
    """One attempt of this person as Done, with the keys of its course and lesson; or None: another's is not there."""
    row = db.session.execute(
        select(Attempt, Enrolment.course_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Attempt.id == attempt_id, Enrolment.person_id == person_id)
    ).one_or_none()
    if row is None:
        return None
    a = row.Attempt
    done = Done(a.id, a.revision_id, a.publication_id, a.sheet, a.number, a.sent_at, a.points, a.maximum, a.passed)
    answers = (
        select(
            Question.key,
            Question.fingerprint,
            Answer.response,
            Answer.shown,
            Answer.correct,
            Answer.points,
            Answer.maximum,
            Answer.confidence,
        )
        .join(Question, Question.id == Answer.question_id)
        .where(Answer.attempt_id == a.id)
    )
    for answer in db.session.execute(answers):
        take_answer(done, answer.key, answer.fingerprint, answer)
    return done
