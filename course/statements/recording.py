"""The ledger's one door in. `record()` writes our own statements in the transaction of the facts that they tell, `accept()`
those of other tools; what both write has passed, or would pass, the same checks (see xapi/rules.py)."""

import json
from dataclasses import dataclass
from datetime import UTC, timedelta
from uuid import UUID

from sqlalchemy import select

from course.clock import now
from course.database import ask
from course.errors import Conflict
from course.statements.attachments import keep
from course.statements.defining import define, definitions_in
from course.statements.flattening import columns_of
from course.statements.inserting import insert_statements
from course.statements.linking import hold, link
from course.statements.models import Statement
from course.statements.platform import platform_iri
from course.statements.receiving import receive
from course.statements.vocabulary import EXTENSIONS, TYPES, VERBS, activity_iri, extension_iri, profile_iri
from course.statements.xapi.comparing import are_alike
from course.statements.xapi.exact import dump, parse
from course.statements.xapi.parts import mentions
from course.statements.xapi.wording import complete
from course.written import Addition, add_written

COLUMNS = frozenset(column.name for column in Statement.__table__.columns) - {"position", "stored", "authority", "statement"}
_EMPTY = dict.fromkeys(COLUMNS)
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # to make one takes half as long as to use it
_ADDITION = Addition(Statement, sorted(COLUMNS | {"stored", "statement"}))


def record(told):
    """Keep statements. `told` is a list of dicts with the ledger's flat columns, `verb` by its name in VERBS, and:
    `kind` and `key` of the activity, its `name` and `definition` (xAPI), `given` (the xAPI response), `lowest` (of its points,
    if not 0), `about` (the id of the statement that it says more about) and `instructor` (the name in the ledger of who did it).

    The JSON is made from the columns, so that the two cannot differ. Unknown columns are a KeyError.
    """
    platform, stored = platform_iri(), now()
    add_written(_ADDITION, [_row(dict(one), platform, stored) for one in told])


def accept(received, sender, parts=()):
    """Keep statements of another tool: a list of receiving.Received, its credentials.Sender, and what came along with them. All
    or nothing; one that is here already and says the same is kept as it was, one that says something else is a Conflict."""
    platform = platform_iri()
    said = definitions_in([one.value for one in received], platform) if sender.may_define else {}
    define(said, hold(received, said))
    begun = now()
    rows = [_accepted(one, begun + timedelta(microseconds=place), sender, platform) for place, one in enumerate(received)]
    # by id, so that two tools that send the same ones never wait for each other in a circle
    rows.sort(key=lambda row: row["id"].int)
    added = insert_statements(rows, {one.id: mentions(one.value, platform) for one in received})
    positions = {row.id: row for row in added}
    _compare([one for one in received if one.id not in positions])
    new = [(one, positions[one.id]) for one in received if one.id in positions]
    link(new, sender)
    keep(new, parts)


@dataclass(frozen=True)
class _Platform:
    """The platform in a tool's place."""

    id = None
    counts = may_define = may_all = False

    def authority(self, platform):
        return _agent(platform, "platform")


def record_whole(statements):
    """Keep statements of the platform's own that were made whole elsewhere; checked as any tool's, in this order."""
    accept(receive(dump(statements).encode(), "1.0"), _Platform())


def _accepted(one, stored, sender, platform):
    said = one.value
    row = columns_of(said, one.id, platform, sender.counts)
    row["timestamp"] = row["timestamp"] or stored
    row = {name: value for name, value in row.items() if value is not None}
    return {**row, "id": one.id, "stored": stored, "authority": sender.id, "statement": complete(
        one.text, id=None if "id" in said else str(one.id), timestamp=None if "timestamp" in said else iso(stored),
        stored=iso(stored), authority=sender.authority(platform), version=one.version)}


def _compare(known):
    """Refuse what differs from the statement that has its id."""
    if not known:
        return
    asked = select(Statement.id, Statement.statement).where(Statement.id.in_([one.id for one in known]))
    kept = dict(ask(asked).all())
    for one in known:
        if not are_alike(one.value, parse(kept[one.id])):
            raise Conflict(f"There is another statement with the id {one.name}. Statements never change; nothing was stored.")


def _row(told, platform, stored):
    kind, key = told.pop("kind"), told.pop("key")
    definition = {"type": TYPES[kind], "name": {"und": told.pop("name")}, **(told.pop("definition", None) or {})}
    given, about, instructor, lowest = (told.pop(name, None) for name in ("given", "about", "instructor", "lowest"))
    if not told.keys() <= COLUMNS:
        raise KeyError(f"not columns of the ledger: {sorted(told.keys() - COLUMNS)}")
    verb = VERBS[told["verb"]]
    row = {
        **_EMPTY,
        **told,
        "verb": verb.iri,
        "activity": activity_iri(platform, told["course"], kind, key),
        "stored": stored,
    }
    statement = _statement(row, verb, definition, platform) | {"context": _context(row, kind, platform)}
    if result := _result(row, given, lowest or 0):
        statement["result"] = result
    if about:
        statement["context"]["statement"] = {"objectType": "StatementRef", "id": str(about)}
    if instructor:
        statement["context"]["instructor"] = _agent(platform, instructor)
    row["statement"] = _WRITER.encode(statement)
    return row


def _statement(row, verb, definition, platform):
    """What every statement of ours has, as xAPI has it."""
    return {
        "id": str(row["id"]),
        "actor": _agent(platform, row["actor"]),
        "verb": {"id": verb.iri, "display": {"en": verb.display}},
        "object": {"objectType": "Activity", "id": row["activity"], "definition": definition},
        "timestamp": iso(row["timestamp"]),
        "stored": iso(row["stored"]),
        "authority": _agent(platform, "platform"),
        "version": "1.0.3",
    }


def _agent(platform, name):
    return {"objectType": "Agent", "account": {"homePage": platform, "name": str(name)}}


def _result(row, given, lowest):
    result = {}
    if given is not None:
        result["response"] = given
    if row["success"] is not None:
        result["success"] = row["success"]
    if row["verb"] == VERBS["completed"].iri:
        result["completion"] = True
    if row["maximum"]:
        result["score"] = {
            "scaled": (row["score"] - lowest) / (row["maximum"] - lowest),
            "raw": row["score"],
            "min": lowest,
            "max": row["maximum"],
        }
    if row["duration"] is not None:
        result["duration"] = f"PT{row['duration']:.2f}S"
    return result


def _context(row, kind, platform):
    course = row["course"]
    extensions = {
        extension_iri(platform, name): str(row[name]) if isinstance(row[name], UUID) else row[name]
        for name in EXTENSIONS
        if row[name] is not None
    }
    activities = {"category": [{"id": profile_iri(platform)}]}
    if kind != "course":
        activities["grouping"] = [{"id": activity_iri(platform, course)}]
        activities["parent"] = [{"id": _parent(row, kind, platform)}]
    context = {"platform": platform, "contextActivities": activities}
    if row["registration"]:  # an anonymous sheet has none
        context["registration"] = str(row["registration"])
    if row["revision"]:
        context["revision"] = row["revision"]
    if extensions:
        context["extensions"] = extensions
    return context


def _parent(row, kind, platform):
    course = row["course"]
    if kind == "question":
        return activity_iri(platform, course, "sheet", row["sheet"])
    if kind == "sheet":
        return activity_iri(platform, course, "lesson", row["lesson"])
    if kind == "lesson":
        return activity_iri(platform, course, "module", row["module"])
    return activity_iri(platform, course)


def iso(moment):
    """RFC 3339 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
