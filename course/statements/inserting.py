"""Statements and the terms that lead to them go into the ledger: on PostgreSQL by one question, for each has to travel there, be
planned and come back, and one statement takes as many as a batch."""

import json
from functools import lru_cache

from sqlalchemy import BigInteger, Uuid
from sqlalchemy.dialects import postgresql

from course.database import Moment, db, insert_new
from course.statements.finding import ledger
from course.statements.tool_models import Mention
from course.written import ask_written, written

COLUMNS = tuple(column.name for column in ledger.columns if column.name != "position")


def insert_statements(rows, terms):
    """Rows with `id`, `position` and `stored` of those that were new. `rows` are columns by name, without those that are empty,
    in the order of ids, so that nobody waits in a circle; `terms` are those under which each is found (see xapi/parts.py)."""
    if db.engine.dialect.name == "postgresql":
        told = [{"id": row["id"], "term": term} for row in rows for term in terms[row["id"]]]
        return ask_written(_both(), {name: json.dumps(given, default=str) for name, given in (("rows", rows), ("told", told))})
    empty = dict.fromkeys(COLUMNS)
    added = insert_new(ledger, [empty | row for row in rows], *(ledger.c[name] for name in ("id", "position", "stored")))
    insert_new(Mention.__table__, [
        {"term": term, "stored": row.stored, "position": row.position} for row in added for term in terms[row.id]])
    return added


@lru_cache(maxsize=1)
def _both():
    """Both as JSON, for the driver takes longest over many parameters."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    kinds = ", ".join(f'"{name}" {ledger.c[name].type.compile(postgresql.dialect())}' for name in COLUMNS)
    return written(f"""
        WITH added AS (
            INSERT INTO statement ({names})
            SELECT {names} FROM json_to_recordset(CAST(:rows AS JSON)) AS one({kinds})
            ON CONFLICT DO NOTHING RETURNING id, position, stored),
        named AS (
            INSERT INTO mention (term, stored, position)
            SELECT told.term, added.stored, added.position
            FROM json_to_recordset(CAST(:told AS JSON)) AS told(id UUID, term UUID) JOIN added USING (id))
        SELECT id, position, stored FROM added""", {"id": Uuid(), "position": BigInteger(), "stored": Moment()})
