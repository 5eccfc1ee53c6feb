"""What tools say about activities, merged into one definition each. Rows are touched only where something is new."""

import json

from sqlalchemy import String, bindparam, select, update

from course.clock import now
from course.database import ask, db, insert_new
from course.statements.finding import ledger
from course.statements.tool_models import Activity
from course.statements.xapi.exact import dump, parse
from course.statements.xapi.parts import all_activities
from course.written import ask_written, written

MAPS = ("name", "description", "extensions")
table = Activity.__table__
_HOLDING = written("""
    SELECT CAST(pg_current_xact_id() AS TEXT) AS held, (
        SELECT CAST(json_object_agg(iri, definition) AS TEXT) FROM activity
        WHERE iri IN (SELECT json_array_elements_text(CAST(:iris AS JSON)))) AS found""", {"held": String(), "found": String()})
_KNOWN = written("""
    SELECT json_group_object(iri, definition) AS found FROM activity
    WHERE iri IN (SELECT value FROM json_each(:iris))""", {"found": String()})
_ADD_TO = update(table).where(table.c.iri == bindparam("of")).values(
    definition=bindparam("definition"), changed_at=bindparam("changed_at"))


def definitions_in(statements, platform):
    """{IRI: the definitions} that these statements give of activities that are not ours."""
    said = {}
    for statement in statements:
        for one in all_activities(statement):
            if one.get("definition") and not _is_ours(one["id"], platform):
                said.setdefault(one["id"], []).append(one["definition"])
    return said


def define(said, known):
    """Keep what statements say of activities (see `definitions_in`); `known` is what `known_definitions` answered."""
    fresh = {iri: definitions for iri, definitions in said.items() if _merged(known.get(iri), definitions) != known.get(iri)}
    if fresh:
        _keep(fresh)


def known_definitions(iris):
    """{IRI: definition} of those that are known. On PostgreSQL the same question gives the transaction its id."""
    found, asked = None, {"iris": json.dumps(list(iris))}
    if db.engine.dialect.name == "postgresql":
        ((_, found),) = ask_written(_HOLDING, asked)
    elif iris:
        ((found,),) = ask_written(_KNOWN, asked)
    return {iri: parse(definition) for iri, definition in json.loads(found or "{}").items()}


def _keep(said):
    """In the order of their IRIs, so that nobody waits in a circle."""
    at, order = now(), sorted(said)
    insert_new(table, [{"iri": iri, "definition": "{}", "changed_at": at} for iri in order])
    known = _known(order, locked=True)
    ask(_ADD_TO, [{"of": iri, "definition": dump(_merged(known[iri], said[iri])), "changed_at": at} for iri in order])


def _known(iris, locked=False):
    asked = select(table.c.iri, table.c.definition).where(table.c.iri.in_(iris)).order_by(table.c.iri)
    return {iri: parse(definition) for iri, definition in ask(asked.with_for_update() if locked else asked)}


def _merged(known, definitions):
    """Languages and extensions are added to; of all else the newest counts."""
    found = dict(known or {})
    for definition in definitions:
        for key, value in definition.items():
            found[key] = {**found.get(key, {}), **value} if key in MAPS else value
    return found


def definitions_of(iris, platform):
    """{IRI: definition} of those that have one. Ours are what the newest of our own statements says."""
    found = _known({iri for iri in iris if not _is_ours(iri, platform)})
    for iri in {iri for iri in iris if _is_ours(iri, platform)}:
        newest = (select(ledger.c.statement).where(ledger.c.activity == iri, ledger.c.authority.is_(None))
                  .order_by(ledger.c.stored.desc(), ledger.c.position.desc()).limit(1))
        statement = ask(newest).scalar()
        if statement:
            found[iri] = parse(statement)["object"].get("definition", {})
    return found


def _is_ours(iri, platform):
    return bool(platform) and iri.startswith(f"{platform}/")
