"""Every documented filter is answered by an index of its own, on both databases, and reads no more than a page."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from course.clock import held
from course.database import db
from course.engines import without_transaction
from course.statements import filtering
from course.statements.finding import ledger
from course.statements.searching import Search, finding_one, search, searching
from tests.lrs.asking import PLATFORM, Tool, about, agent, statement

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
OURS = f"{PLATFORM}/courses/neighbours"
TOOL = {"account": {"homePage": PLATFORM, "name": "tool-of-nobody"}}
THROUGH = {"ix_reference_source", "pk_reference"}  # one or the other; PostgreSQL reads a small table sooner than an index
ALL_ABOUT_OTHERS = {"SCAN reference"}  # where many meet a filter, and none of the first that are about others leads to them
FILTERS = {
    "nothing": ({}, {"ix_statement_stored"}),
    "since and until": ({"since": NOW, "until": NOW}, {"ix_statement_stored"}),
    "the next page": ({"after": (NOW, 7)}, {"ix_statement_stored"}),
    "ascending": ({"ascending": True}, {"ix_statement_stored"}),
    "agent": ({"agent": agent("p1")}, {"ix_statement_actor", "pk_mention"}),
    "related agents": ({"agent": agent("p1"), "related_agents": True}, {"ix_statement_actor", "pk_mention"}),
    "authority": ({"agent": TOOL, "related_agents": True}, {"ix_statement_authority", "pk_mention"}),
    "verb": ({"verb": "a:v1"}, {"ix_statement_verb"}),
    "activity": ({"activity": "a:1"}, {"ix_statement_activity"}),
    "related activities": ({"activity": "a:1", "related_activities": True}, {"ix_statement_activity", "pk_mention"}),
    "our module": ({"activity": f"{OURS}/modules/start", "related_activities": True}, {"ix_statement_in_module", "pk_mention"}),
    "our lesson": ({"activity": f"{OURS}/hello", "related_activities": True}, {"ix_statement_in_lesson", "pk_mention"}),
    "our sheet": ({"activity": f"{OURS}/sheets/told", "related_activities": True}, {"ix_statement_in_sheet", "pk_mention"}),
    "registration": ({"registration": uuid4()}, {"ix_statement_registration"}),
    "its own alone": ({"mine": 2}, {"ix_statement_authority"}),
    "several": ({"agent": agent("p1"), "verb": "a:v1", "activity": "a:1", "since": NOW}, {"pk_mention"}),
}
NAMES = {"mention_1": "pk_mention", "reference_1": "pk_reference", "statement_1": "uq_statement_id",
         "credential_1": "uq_credential_name", "voiding_1": "pk_voiding"}  # as SQLite calls what holds a key


def plan(query):
    """What the database says it would do, a step a line, with the size of what is there known to it."""
    words = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
    sqlite = db.engine.dialect.name == "sqlite"
    explained = db.session.connection().exec_driver_sql(f"EXPLAIN {'QUERY PLAN' if sqlite else ''} {words.replace('%%', '%')}")
    steps = "\n".join(row[-1] for row in explained)
    return re.sub(r"sqlite_autoindex_(\w+)", lambda found: NAMES[found[1]], steps)


def indexes_in(steps):
    return set(re.findall(r"(?:ix|pk|uq)_\w+", steps))


def numbered(n):
    context = {"registration": str(uuid4()), "instructor": agent(f"p{n % 83}"),
               "contextActivities": {"parent": [{"id": f"a:{n % 79}"}]}}
    return statement(f"p{n % 97}", activity=f"a:{n % 89}", context=context) | {"verb": {"id": f"a:v{n % 11}"}}


@pytest.fixture
def filled(app):
    """Statements of some people about some things and about each other, most of them by one tool, and statistics of them."""
    tool, other = Tool(app), Tool(app)
    for start in range(0, 3000, 500):
        with held(NOW.replace(minute=start // 500)):
            some = list(map(numbered, range(start, start + 480)))
            tool.sent(*some, *(about(one["id"]) for one in some[:20]))
    other.sent(*map(numbered, range(20)))
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            with without_transaction(db.engine, writes=True).connect() as connection:
                connection.execute(text("ANALYZE"))
        yield


def read_whole(steps):
    """Steps that read a table from one end to the other. What a tool has voided may be: nothing was."""
    return re.findall(r"SCAN (?:statement|mention|reference)(?! USING)|Seq Scan on (?:statement|mention)", steps)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("few", [0, filtering.FEW], ids=["frequent", "rare"])
def test_each_filter_has_its_index(app, monkeypatch, few):
    monkeypatch.setattr(filtering, "FEW", few)
    for name, (given, indexes) in FILTERS.items():
        steps = plan(searching(Search(**given, limit=20, platform=PLATFORM)))
        assert indexes <= indexes_in(steps), f"{name}:\n{steps}"
        sqlite = db.engine.dialect.name == "sqlite"
        if few or sqlite:  # to join what it then expects, PostgreSQL reads a table of this size as soon as its index
            assert set(read_whole(steps)) <= (set() if few else ALL_ABOUT_OTHERS), f"{name}:\n{steps}"
        if given.keys() & {"agent", "verb", "activity", "registration"} and sqlite:
            assert indexes_in(steps) & THROUGH or read_whole(steps), f"{name}:\n{steps}"


@pytest.mark.usefixtures("filled")
def test_one_statement_is_found_by_its_id(app):
    for voided in (False, True):
        assert "uq_statement_id" in indexes_in(plan(finding_one(UUID(int=7), voided)))


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("filled")
def test_of_several_filters_the_rarest_leads(app, monkeypatch):
    monkeypatch.setattr(filtering, "FEW", 100)
    for given, index in (({"verb": "a:v1", "registration": uuid4()}, "ix_statement_registration"),
                         ({"verb": "a:none", "mine": 1}, "ix_statement_verb"),
                         ({"verb": "a:v1", "mine": 2}, "ix_statement_authority")):
        steps = plan(searching(Search(**given, limit=20, platform=PLATFORM)))
        assert indexes_in(steps) & {"ix_statement_registration", "ix_statement_verb", "ix_statement_authority"} == {index}, steps


@pytest.mark.usefixtures("filled")
def test_what_many_statements_are_about_is_read_in_order_until_a_page_is_full(app, monkeypatch):
    """And neither joined nor sorted, however many there are; what none of the first is about is sought from all."""
    monkeypatch.setattr(filtering, "FEW", 0)
    for sample, in_order in ((200, True), (0, False)):
        monkeypatch.setattr(filtering, "SAMPLE", sample)
        *_, (conditions, order) = filtering.branches(Search(verb="a:v1", limit=5, platform=PLATFORM))
        steps = plan(select(ledger.c.position).where(*conditions).order_by(*filtering.ordered(order, ascending=False)).limit(5))
        assert ("ix_statement_activity" in steps and not re.search("Sort|Hash|TEMP B-TREE FOR ORDER", steps)) == in_order, steps


@pytest.mark.usefixtures("filled")
def test_whatever_leads_the_same_is_found(app, monkeypatch):
    for given, _ in FILTERS.values():
        for more in ({}, {"mine": 1}, {"verb": "a:v1"}):
            asked, found = Search(**(given | more), limit=30, platform=PLATFORM), []
            for few, sample in ((0, 0), (0, 1_000), (5, 200), (10_000, 200)):
                monkeypatch.setattr(filtering, "FEW", few)
                monkeypatch.setattr(filtering, "SAMPLE", sample)
                found.append([row.id for row in search(asked)[0]])
            assert found[1:] == found[:-1]
