"""A million statements in a minute: what stands in the ledger is copied, an age earlier for each copy, with ids of its own.

Half of what is copied was recorded by the platform, half sent by a tool; so are the copies.
"""

import random
from datetime import timedelta

from sqlalchemy import Integer, String, case, cast, func, insert, literal, select, text, values
from sqlalchemy import column as named

from course.clock import now
from course.database import db, refusing_triggers
from course.statements.finding import ledger
from course.statements.tool_models import Mention, Reference
from tests.benchmarks.crowds import other_id, renamed, tidy
from tests.benchmarks.tool_load import LONG_AGO, RARE, comment, statement, verb

AGE = 60  # days that the statements of one copy are spread over
FEW = 5
COMMENTED = 20  # one of so many
AT_ONCE = 10  # copies in a transaction
mention, reference = Mention.__table__, Reference.__table__


def fill(tool, rows):
    """Bring the ledger, which holds a few thousand statements of the platform's, to `rows`."""
    chance = random.Random(rows)
    tool.send_here([statement(chance, rare=True) for _ in range(FEW)], LONG_AGO)
    with tool.app.app_context():
        own = db.session.execute(select(func.count()).select_from(ledger).where(ledger.c.authority.is_(None))).scalar()
    for number in range(0, own, 500):
        some = [statement(chance) for _ in range(min(500, own - number))]
        comments = [comment(chance, one["id"]) for one in some[::COMMENTED]]
        tool.send_here(some + comments, now() - timedelta(days=AGE * number / own, minutes=1))
    with tool.app.app_context():
        _copy_often(rows)
        tidy()


def _rare():
    asked = select(ledger.c.position).where(ledger.c.verb == verb(RARE))
    return db.session.execute(asked).scalars().all()


def _copy_often(rows):
    block = db.session.execute(select(func.max(ledger.c.position))).scalar()
    rare, copies = _rare(), rows // block - 1
    db.session.remove()
    indexes = sorted(ledger.indexes, key=lambda index: index.name)
    with _writing() as connection:
        for index in indexes:
            index.drop(connection)
    for first in range(1, copies + 1, AT_ONCE):
        with _writing() as connection:
            numbers = range(first, min(first + AT_ONCE, copies + 1))
            for table in (ledger, mention):
                _copy(connection, table, numbers, copies, block, rare)
            _copy_references(connection, numbers, block)
    with _writing() as connection:  # an index is made in a fraction of the time that it takes to grow
        for index in indexes:
            index.create(connection)
        if connection.dialect.name == "postgresql":
            counter = "pg_get_serial_sequence('statement', 'position')"
            connection.execute(text(f"SELECT setval({counter}, max(position)) FROM statement"))


def _writing():
    return db.engine.execution_options(writes=True).begin()


def _copy(connection, table, numbers, copies, block, rare):
    given = _numbered(numbers)
    n = given.c.n
    made = {"position": table.c.position + n * block, "stored": _earlier(table.c.stored, (copies + 1 - n) * AGE)}
    if table is ledger:
        made |= {name: other_id(ledger.c[name], n) for name in ("id", "attempt", "registration")}
        made["actor"] = case((ledger.c.authority.is_(None), other_id(ledger.c.actor, n)), else_=ledger.c.actor)
        made["registration"] = case((ledger.c.authority.is_(None), made["registration"]), else_=ledger.c.registration)
        made["statement"] = renamed(ledger.c.statement, n)
    asked = select(*(made.get(one.name, one) for one in table.columns)).select_from(table).join(given, literal(True)).where(
        table.c.position <= block, table.c.position.not_in(rare))
    if table is ledger:  # by chance an id ends as that of its own copy does
        asked = asked.where(ledger.c.id != other_id(ledger.c.id, n))
    connection.execute(insert(table).from_select([one.name for one in table.columns], asked))


def _copy_references(connection, numbers, block):
    given = _numbered(numbers)
    asked = select(*(other_id(one, given.c.n) for one in reference.columns)).select_from(reference).join(
        given, literal(True)).join(ledger, ledger.c.id == reference.c.source).where(ledger.c.position <= block)
    connection.execute(insert(reference).from_select([one.name for one in reference.columns], asked))


def _numbered(numbers):
    return values(named("n", Integer), name="numbers").data([(n,) for n in numbers]).cte("copies")


def _earlier(column, days):
    if db.engine.dialect.name == "postgresql":
        return column - func.make_interval(0, 0, 0, days)
    day = func.date(func.substr(column, 1, 10), cast(-days, String) + " days", type_=String)
    return day.concat(func.substr(column, 11, type_=String))


def empty(app):
    """Take the ledger's statements out, as nothing else can: they refuse it."""
    with app.app_context(), _writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("TRUNCATE statement CASCADE"))
            return
        connection.execute(text("DROP TRIGGER statement_no_delete"))
        connection.execute(text("DELETE FROM statement"))
        connection.execute(text(next(one for one in refusing_triggers("statement", "sqlite") if "no_delete" in one)))
