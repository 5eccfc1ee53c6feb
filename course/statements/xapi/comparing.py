"""Whether two statements say the same. What a store adds, and what xAPI lets a store see otherwise, does not count."""

from decimal import Decimal
from uuid import UUID

from course.statements.xapi.rules import IFIS
from course.statements.xapi.shapes import moment, seconds

CENT = Decimal("0.01")  # seconds: durations are compared to this precision
ADDED = {"stored", "authority", "version"}  # by the store
ALIKE = "is alike"


def are_alike(new, kept, ignore=()):
    """Whether `new`, which says nothing that the store adds by itself, says what `kept` does."""
    ignore = {*ADDED, *ignore} | {key for key in ("id", "timestamp") if key not in new or key not in kept}
    return _statement(new, ignore) == _statement(kept, ignore)


def _statement(value, ignore=frozenset()):
    return {key: _SHAPES.get(key, _exact)(one) for key, one in value.items() if key not in ignore}


def _exact(value):
    """JSON's own equality: 1 is 1.0, but neither is true."""
    if isinstance(value, bool):
        return (ALIKE, value)
    if isinstance(value, dict):
        return {key: _exact(one) for key, one in value.items()}
    return list(map(_exact, value)) if isinstance(value, list) else value


def _moment(value):
    return moment(value)


def _duration(value):
    return seconds(value) // CENT


def _result(value):
    return {key: _duration(one) if key == "duration" else _exact(one) for key, one in value.items()}


def _actor(value):
    """Who is who is told by the identifier alone, not by a name; without one, by the members, in any order."""
    found = {"objectType": value.get("objectType", "Agent")} | {name: _exact(value[name]) for name in IFIS if name in value}
    if len(found) == 1:
        found["member"] = sorted((_actor(one) for one in value["member"]), key=repr)
    return found


def _around(values):
    """Of contextAgents and contextGroups."""
    return [{key: _actor(one) if key in ("agent", "group") else _exact(one) for key, one in value.items()} for value in values]


def _verb(value):
    return value["id"]


def _object(value):
    kind = value.get("objectType", "Activity")
    if kind == "Activity":
        return (kind, value["id"])
    if kind == "StatementRef":
        return (kind, UUID(value["id"]))
    return _statement(value) if kind == "SubStatement" else _actor(value)


def _activities(value):
    return {kind: [one["id"] for one in (given if isinstance(given, list) else [given])] for kind, given in value.items()}


def _context(value):
    shapes = {"registration": UUID, "instructor": _actor, "team": _actor, "contextActivities": _activities, "statement": _object,
              "contextAgents": _around, "contextGroups": _around}
    return {key: shapes.get(key, _exact)(one) for key, one in value.items()}


def _attachments(values):
    return [{key: one for key, one in value.items() if key not in ("display", "description", "fileUrl")} for value in values]


_SHAPES = {"id": UUID, "actor": _actor, "verb": _verb, "object": _object, "result": _result, "context": _context,
           "timestamp": _moment, "attachments": _attachments}
