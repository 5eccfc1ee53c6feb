"""What this site itself says about a registration: launched, satisfied, waived, abandoned, each as a whole xAPI statement."""

from dataclasses import dataclass
from uuid import UUID

from course.clock import now
from course.cmi5.words import (
    ADDRESS,
    CMI5,
    MASTERY,
    MODE,
    MOVE_ON,
    MOVED_ON_BY,
    PARAMETERS,
    REASON,
    SESSION,
    TYPES,
    VERBS,
    activity_iri,
)
from course.ids import new_id
from course.statements.platform import platform_iri
from course.statements.recording import iso, record_whole
from course.statements.vocabulary import activity_iri as course_iri


@dataclass(frozen=True)
class Way:
    """Whose way it is, through what: a row of Registration, and the Offered package."""

    id: UUID
    enrolment_id: UUID
    actor: UUID
    offered: object

    @property
    def agent(self):
        return {"objectType": "Agent", "account": {"homePage": platform_iri(), "name": str(self.actor)}}

    def iri(self, part=None):
        return activity_iri(platform_iri(), self.offered.course, self.offered.key, part)


def template_of(way, session_id, publisher_id):
    """The context that a session's statements share; what a unit says must have all of it."""
    return {
        "contextActivities": {"grouping": [{"id": publisher_id}, {"id": course_iri(platform_iri(), way.offered.course)}]},
        "extensions": {SESSION: str(session_id)},
    }


def say_launched(way, session_id, unit, mode, address):
    more = {MODE: mode, ADDRESS: address, MOVED_ON_BY: unit.move_on}
    if unit.mastery is not None:
        more[MASTERY] = unit.mastery
    if unit.parameters is not None:
        more[PARAMETERS] = unit.parameters
    _say(way, session_id, "launched", unit, definition=_definition(unit, unit.kind), more=more)


def say_abandoned(way, session_id, unit, seconds):
    _say(way, session_id, "abandoned", unit, result={"duration": f"PT{max(0.0, seconds):.2f}S"})


def say_waived(way, session_id, unit, reason, statement_id):
    result = {"success": True, "completion": True, "extensions": {REASON: reason}}
    _say(way, session_id, "waived", unit, result=result, categories=(CMI5, MOVE_ON), statement_id=statement_id)


def say_satisfied(way, session_id, what, part, statement_id):
    """`what`: block | course, and `part` its Block or Structure."""
    iri = way.iri(part.id if what == "block" else None)
    _say(way, session_id, "satisfied", part, iri=iri, definition=_definition(part, TYPES[what]), statement_id=statement_id)


def _say(way, session_id, verb, part, *, iri=None, definition=None, result=None, more=None, categories=(CMI5,),
         statement_id=None):
    context = template_of(way, session_id, part.id)
    context["contextActivities"]["category"] = [{"id": category} for category in categories]
    statement = {
        "id": str(statement_id or new_id()),
        "actor": way.agent,
        "verb": {"id": VERBS[verb], "display": {"en": verb}},
        "object": {"objectType": "Activity", "id": iri or way.iri(part.id), "definition": definition or _definition(part, None)},
        **({"result": result} if result else {}),
        "context": {"registration": str(way.id), **context, "extensions": context["extensions"] | (more or {})},
        "timestamp": iso(now()),
    }
    record_whole([statement])


def _definition(part, kind):
    said = {"name": part.title, "description": part.description}
    return {**said, **({"type": kind} if kind else {})}


