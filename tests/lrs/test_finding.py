"""Each filter finds what it should, through references and in what is related; pages lose and double nothing."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from course.statements import searching
from tests.lrs.asking import STATEMENTS, Tool, about, agent, statement, voiding

EVERYWHERE = "https://example.org/activities/everywhere"


@pytest.fixture
def some(tool):
    """{name: id} of statements that differ in what names Dora, or an activity."""
    inner = {"objectType": "SubStatement", "actor": agent("dora"), "verb": {"id": "a:b"}, "object": {"id": EVERYWHERE}}
    group = {"objectType": "Group", "mbox": "mailto:group@example.org", "member": [agent("dora")]}
    given = {
        "actor": statement("dora"),
        "member": statement(actor=group),
        "object": statement(object=agent("dora")),
        "instructor": statement(context={"instructor": agent("dora")}),
        "team": statement(context={"team": {"objectType": "Group", "member": [agent("dora")]}}),
        "inner": statement(object=inner),
        "activity": statement(activity=EVERYWHERE),
        "parent": statement(context={"contextActivities": {"parent": [{"id": EVERYWHERE}]}}),
        "none": statement(),
    }
    tool.sent(*given.values())
    return {name: one["id"] for name, one in given.items()}


def names(some, ids):
    back = {one: name for name, one in some.items()}
    return {back[one] for one in ids}


def test_agents(tool, some):
    near = {"actor", "member", "object"}
    assert names(some, tool.ids(agent=agent("dora"))) == near
    assert names(some, tool.ids(agent=agent("dora"), related_agents=True)) == near | {"instructor", "team", "inner"}
    assert names(some, tool.ids(agent={"objectType": "Group", "mbox": "mailto:group@example.org"})) == {"member"}
    assert len(tool.ids(agent={"account": {"homePage": "https://course.example", "name": tool.name}},
                        related_agents=True)) == len(some)
    assert tool.get(agent={"objectType": "Group", "member": [agent()]}).status_code == 400
    assert tool.get(agent={"mbox": "mailto:dora@EXAMPLE.org"}).json["statements"] == []


def test_activities(tool, some):
    assert names(some, tool.ids(activity=EVERYWHERE)) == {"activity"}
    assert names(some, tool.ids(activity=EVERYWHERE, related_activities=True)) == {"activity", "parent", "inner"}
    assert tool.ids(activity=EVERYWHERE.upper()) == []


def test_iris_are_compared_character_by_character(tool):
    iris = ["https://example.org/a", "https://EXAMPLE.org/a", "https://example.org/%61", "https://example.org/a/",
            "https://example.org:443/a", "https://example.org/a#", "https://example.org/./a", "https://example.org/\u00e9",
            "https://example.org/e\u0301"]
    sent = tool.sent(*(statement(object={"id": iri}, context={"contextActivities": {"other": [{"id": f"{iri}?"}]}})
                       | {"verb": {"id": iri}, "actor": {"openid": iri}} for iri in iris))
    for iri, one in zip(iris, sent, strict=True):
        assert tool.ids(activity=iri) == tool.ids(verb=iri) == tool.ids(agent={"openid": iri}) == [one]
        assert tool.ids(activity=f"{iri}?", related_activities=True) == [one]


def test_several_filters_must_all_hold(tool, some):
    one = statement("dora", activity=EVERYWHERE, context={"registration": str(uuid4())})
    tool.sent(one)
    asked = {"agent": agent("dora"), "activity": EVERYWHERE, "related_agents": True, "related_activities": True}
    assert set(tool.ids(**asked)) == {one["id"], some["inner"]}
    assert tool.ids(**asked, registration=one["context"]["registration"].upper(), verb=one["verb"]["id"]) == [one["id"]]
    assert tool.ids(**asked, verb="https://example.org/verbs/other") == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_filters_look_through_references_in_whatever_order_they_came(tool, order):
    first = statement("dora", "finished")
    second = about(first["id"])
    third = about(second["id"], "liked")
    chain = [first, second, third]
    for place in order:
        tool.sent(chain[place])
    tool.sent(statement())
    everything = {one["id"] for one in chain}
    assert set(tool.ids(agent=agent("dora"))) == everything
    assert set(tool.ids(verb=first["verb"]["id"], agent=agent("dora"))) == everything
    assert set(tool.ids(verb=second["verb"]["id"])) == {second["id"], third["id"]}
    assert set(tool.ids(agent=agent("bert"))) == {second["id"], third["id"]}


def test_what_leads_to_several_of_those_sought_stands_on_a_page_once(tool):
    """Each comment leads to all before it: were it counted for each of them, a page would be full too early."""
    chain = [statement("dora", "commented")]
    for _ in range(7):
        chain.append(about(chain[-1]["id"]))
    tool.sent(*chain)
    found, page = [], tool.get(verb=chain[0]["verb"]["id"], limit=3).json
    while True:
        found += [one["id"] for one in page["statements"]]
        if not page["more"]:
            break
        page = tool.ask("GET", page["more"]).json
    assert found == [one["id"] for one in reversed(chain)]


def test_references_in_a_circle_end(tool):
    one, other = statement(), statement()
    one["object"] = {"objectType": "StatementRef", "id": other["id"]}
    other["object"] = {"objectType": "StatementRef", "id": one["id"]}
    tool.sent(one, other)
    assert set(tool.ids(agent=agent())) == {one["id"], other["id"]}


def test_a_voided_statement_is_found_by_its_own_parameter_alone(tool):
    one = statement("dora")
    end = voiding(one["id"])
    tool.sent(one)
    tool.sent(end)
    assert tool.get(statementId=one["id"]).status_code == 404
    assert tool.get(voidedStatementId=one["id"]).json["id"] == one["id"]
    assert tool.get(voidedStatementId=end["id"]).status_code == 404
    assert tool.ids() == [end["id"]]


def test_what_refers_to_a_voided_statement_is_found_through_it(tool):
    one = statement("dora")
    comment, end = about(one["id"]), voiding(one["id"])
    tool.sent(one, comment, end)
    assert set(tool.ids(agent=agent("dora"))) == {comment["id"], end["id"]}


def test_what_arrives_after_it_was_voided_is_born_voided(tool):
    one = statement()
    assert tool.post(voiding(one["id"])).status_code == 200
    tool.sent(one)
    assert tool.get(statementId=one["id"]).status_code == 404
    assert tool.get(voidedStatementId=one["id"]).status_code == 200


def test_a_voiding_statement_cannot_be_voided(tool):
    one = statement()
    end = voiding(one["id"])
    again = voiding(end["id"])
    tool.sent(one, end)
    tool.sent(again)
    assert set(tool.ids()) == {end["id"], again["id"]}
    assert tool.get(statementId=end["id"]).status_code == 200


def test_a_tool_voids_what_it_sent_itself(app, tool):
    other = Tool(app, "statements/write", "statements/read")
    mine = statement()
    tool.sent(mine)
    assert other.post(voiding(mine["id"])).status_code == 403
    later = statement()
    other.sent(voiding(later["id"]))  # nobody's yet
    tool.sent(later)
    assert set(tool.ids()) >= {mine["id"], later["id"]}
    theirs = statement()
    other.sent(theirs)
    tool.sent(voiding(theirs["id"]))  # its scope is all
    assert tool.get(statementId=theirs["id"]).status_code == 404


def walk(tool, **query):
    """The ids of every page, by following `more`."""
    answer, found = tool.get(**query), []
    while True:
        found.append([one["id"] for one in answer.json["statements"]])
        if not answer.json["more"]:
            return found
        answer = tool.ask("GET", answer.json["more"])


@pytest.mark.parametrize("ascending", [True, False])
def test_pages_cut_among_statements_of_one_moment_lose_nothing(tool, clock, ascending):
    """The clock stands still: batches share their moments."""
    given = [tool.sent(*(statement("dora") for _ in range(4))) for _ in range(4)]
    pages = walk(tool, limit=3, ascending=ascending, agent=agent("dora"), related_agents=True)
    assert [len(page) for page in pages] == [3] * 5 + [1]
    ids = [one for page in pages for one in page]
    assert len(ids) == len(set(ids)) and set(ids) == {one for batch in given for one in batch}
    assert ids == tool.ids(ascending=ascending)


def test_pages_stay_as_they_are_while_statements_arrive_for_days(tool, clock):
    given = tool.sent(*(statement() for _ in range(6)))
    answer = tool.get(limit=2)
    clock.advance(days=3)
    tool.sent(*(statement() for _ in range(5)))
    rest = [one["id"] for one in tool.ask("GET", answer.json["more"]).json["statements"]]
    assert rest == given[::-1][2:4]


def test_more_leads_through_a_proxy_with_a_prefix_and_keeps_the_query(tool):
    tool.sent(statement("dora"), statement("dora"))
    asked = {"limit": 1, "agent": json.dumps(agent("dora"))}
    answer = tool.ask("GET", query_string=asked, environ_overrides={"SCRIPT_NAME": "/learn"})
    assert answer.json["more"].startswith("/learn/xapi/statements?")
    rest = tool.ask("GET", answer.json["more"].removeprefix("/learn"))
    assert len(rest.json["statements"]) == 1 and rest.json["more"] == ""
    assert tool.get(**{"from": "yesterday~1"}).status_code == 400


def test_more_is_no_way_around_a_scope(app, tool):
    small = Tool(app, "statements/read/mine", "statements/write")
    own = small.sent(statement("dora"))
    tool.sent(*(statement("dora") for _ in range(3)))
    more = tool.get(limit=1, agent=agent("dora")).json["more"]
    assert [one["id"] for one in small.ask("GET", more).json["statements"]] == own
    assert app.test_client().get(more, headers={"X-Experience-API-Version": "1.0.3"}).status_code == 401


def test_read_mine_holds_for_single_ids_too(app, tool):
    small = Tool(app, "statements/read/mine", "statements/write")
    (other,), (own,) = tool.sent(statement()), small.sent(statement())
    assert small.get(statementId=other).status_code == 404
    assert small.get(statementId=own).status_code == 200
    assert small.ids() == [own]
    tool.sent(voiding(own))
    assert small.get(voidedStatementId=own).status_code == 200


def test_since_is_after_and_until_is_up_to(tool, clock):
    moments = []
    for minute in range(4):
        clock.set(datetime(2026, 11, 2, 9, minute, tzinfo=UTC))
        moments.append(tool.sent(statement())[0])
    assert tool.ids(since="2026-11-02T09:01:00Z") == [moments[3], moments[2]]
    assert tool.ids(until="2026-11-02T10:01:00+01:00") == [moments[1], moments[0]]
    assert tool.ids(since="2026-11-02T09:00:00Z", until="2026-11-02T09:02:00Z", ascending=True) == moments[1:3]


@pytest.mark.parametrize("query", [
    {"Agent": "x"}, {"unknown": "1"}, {"limit": "-1"}, {"limit": "1.5"}, {"since": "now"}, {"agent": "{"}, {"agent": "[]"},
    {"verb": "tried"}, {"registration": "1"}, {"ascending": "yes"}, {"related_agents": "1"}, {"statementId": "1"},
    {"statementId": str(uuid4()), "verb": "a:b"}, {"statementId": str(uuid4()), "voidedStatementId": str(uuid4())},
])
def test_parameters_are_checked(tool, query):
    answer = tool.get(**query)
    assert answer.status_code == 400 and answer.mimetype == "text/plain"
    assert answer.headers["X-Experience-API-Consistent-Through"]


def test_a_parameter_stands_once(tool):
    assert tool.ask("GET", f"{STATEMENTS}?limit=1&limit=2").status_code == 400


def test_limit_0_is_as_much_as_the_store_gives(tool, monkeypatch):
    monkeypatch.setattr(searching, "AT_MOST", 5)
    tool.sent(*(statement() for _ in range(7)))
    assert [len(tool.found(limit=limit)) for limit in (0, 3, 100)] == [5, 3, 5]
