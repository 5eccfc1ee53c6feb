"""Every documented filter is answered by an index of its own, on both databases, and reads no more than a page."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import text

from course.clock import held
from course.database import db
from course.statements.searching import Search, searching
from tests.lrs.asking import Tool, agent, statement

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
FILTERS = {
    "nothing": ({}, {"ix_statement_stored"}),
    "since and until": ({"since": NOW, "until": NOW}, {"ix_statement_stored"}),
    "the next page": ({"after": (NOW, 7)}, {"ix_statement_stored"}),
    "ascending": ({"ascending": True}, {"ix_statement_stored"}),
    "agent": ({"agent": agent("p1")}, {"ix_statement_actor", "pk_mention"}),
    "related agents": ({"agent": agent("p1"), "related_agents": True}, {"ix_statement_actor", "pk_mention"}),
    "verb": ({"verb": "a:v1"}, {"ix_statement_verb"}),
    "activity": ({"activity": "a:1"}, {"ix_statement_activity"}),
    "related activities": ({"activity": "a:1", "related_activities": True}, {"ix_statement_activity", "pk_mention"}),
    "registration": ({"registration": uuid4()}, {"ix_statement_registration"}),
    "its own alone": ({"mine": 1}, {"ix_statement_authority"}),
}


def plan(asked):
    """What the database says it would do, a step a line, with the size of what is there known to it."""
    query = str(searching(asked).compile(db.engine, compile_kwargs={"literal_binds": True}))
    sqlite = db.engine.dialect.name == "sqlite"
    explained = db.session.connection().exec_driver_sql(f"EXPLAIN {'QUERY PLAN' if sqlite else ''} {query.replace('%%', '%')}")
    return "\n".join(row[-1] for row in explained)


def numbered(n):
    context = {"registration": str(uuid4()), "instructor": agent(f"p{n % 83}"),
               "contextActivities": {"parent": [{"id": f"a:{n % 79}"}]}}
    return statement(f"p{n % 97}", activity=f"a:{n % 89}", context=context) | {"verb": {"id": f"a:v{n % 11}"}}


@pytest.fixture
def filled(app):
    """Statements of some people about some things, a second between them, and statistics of them; few are of the first tool."""
    few, many = Tool(app), Tool(app)
    for start in range(0, 3000, 500):
        with held(NOW.replace(minute=start // 500)):
            (many if start else few).sent(*map(numbered, range(start, start + 500)))
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            with db.engine.execution_options(isolation_level="AUTOCOMMIT", writes=True).connect() as connection:
                connection.execute(text("ANALYZE"))
        yield


@pytest.mark.usefixtures("filled")
def test_each_filter_has_its_index(app):
    for name, (given, indexes) in FILTERS.items():
        steps = plan(Search(**given, limit=20, platform="https://course.example"))
        used = set(re.findall(r"(?:ix|pk|uq)_\w+", steps.replace("sqlite_autoindex_mention_1", "pk_mention")))
        assert indexes <= used, f"{name}:\n{steps}"
        whole = re.findall(r"SCAN statement(?! USING)|SCAN mention|Seq Scan on (?:statement|mention)", steps)
        assert whole == [], f"{name}:\n{steps}"
