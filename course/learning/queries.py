"""What the classroom asks of its tables: all that a page shows of one learner, in one SELECT."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import session

from course.content.offering import OFFERED, NotOffered, state_of
from course.content.queries import questions_by_id, standing_and_state, standing_as
from course.content.sheets import Mark, Response
from course.database import db
from course.learning.facts import about_course, about_lesson, moment, taken_apart
from course.learning.marks_given import put_marks
from course.learning.renaming import former_lessons, put_names
from course.people.visitors import has_session, recognise
from course.written import ask_written


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
    pass_mark: float | None
    responses: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    confidence: dict = field(default_factory=dict)
    shown: dict = field(default_factory=dict)
    fingerprints: dict = field(default_factory=dict)
    marked_by: dict = field(default_factory=dict)  # {item key: fingerprint of the key that it was marked by later}
    marked_at: datetime | None = None  # when a mark was last given otherwise than before

    @property
    def tries(self):
        return self.number


@dataclass(slots=True)
class LearnerState:
    """One learner on one course, and on one lesson of it if asked: everything is empty for who is not on the course."""

    offer: str = OFFERED  # the course's state: offered, unpublished or archived
    enrolment_id: UUID | None = None
    left_at: datetime | None = None
    enrolments: tuple = ()  # ids of all of hers on the course
    began_with: tuple = ()  # ids of the publications that she began the course with, as a guest and with an account
    completed: set = field(default_factory=set)  # (what, key) of every completion
    completions: dict = field(default_factory=dict)  # {(what, key): at} of the course, and of the one lesson
    sent: dict = field(default_factory=dict)  # {id: Done} of the lesson's attempts
    attempts: dict = field(default_factory=dict)  # {sheet: the latest Done}
    visit_id: UUID | None = None
    visit_seen_at: datetime | None = None
    opened_in_visit: set = field(default_factory=set)  # revision ids
    last_opened: dict = field(default_factory=dict)  # {lesson: (revision id, at; of many lessons, what sorts as it does)}

    @property
    def enrolled(self):
        return self.enrolment_id is not None and self.left_at is None

    def done(self):
        return {key for what, key in self.completed if what == "lesson"}


def met(course, lesson=None):
    """(the course's Standing, the LearnerState of this request's visitor on it), in one SELECT; who answered what was marked
    anew since is asked about in two more, who may have met a lesson under another id once for each. Raises NotFound,
    NotOffered."""
    if not has_session():
        return _as_a_stranger(course)
    rows = _facts(course, lesson)
    hers = [row for row in rows if row.id]
    somebody = recognise(hers[0], _roles(hers[0])) if hers else recognise(None, ())
    if not somebody:
        return _as_a_stranger(course)
    stands, state = standing_as(hers[0].stands), LearnerState(offer=hers[0].state)
    _take_enrolments(state, course, hers)
    if lesson:
        _take_lesson(state, lesson, rows)
        for former in former_lessons(stands, lesson, state.began_with):
            _take_lesson(state, former, _facts(course, former))
    else:
        _take_openings(state, hers)
    _let_in(state, somebody, course)
    put_names(state, stands.lineage)
    put_marks(state, stands, hers[0].remarkings)
    return stands, state


def _as_a_stranger(course):
    stands, offer = standing_and_state(course)
    return stands, _let_in(LearnerState(offer=offer))


def _facts(course, lesson):
    asked, here = (about_lesson, {"lesson": lesson}) if lesson else (about_course, {})
    return ask_written(asked(db.engine.dialect.name), {"token": session.hash, "course": course} | here)


def _roles(row):
    return [(name, course or None) for name, course in taken_apart(row.roles)]


def _let_in(state, somebody=None, course=None):
    """The state. Raises NotOffered where the course is not offered, for all but who were on it and its own people."""
    if state.offer != OFFERED and not state.enrolments and not (somebody and any(
            somebody.may(role, course) for role in ("facilitator", "evaluator"))):
        raise NotOffered
    return state


def met_if_offered(course):
    """The same as met(), or None for whom this course is not there."""
    try:
        return met(course)
    except NotOffered:
        return None


def refuse_outsiders(course):
    """The same, for doors that show nothing else of a learner."""
    if state_of(course) != OFFERED:
        met(course)


def _take_enrolments(state, course, rows):
    """What stands in a row for each of them."""
    enrolments = [row for row in rows if row.enrolment_id]
    state.enrolments = tuple(row.enrolment_id for row in enrolments)
    state.began_with = tuple(row.began_with for row in enrolments)
    for row in enrolments:
        if row.goes_on:
            state.enrolment_id, state.left_at = row.enrolment_id, row.left_at
        if row.finished_at:
            state.completions.setdefault(("course", course), row.finished_at)
        state.completed.update(map(tuple, taken_apart(row.completed)))


def _take_openings(state, rows):
    for row in rows:
        for lesson, revision_id, at in taken_apart(row.openings):
            _take_opening(state, lesson, int(revision_id), at)


def _take_opening(state, lesson, revision_id, at):
    known = state.last_opened.setdefault(lesson, (revision_id, at))
    if known[1] < at:
        state.last_opened[lesson] = (revision_id, at)


def _take_lesson(state, lesson, rows):
    """What she did in a lesson under one of its ids."""
    visits = [(moment(at), UUID(visit_id)) for row in rows for visit_id, at in taken_apart(row.visit)]
    if visits:
        state.visit_seen_at, state.visit_id = max(visits)
    for row in rows:
        if row.completed_at:
            state.completions.setdefault(("lesson", lesson), row.completed_at)
        for revision_id, at, visit_id in taken_apart(row.openings):
            _take_opening(state, lesson, int(revision_id), moment(at))
            if UUID(visit_id) == state.visit_id:
                state.opened_in_visit.add(int(revision_id))
        if row.attempt_id:
            _take_answer(state, row)


def _take_answer(state, row):
    """One answer, with its attempt; an attempt may have none."""
    done = state.sent.get(row.attempt_id)
    if done is None:
        state.sent[row.attempt_id] = done = Done(
            row.attempt_id,
            row.revision_id,
            row.publication_id,
            row.sheet,
            row.number,
            row.sent_at,
            row.all_points,
            row.all_maximum,
            row.passed,
            row.pass_mark,
        )
        if row.sheet not in state.attempts or state.attempts[row.sheet].sent_at <= done.sent_at:
            state.attempts[row.sheet] = done
    if row.question_id is not None:
        key, done.fingerprints[key] = questions_by_id(row.revision_id)[row.question_id]
        done.responses[key] = Response(**row.response)
        done.marks[key] = Mark(row.correct, row.points, row.maximum) if row.maximum is not None else None
        done.confidence[key] = row.confidence
        done.shown[key] = row.shown
