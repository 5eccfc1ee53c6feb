"""The ledger's flat columns of a statement that came from outside: the inverse of how our own are written."""

import math
from uuid import UUID

from course.statements.vocabulary import EXTENSIONS, extension_iri, read_activity_iri
from course.statements.xapi.parts import activity_of, agent_term
from course.statements.xapi.shapes import Wrong, moment, seconds, uuid

LONGEST_KEY = 200  # characters of what stands in an index
LONG_TEXTS = {"shown", "written"}
COUNT = 2**31 - 1


def columns_of(statement, statement_id, platform, counts):
    """What every statement has; with `counts` what evaluators count, too, if it is about one of our courses.

    `statement` has been checked. What a statement lacks, or says in another form than ours, is empty."""
    context, result = statement.get("context", {}), statement.get("result", {})
    row = {
        "actor": agent_term(statement["actor"], platform) or statement_id,
        "verb": statement["verb"]["id"],
        "activity": activity_of(statement),
        "registration": UUID(context["registration"]) if "registration" in context else None,
        "timestamp": moment(statement["timestamp"]) if "timestamp" in statement else None,
        **_result_columns(result, statement["object"].get("definition", {})),
    }
    return row | _place_columns(statement, context, platform) if counts and platform else row


def _result_columns(result, definition):
    score = result.get("score", {})
    response = result.get("response")
    if response is not None and definition.get("interactionType") in ("choice", "sequencing"):
        response = response.replace("[,]", " ")
    return {
        "success": result.get("success"),
        "score": _real(score.get("raw")),
        "maximum": _real(score.get("max")),
        "duration": _real(seconds(result["duration"])) if "duration" in result else None,
        "response": None if response is None else plain(response),
    }


def _place_columns(statement, context, platform):
    """Where in our courses it was: from the activity, its parent, the revision and our own extensions."""
    place = read_activity_iri(platform, activity_of(statement) or "")
    if place is None:
        return {}
    course, kind, key = place
    found = {"course": course, "revision": _key(context.get("revision"))}
    if kind != "course":
        found[kind] = _key(key)
    for parent in context.get("contextActivities", {}).get("parent", [])[:1]:
        above = read_activity_iri(platform, parent["id"])
        if above and above[0] == course and above[1] not in ("course", kind):
            found[above[1]] = _key(above[2])
    said = context.get("extensions", {})
    for name in EXTENSIONS:
        found[name] = _extension(name, said.get(extension_iri(platform, name)))
    return found


def _extension(name, value):
    if name == "attempt_number":
        return value if type(value) is int and 0 < value < COUNT else None
    if name == "attempt":
        try:
            uuid(value)
        except Wrong:
            return None
        return UUID(value)
    return plain(value) if name in LONG_TEXTS and isinstance(value, str) else _key(value)


def _key(value):
    return plain(value) if isinstance(value, str) and len(value) <= LONGEST_KEY else None


def _real(value):
    """A number for a column; the JSON keeps all of its digits."""
    try:
        found = None if value is None else float(value)
    except OverflowError:
        return None
    return found if found is None or math.isfinite(found) else None


def plain(value):
    """A text that both databases take."""
    return value.replace("\0", "").encode("utf-8", "replace").decode()
