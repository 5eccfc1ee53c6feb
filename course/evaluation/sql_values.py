"""Values as files have them, made by the database, so that Python need not touch each one.

`iso(moment)` and `iso_before(moment, seconds)` are ISO 8601 in UTC with milliseconds; `digits(uuid)` its 32 hexadecimal
digits; `number(truth)` 1 or 0. SQLite keeps the last two so.
"""

from sqlalchemy import Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

PATTERN = """'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'"""


class iso(FunctionElement):  # noqa: N801 - written as SQL functions are
    type = String()
    inherit_cache = True


class iso_before(FunctionElement):  # noqa: N801
    type = String()
    inherit_cache = True


class digits(FunctionElement):  # noqa: N801
    type = String()
    inherit_cache = True


class number(FunctionElement):  # noqa: N801
    type = Integer()
    inherit_cache = True


@compiles(digits, "sqlite")
@compiles(number, "sqlite")
def _as_kept(element, compiler, **kw):
    return compiler.process(element.clauses, **kw)


@compiles(digits, "postgresql")
def _digits(element, compiler, **kw):
    return f"replace(CAST({compiler.process(element.clauses, **kw)} AS text), '-', '')"


@compiles(number, "postgresql")
def _number(element, compiler, **kw):
    return f"CAST({compiler.process(element.clauses, **kw)} AS integer)"


@compiles(iso, "sqlite")
def _iso_sqlite(element, compiler, **kw):
    return f"replace(substr({compiler.process(element.clauses, **kw)}, 1, 23), ' ', 'T') || 'Z'"


@compiles(iso, "postgresql")
def _iso_postgresql(element, compiler, **kw):
    return f"to_char({compiler.process(element.clauses, **kw)} AT TIME ZONE 'UTC', {PATTERN})"


@compiles(iso_before, "sqlite")
def _iso_before_sqlite(element, compiler, **kw):
    moment, seconds = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"strftime('%Y-%m-%dT%H:%M:%fZ', julianday({moment}) - {seconds} / 86400.0)"


@compiles(iso_before, "postgresql")
def _iso_before_postgresql(element, compiler, **kw):
    moment, seconds = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"to_char(({moment} - make_interval(secs => {seconds})) AT TIME ZONE 'UTC', {PATTERN})"
