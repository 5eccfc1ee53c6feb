"""What is asked about thoughts: those that readers see, and those that wait for a facilitator."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from course.conversation.models import Thought, Verdict
from course.database import db

SHOWN, HIDDEN, TAKEN_BACK, WAITING = "shown", "hidden", "taken back", "waiting"
MOST = 200  # the newest of a question: a page has an end


@dataclass(frozen=True)
class Said:
    """A thought as it stands: `state` is shown, hidden, taken back or waiting; `reported` how often since the last decision."""

    id: UUID
    enrolment_id: UUID
    lesson: str
    sheet: str
    name: str
    text: str
    at: datetime
    state: str
    reported: int


def thoughts_on(standing, sheets):
    """{sheet: [Said]} of these sheets by their ids of today, newest first."""
    homes = {old: key for key in sheets for old in (key, *standing.lineage.former("block", key))}
    found = {key: [] for key in sheets}
    for said in _said(Thought.course_id == standing.course_id, Thought.sheet.in_(homes)):
        found[homes[said.sheet]].append(said)
    return {key: thoughts[:MOST] for key, thoughts in found.items()}


def thoughts_of(course_id):
    """Every Said of a course, newest first: those that ask for a decision before the others."""
    return sorted(_said(Thought.course_id == course_id), key=lambda said: not asks_for_a_decision(said))


def asks_for_a_decision(said):
    return said.state == WAITING or (said.state == SHOWN and said.reported > 0)


def _said(*where):
    verdicts = {}
    asked = select(Verdict.thought_id, Verdict.what, Verdict.person_id).join(Thought, Thought.id == Verdict.thought_id)
    for thought_id, *verdict in db.session.execute(asked.where(*where).order_by(Verdict.at, Verdict.id)):
        verdicts.setdefault(thought_id, []).append(verdict)
    thoughts = db.session.execute(select(Thought).where(*where).order_by(Thought.at.desc(), Thought.id.desc())).scalars()
    return [_as_it_stands(thought, verdicts.get(thought.id, ())) for thought in thoughts]


def _as_it_stands(thought, verdicts):
    state, reported = SHOWN if thought.at_once else WAITING, set()
    for what, person_id in verdicts:
        if what == "reported":
            reported.add(person_id)  # two tabs of one reader are one
        elif state != TAKEN_BACK:  # its writer has the last word
            state, reported = what, set()
    return Said(thought.id, thought.enrolment_id, thought.lesson, thought.sheet, thought.name, thought.text, thought.at, state,
                len(reported))
