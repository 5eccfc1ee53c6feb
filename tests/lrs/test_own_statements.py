"""What the platform says itself: valid by the same checks, found by the same filters, and told apart from what tools send."""

import json

import pytest
from sqlalchemy import select

from course.database import db
from course.statements.finding import find, ledger
from course.statements.flattening import columns_of
from course.statements.xapi import rules
from course.statements.xapi.exact import parse
from tests import making
from tests.evaluation.making import Doing
from tests.lrs.asking import PLATFORM, Tool, agent, voiding

COURSE = f"{PLATFORM}/courses/neighbours"
NOT_IN_THE_JSON = {"position", "id", "stored", "authority", "statement", "cohort", "module", "lesson", "sheet"}


@pytest.fixture
def done(app, clock):
    making.publish(app)
    doing = Doing(app, clock)
    person = doing.begin()
    doing.read(person, "hello")
    doing.answer(person, "levels", "told", told="consult", told__sure="sure")
    doing.answer(person, "levels", "supports", supports=("childcare", "later"))
    doing.answer(person, "levels", "promised", promised="Two seats, “of twenty”")
    doing.answer(person, "the-quiz", "quiz-1", q_one="no", q_two="board")
    doing.answer(person, "pulse", "pulse-1", p1_useful="3", p1_nps="9", p1_why=("work", "other"), p1_why__written="a flyer")
    return doing


def own(app):
    with app.app_context():
        return db.session.execute(select(ledger).where(ledger.c.authority.is_(None)).order_by(ledger.c.position)).all()


@pytest.mark.usefixtures("done")
def test_each_passes_the_checks_of_both_versions(app):
    rows = own(app)
    assert len(rows) > 15
    for row in rows:
        rules.check(parse(row.statement), "1.0")
        rules.check(parse(row.statement), "2.0")


@pytest.mark.usefixtures("done")
def test_the_columns_can_be_read_back_from_the_statement(app):
    """As they would be, if another store of ours sent them to a tool's address."""
    for row in own(app):
        read = columns_of(parse(row.statement), row.id, PLATFORM, counts=True)
        kept = {name: value for name, value in row._asdict().items() if name not in NOT_IN_THE_JSON}
        assert {name: read.get(name) for name in kept} == kept


@pytest.mark.usefixtures("done")
def test_tools_read_them_by_each_filter(app):
    tool, rows = Tool(app, "all/read"), own(app)
    everything = {str(row.id) for row in rows}
    assert set(tool.ids()) == everything
    learner = {"account": {"homePage": PLATFORM, "name": str(rows[0].actor)}}
    assert set(tool.ids(agent=learner)) == everything
    assert set(tool.ids(registration=str(rows[0].registration))) == everything
    profile = f"{PLATFORM}/xapi/profile"
    platform = {"account": {"homePage": PLATFORM, "name": "platform"}}
    assert set(tool.ids(activity=profile, related_activities=True)) == everything
    assert set(tool.ids(agent=platform, related_agents=True)) == everything
    assert tool.ids(agent=platform) == tool.ids(activity=profile) == []
    assert set(tool.ids(verb="http://adlnet.gov/expapi/verbs/answered")) == {str(row.id) for row in rows if row.question}


@pytest.mark.usefixtures("done")
def test_related_activities_find_what_the_statements_say(app):
    """Our own have no mentions, but columns: both must find the same."""
    tool = Tool(app, "all/read")
    said = {}
    for row in own(app):
        for given in json.loads(row.statement)["context"]["contextActivities"].values():
            for one in given:
                said.setdefault(one["id"], set()).add(str(row.id))
    assert {iri.removeprefix(PLATFORM).count("/") for iri in said} == {2, 3, 4}
    for iri, ids in said.items():
        direct = set(tool.ids(activity=iri))
        assert set(tool.ids(activity=iri, related_activities=True)) == ids | direct


def sent_again(row, **changes):
    told = json.loads(row.statement)
    return told | {"id": str(row.id)[:-4] + "0000"} | changes


@pytest.mark.usefixtures("done")
def test_what_tools_say_of_our_courses_counts_only_where_an_administrator_said_so(app):
    answered = next(row for row in own(app) if row.question)
    quiet, counted = Tool(app, "statements/write"), Tool(app, "statements/write", counts=True)

    def counted_now():
        with app.app_context():
            return len(find("neighbours", "answered").all())

    before = counted_now()
    quiet.sent(sent_again(answered))
    assert counted_now() == before
    counted.sent(sent_again(answered, id=str(answered.id)[:-4] + "ffff", actor=agent("stranger")))
    assert counted_now() == before + 1


@pytest.mark.usefixtures("done")
def test_nobody_voids_what_the_platform_recorded(app):
    tool, row = Tool(app), own(app)[0]
    assert tool.post(voiding(str(row.id))).status_code == 403
    assert str(row.id) in tool.ids()


@pytest.mark.usefixtures("done")
def test_what_our_activities_are_called_is_ours_to_say(app):
    tool = Tool(app)
    ours = {"id": f"{COURSE}/levels", "definition": {"name": {"und": "Forged"}}}
    name = tool.sent({"actor": agent(), "verb": {"id": "a:b"}, "object": ours})[0]
    tool.sent({"actor": agent(), "verb": {"id": "a:b"}, "object": {"id": COURSE}})
    assert tool.get(statementId=name, format="canonical").json["object"]["definition"]["name"] == {"und": "Levels of say"}
