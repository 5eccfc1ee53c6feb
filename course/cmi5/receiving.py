"""Statements of a session: each held to the rules of cmi5, kept all or none, and what they satisfy with them."""

from sqlalchemy import select

from course.cmi5.models import Registration
from course.cmi5.rules import Said, check
from course.cmi5.satisfying import note_outcomes, outcomes_of
from course.cmi5.sessions import expected_of, note_said, session_of, way_of
from course.database import ask
from course.errors import NotAllowed
from course.statements.finding import known_ids
from course.statements.recording import accept


class SessionIsOver(NotAllowed):
    sentence = "This session is over. Nothing was stored."


def receive_from(sender, received, parts=(), *, named):
    """Keep a session's statements, a list of receiving.Received, with what came along. Returns the registration's id if they
    satisfied something."""
    ask(select(Registration.id).where(Registration.id == sender.session.registration_id).with_for_update())
    row = session_of(sender.session.id)
    if row.ended_at:
        raise SessionIsOver
    again = known_ids([one.id for one in received], sender.id)  # sent once more, for the answer was lost: compared, not judged
    fresh = [one for one in received if one.id not in again]
    verbs = _judge(row, fresh, named)
    accept(received, sender, parts)
    if not fresh:
        return None
    note_said(row, {*row.said.split(), *verbs}, "terminated" in verbs)
    outcomes = [verb for verb in verbs if verb in ("completed", "passed")]
    return row.registration_id if outcomes and note_outcomes(way_of(row), row.id, row.unit, outcomes) else None


def _judge(row, fresh, named):
    """The defined verbs of statements, in order."""
    of_unit = {what for of, thing, what in outcomes_of(row.registration_id) if (of, thing) == ("unit", row.unit)}
    said, expected = Said(set(row.said.split()), of_unit, row.preferences_at is not None), expected_of(row)
    return [verb for one in fresh if (verb := check(one.value, expected, said, named=named))]
