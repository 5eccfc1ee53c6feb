"""What is asked about thoughts: those that readers see, and those that wait for a facilitator."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import bindparam, select

from course.conversation.models import Thought, Verdict
from course.written import Written, ask_written

SHOWN, HIDDEN, TAKEN_BACK, WAITING = "shown", "hidden", "taken back", "waiting"
READ = "read"
MOST = 200  # the newest of a question: a page has an end


@dataclass(frozen=True)
class Said:
    """A thought as it stands: `state` is shown, hidden, taken back or waiting; `reported` how often since the last decision;
    `status` is new, read or done: whether a facilitator has met it, and decided."""

    id: UUID
    enrolment_id: UUID
    lesson: str
    sheet: str
    name: str
    text: str
    at: datetime
    state: str
    reported: int
    status: str


def thoughts_on(standing, sheets):
    """{sheet: [Said]} of these sheets by their ids of today, newest first."""
    homes = {old: key for key in sheets for old in (key, *standing.lineage.former("block", key))}
    found = {key: [] for key in sheets}
    for said in _said(_ON_SHEETS, {"course": standing.course_id, "sheets": list(homes)}):
        found[homes[said.sheet]].append(said)
    return {key: thoughts[:MOST] for key, thoughts in found.items()}


def thoughts_of(course_id):
    """Every Said of a course, newest first: those that ask for a decision before the others."""
    return sorted(_said(_OF_COURSE, {"course": course_id}), key=lambda said: not asks_for_a_decision(said))


def asks_for_a_decision(said):
    return said.state == WAITING or (said.state == SHOWN and said.reported > 0)


def _said(asked, given):
    """Each Said, newest first, from lines of a thought with one of the verdicts on it, or with none."""
    return [_as_it_stands(*lines) for _, lines in groupby(ask_written(asked, given), key=lambda row: row.id)]


def _as_it_stands(thought, *more):
    state, reported, status = SHOWN if thought.at_once else WAITING, set(), "new"
    for verdict in (thought, *more):
        if verdict.what == "reported":
            reported.add(verdict.person_id)  # two tabs of one reader are one
            status = "new"
        elif verdict.what == READ:
            status = "done" if status == "done" else READ
        elif verdict.what and state != TAKEN_BACK:  # its writer has the last word
            state, reported, status = verdict.what, set(), "done"
    return Said(thought.id, thought.enrolment_id, thought.lesson, thought.sheet, thought.name, thought.text, thought.at, state,
                len(reported), status)


_thought, _verdict = Thought.__table__, Verdict.__table__
_of_course = (
    select(*_thought.c, _verdict.c.what, _verdict.c.person_id)
    .outerjoin(_verdict, _verdict.c.thought_id == _thought.c.id)
    .where(_thought.c.course_id == bindparam("course"))
    .order_by(_thought.c.at.desc(), _thought.c.id.desc(), _verdict.c.at, _verdict.c.id)
)
_OF_COURSE = Written(_of_course)
_ON_SHEETS = Written(_of_course.where(_thought.c.sheet.in_(bindparam("sheets", expanding=True))))
