"""When a unit has moved on, and with it the blocks around it and the whole package: each once, each told to the ledger."""

from sqlalchemy import insert, select

from course.auditing import note_act
from course.clock import now
from course.cmi5.errors import NothingToWaive
from course.cmi5.models import Outcome
from course.cmi5.saying import say_satisfied, say_waived
from course.database import add, ask
from course.ids import new_id

_ADD = insert(Outcome.__table__)


def outcomes_of(registration_id):
    """{(unit | block | course, id, what)}"""
    asked = select(Outcome.of, Outcome.thing, Outcome.what).where(Outcome.registration_id == registration_id)
    return {tuple(row) for row in ask(asked)}


def moved_on(unit, found):
    """Whether a unit's own rule is met by the outcomes of a registration."""
    has = {what for of, thing, what in found if (of, thing) == ("unit", unit.id)}
    if "waived" in has or unit.move_on == "NotApplicable":
        return True
    both = {"completed", "passed"}
    return {"Passed": "passed" in has, "Completed": "completed" in has, "CompletedAndPassed": both <= has,
            "CompletedOrPassed": bool(both & has)}[unit.move_on]


def note_outcomes(way, session_id, unit_id, whats):
    """Keep what a session said of its unit, then whatever that satisfies. Returns whether something is satisfied by it."""
    _keep(way, session_id, [("unit", unit_id, what) for what in whats])
    return satisfy(way, session_id)


def satisfy(way, session_id):
    """Keep and tell what is satisfied now and was not before: units, then blocks from the inmost, then the package."""
    found, structure = outcomes_of(way.id), way.offered.structure
    done = {unit.id for unit in structure.units if moved_on(unit, found)}
    fresh = [("unit", unit, None) for unit in sorted(done)]
    for block in sorted(structure.blocks, key=lambda block: -len(block.inside)):
        if all(unit.id in done for unit in structure.within(block.id)):
            fresh.append(("block", block.id, block))
    if len(done) == len(structure.units):
        fresh.append(("course", structure.id, structure))
    fresh = [(of, thing, part) for of, thing, part in fresh if (of, thing, "satisfied") not in found]
    rows = _keep(way, session_id, [(of, thing, "satisfied") for of, thing, _ in fresh])
    for (_, _, part), row in zip(fresh, rows, strict=True):
        if part is not None:
            say_satisfied(way, session_id, row["of"], part, row["id"])
    return bool(fresh)


def waive(way, unit, reason, *, by):
    """Count a unit as done, for a reason. Raises NothingToWaive."""
    found = outcomes_of(way.id)
    if ("unit", unit.id, "satisfied") in found:
        raise NothingToWaive
    session_id = new_id()
    (row,) = _keep(way, session_id, [("unit", unit.id, "waived")], reason=reason, by=by)
    say_waived(way, session_id, unit, reason, row["id"])
    satisfy(way, session_id)
    note_act("unit waived", by=by, course=way.offered.course, subject=way.offered.key, unit=unit.id)


def _keep(way, session_id, outcomes, reason=None, by=None):
    rows = [{"id": new_id(), "registration_id": way.id, "of": of, "thing": thing, "what": what, "session": session_id,
             "at": now(), "reason": reason, "by": by} for of, thing, what in outcomes]
    if rows:
        add(_ADD, rows)
    return rows
