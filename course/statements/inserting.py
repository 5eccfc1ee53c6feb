"""Statements and the terms that lead to them go into the ledger: on PostgreSQL by one question, for each has to travel there, be
planned and come back, and one statement takes as many as a batch."""

import json
from functools import lru_cache

from sqlalchemy import bindparam, column, text
from sqlalchemy.dialects import postgresql

from course.database import db
from course.statements.finding import ledger
from course.statements.tool_models import Mention
from course.written import Addition, Written, add_written, ask_written, written

COLUMNS = tuple(one.name for one in ledger.columns if one.name != "position")
ADDED = {name: ledger.c[name].type for name in ("id", "position", "stored")}
_NAMED = Addition(Mention)


def insert_statements(rows, terms):
    """Rows with `id`, `position` and `stored` of those that were new. `rows` are columns by name, without those that are empty,
    in the order of ids, so that nobody waits in a circle; `terms` are those under which each is found (see xapi/parts.py)."""
    if db.engine.dialect.name == "postgresql":
        told = [{"id": row["id"], "term": term} for row in rows for term in terms[row["id"]]]
        return ask_written(_both(), {name: json.dumps(given, default=str) for name, given in (("rows", rows), ("told", told))})
    added, empty = [], dict.fromkeys(COLUMNS)
    for row in rows:
        added += ask_written(_each(), empty | row)
    add_written(_NAMED, [
        {"term": term, "stored": row.stored, "position": row.position} for row in added for term in terms[row.id]])
    return added


@lru_cache(maxsize=1)
def _each():
    """SQLite sits in this process: nothing travels, and one after another is the shortest way."""
    statement = text(f"""
        INSERT INTO statement ({", ".join(COLUMNS)}) VALUES ({", ".join(f":{name}" for name in COLUMNS)})
        ON CONFLICT DO NOTHING RETURNING {", ".join(ADDED)}""")
    given = (bindparam(name, type_=ledger.c[name].type) for name in COLUMNS)
    return Written(statement.bindparams(*given).columns(*(column(name, kind) for name, kind in ADDED.items())), writes=True)


@lru_cache(maxsize=1)
def _both():
    """Both as JSON, for the driver takes longest over many parameters."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    kinds = ", ".join(f'"{name}" {ledger.c[name].type.compile(postgresql.dialect())}' for name in COLUMNS)
    return written(f"""
        WITH added AS (
            INSERT INTO statement ({names})
            SELECT {names} FROM json_to_recordset(CAST(:rows AS JSON)) AS one({kinds})
            ON CONFLICT DO NOTHING RETURNING {", ".join(ADDED)}),
        named AS (
            INSERT INTO mention (term, stored, position)
            SELECT told.term, added.stored, added.position
            FROM json_to_recordset(CAST(:told AS JSON)) AS told(id UUID, term UUID) JOIN added USING (id))
        SELECT {", ".join(ADDED)} FROM added""", ADDED, writes=True)
