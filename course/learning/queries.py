"""What the classroom asks of its tables: all that a page shows of one learner, in one SELECT."""

from collections import namedtuple
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import session

from course.content.offering import OFFERED, NotOffered, state_of
from course.content.queries import standing_and_state, standing_as
from course.content.sheets import Mark, Response
from course.database import db
from course.learning.facts import about_course, about_lesson, taken_apart
from course.learning.marks_given import put_marks
from course.learning.renaming import former_lessons, put_names
from course.people.visitors import has_session, recognise
from course.written import ask_written

OF_ONE_LESSON = ("completion", "opening", "seen", "attempt", "answer")
Session = namedtuple("Session", "id name email seen_at ends_at")


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
        stands, offer = standing_and_state(course)
        return stands, _let_in(LearnerState(offer=offer))
    asked, here = (about_lesson, {"lesson": lesson}) if lesson else (about_course, {})
    lines, given, asked = {}, {"token": session.hash, "course": course}, asked(db.engine.dialect.name)
    for row in ask_written(asked, given | here):
        lines.setdefault(row.tag, []).append(row)
    somebody = recognise(_session(lines), [(row.key, row.other) for row in lines.get("role", ())])
    stands = standing_as(_first(lines, "standing", "n"))
    if not somebody:
        return stands, _let_in(LearnerState(offer=_first(lines, "standing", "key")))
    for former in former_lessons(stands, lesson, {row.p for row in lines.get("enrolment", ())}) if lesson else ():
        for row in ask_written(asked, given | {"lesson": former}):
            if row.tag in OF_ONE_LESSON:
                lines.setdefault(row.tag, []).append(row)
    state = _state(lines)
    state.offer = _first(lines, "standing", "key")
    _let_in(state, somebody, course)
    put_names(state, stands.lineage)
    put_marks(state, stands, _first(lines, "standing", "m"))
    return stands, state


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


def _first(lines, tag, column):
    return getattr(lines[tag][0], column) if tag in lines else None


def _session(lines):
    row = lines["visitor"][0] if "visitor" in lines else None
    return row and Session(row.n, row.key, row.other, row.at, _first(lines, "ends", "at"))


def _state(lines):
    enrolments = lines.get("enrolment", ())
    goes_on = next((row for row in enrolments if row.correct), None)
    state = LearnerState(
        enrolment_id=goes_on and goes_on.id,
        left_at=goes_on and goes_on.at,
        enrolments=tuple(row.id for row in enrolments),
        began_with=tuple(row.p for row in enrolments),
        visit_id=_first(lines, "visit", "id"),
        visit_seen_at=_first(lines, "visit", "at"),
        opened_in_visit={row.n for row in lines.get("seen", ())},
    )
    for row in lines.get("completed", ()):
        state.completed.update(map(tuple, taken_apart(row.key)))
    for row in lines.get("openings", ()):
        state.last_opened = {key: (int(revision_id), at) for key, revision_id, at in taken_apart(row.key)}
    for row in lines.get("completion", ()):
        state.completions.setdefault((row.other, row.key), row.at)
    for row in lines.get("opening", ()):
        if row.key not in state.last_opened or state.last_opened[row.key][1] < row.at:
            state.last_opened[row.key] = (row.n, row.at)
    for row in lines.get("attempt", ()):
        state.sent[row.id] = done = Done(
            row.id, row.m, row.p, row.key, row.n, row.at, row.points, row.maximum, row.correct, row.pass_mark
        )
        if row.key not in state.attempts or state.attempts[row.key].sent_at <= done.sent_at:
            state.attempts[row.key] = done
    for row in lines.get("answer", ()):
        _take_answer(state.sent[row.id], row)
    return state


def _take_answer(done, row):
    done.responses[row.key] = Response(**row.response)
    done.marks[row.key] = Mark(row.correct, row.points, row.maximum) if row.maximum is not None else None
    done.confidence[row.key] = row.confidence
    done.shown[row.key] = row.shown
    done.fingerprints[row.key] = row.other
