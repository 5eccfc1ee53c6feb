"""Statements of other tools: stored whole or not at all, kept to the letter, never changed."""

import json
from uuid import UUID, uuid4

import pytest

from tests.lrs.asking import STATEMENTS, Tool, about, agent, statement


def test_what_is_posted_comes_back_with_id_stored_and_authority(tool):
    given = statement()
    del given["id"]
    (name,) = tool.sent(given)
    answer = tool.get(statementId=name)
    assert answer.json.items() >= given.items()
    assert UUID(answer.json["id"]).version == 7
    assert answer.json["timestamp"] == answer.json["stored"]
    assert answer.json["authority"] == {"objectType": "Agent", "name": "A tool",
                                        "account": {"homePage": "https://course.example", "name": tool.name}}
    assert answer.json["version"] == "1.0.0"


def test_every_character_is_kept(tool):
    """Numbers, spaces, escapes and the order of properties; what the store says stands behind them."""
    name = str(uuid4())
    body = ('{ "object":{"id":"https://example.org/a"},\n "verb" : {"id":"https://example.org/v"}, "id":"NAME",'
            '"actor":{"mbox":"mailto:a@example.org"}, "result":{"score":{"scaled":1.0,"raw":0.1234567890123456789,"max":1e2},'
            '"extensions":{"https://example.org/e":[-0.0, 1E400, null, "\\u00e9\\/", 123456789012345678901234567890]}}, '
            '"authority":{"mbox":"mailto:forged@example.org"} ,"stored":"2001-01-01T00:00:00Z"}').replace("NAME", name)
    assert tool.post(body).status_code == 200
    kept = tool.get(statementId=name).text
    assert kept.startswith(body.split(', "authority"')[0])
    assert "forged" not in kept and "2001-01-01" not in kept


def test_nothing_is_moved_where_the_store_says_it_all(tool):
    name = str(uuid4())
    body = ('{ "object":{"id":"https://example.org/a"},\n  "verb" : {"id":"https://example.org/v"} ,\t"id":"NAME",'
            '"actor":{"mbox":"mailto:a@example.org"} }').replace("NAME", name)
    tool.post(body)
    assert tool.get(statementId=name).text.startswith(body[:-2])


def test_the_same_again_changes_nothing_and_another_is_refused(tool):
    one = statement(result={"score": {"raw": 1}, "duration": "PT1.004S"}, timestamp="2026-01-01T10:00:00+01:00")
    tool.sent(one)
    before = tool.get(statementId=one["id"]).text
    again = json.dumps(one).replace("10:00:00+01:00", "09:00:00.000Z").replace('"raw": 1', '"raw": 1.0').replace("1.004", "1.009")
    assert tool.put(again, one["id"]).status_code == 204
    assert tool.post(again).json == [one["id"]]
    other = one | {"result": {"score": {"raw": 2}}}
    assert tool.put(other).status_code == 409
    refused = tool.post(statement(), other)
    assert refused.status_code == 409 and one["id"] in refused.text
    assert tool.get(statementId=one["id"]).text == before
    assert len(tool.found()) == 1


def test_a_batch_is_stored_whole_or_not_at_all(tool):
    wrong = statement(result={"score": {"scaled": 2}})
    answer = tool.post(statement(), wrong)
    assert answer.status_code == 400
    assert answer.text == "This is not a statement of xAPI 1.0. [1].result.score.scaled: must be from -1 to 1.\n"
    twice = statement()
    assert tool.post(twice, twice).status_code == 400
    assert tool.found() == []


def test_a_batch_keeps_its_order(tool):
    given = [statement(str(number)) for number in range(30)]
    assert tool.sent(*given) == [one["id"] for one in given]
    assert tool.ids(ascending=True) == [one["id"] for one in given]
    assert tool.ids() == [one["id"] for one in reversed(given)]


@pytest.mark.parametrize(("change", "said"), [
    ({"Verb": {}}, "has a property “Verb”, which xAPI does not know; it is verb"),
    ({"actor": agent() | {"openid": "https://a.example"}}, "actor: must have exactly one of mbox"),
    ({"actor": {"objectType": "Group"}}, "actor: has no identifier, and so must have members"),
    ({"verb": {"id": "tried"}}, "verb.id: must be an IRI"),
    ({"verb": {"id": "https://example.org/" + "x" * 2000}}, "more than 2000 bytes"),
    ({"result": {"success": "true"}}, "result.success: must be true or false"),
    ({"result": None}, "result: must be an object"),
    ({"result": {"duration": "1 h"}}, "result.duration: must be a duration"),
    ({"timestamp": "2026-02-30T00:00:00Z"}, "timestamp: is no moment of the calendar"),
    ({"timestamp": "2026-02-03T00:00:00-00:00"}, "timestamp: has the offset -00:00"),
    ({"context": {"registration": "12"}}, "context.registration: must be a UUID"),
    ({"context": {"contextActivities": {"parent": [{}]}}}, "context.contextActivities.parent[0]: lacks id"),
    ({"context": {"contextAgents": []}}, "context: has a property “contextAgents”"),
    ({"context": {"revision": "1"}, "object": agent()}, "context.revision: may only be given where the object is an Activity"),
    ({"object": {"objectType": "SubStatement", "actor": agent(), "verb": {"id": "a:b"}, "object": {"id": "a:c"}, "stored": "x"}},
     "object: has a property “stored”"),
    ({"version": "1.1.0"}, "version: must be 1.0.x"),
    ({"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}, "object: must be a StatementRef"),
    ({"authority": {"objectType": "Group", "mbox": "mailto:a@b.c"}}, "authority: must be an agent, or a group"),
])
def test_a_refusal_names_the_property(tool, change, said):
    answer = tool.post(statement() | change)
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert said in answer.text


@pytest.mark.parametrize("body", [
    b'{"actor": 1, "actor": 2}', b"{", b"", b"\xff\xfe", b"[" * 100_000, b'{"a":NaN}', b"[{},]", b"[{}", b"{} {}", b"[] x",
    b"[1 2]", b'[{"id":"\\ud800"}]', b'{"a":' + b"9" * 5000 + b"}", b'"text"', b"null", b'{"a":1e99999999999999999999}'])
def test_what_is_no_statement_is_refused_and_never_a_failure(tool, body):
    assert tool.post(body).status_code == 400


def test_a_refusal_may_name_half_a_character(tool):
    assert tool.post('{"\\udfff": 1}').text.endswith("has a property “\\udfff”, which xAPI does not know.\n")


def test_texts_that_a_database_would_not_take_are_kept(tool):
    odd = {"account": {"homePage": "https://a.example", "name": "\0\udfff"}}
    one = statement(result={"response": "a\0b \ud800 c"}, actor=odd)
    tool.sent(one)
    assert tool.get(statementId=one["id"]).json["result"] == one["result"]
    assert tool.ids(agent=one["actor"]) == [one["id"]]


def test_put_is_about_the_id_in_its_address(tool):
    one = statement()
    assert tool.put(one, str(uuid4())).status_code == 400
    assert tool.ask("PUT", data=json.dumps(one), content_type="application/json").status_code == 400
    assert tool.put(one, one["id"].upper()).status_code == 204
    del one["id"]
    name = str(uuid4())
    assert tool.put(one, name).status_code == 204
    assert tool.get(statementId=name).json["id"] == name


def test_a_lone_activity_in_a_context_becomes_an_array(tool):
    inner = {"objectType": "SubStatement", "actor": agent(), "verb": {"id": "a:b"}, "object": {"id": "a:c"},
             "context": {"contextActivities": {"grouping": {"id": "a:g"}}}}
    one = statement(object=inner, context={"contextActivities": {"parent": {"id": "a:p"}, "other": [{"id": "a:o"}],
                                                                 "category": {"id": "a:k"}}})
    tool.sent(one)
    kept = tool.get(statementId=one["id"]).json
    assert kept["context"]["contextActivities"] == {
        "parent": [{"id": "a:p"}], "other": [{"id": "a:o"}], "category": [{"id": "a:k"}]}
    assert kept["object"]["context"]["contextActivities"] == {"grouping": [{"id": "a:g"}]}
    assert tool.post(one).status_code == 200


def test_versions_are_chosen_by_the_header_and_told_with_each_answer(app, tool):
    newer = Tool(app, version="2.0.0")
    for speaker, version in ((tool, "1.0.3"), (newer, "2.0.0")):
        for answer in (speaker.get(), speaker.get(limit="x"), speaker.ask("DELETE"), speaker.post("{")):
            assert answer.headers["X-Experience-API-Version"] == version
    for said in ("0.9", "1.1.0", "3.0.0", "1.0.", "2.0.x", "²", ""):
        answer = tool.ask("GET", headers={"X-Experience-API-Version": said})
        assert answer.status_code == 400 and answer.headers["X-Experience-API-Version"]


def test_what_only_2_0_knows_reaches_a_reader_of_1_0_as_an_extension(app, tool):
    newer = Tool(app, version="2.0.0")
    agents = [{"objectType": "contextAgent", "agent": agent("cora"), "relevantTypes": ["https://example.org/tutor"]}]
    inner = {"objectType": "SubStatement", "actor": agent(), "verb": {"id": "a:b"}, "object": {"id": "a:c"},
             "context": {"contextAgents": agents}}
    one = statement(context={"contextAgents": agents, "registration": str(uuid4())}, object=inner)
    newer.sent(one)
    assert newer.get(statementId=one["id"]).json["context"] == one["context"]
    read = tool.get(statementId=one["id"]).json
    assert (read["version"], read["context"]["registration"]) == ("1.0.3", one["context"]["registration"])
    assert read["context"]["extensions"] == {"https://course.example/xapi/extensions/contextAgents": agents}
    assert "contextAgents" not in read["context"] and "contextAgents" not in read["object"]["context"]
    assert tool.ids(agent=agent("cora"), related_agents=True) == [one["id"]]
    assert tool.ids(agent=agent("cora")) == []


def test_formats(app):
    tool = Tool(app, version="2.0.0")
    name = {"en": "A thing", "de": "Ein Ding", "pt-BR": "Uma coisa"}
    one = statement(object={"objectType": "Activity", "id": "a:thing", "definition": {"name": name}},
                    actor={"objectType": "Group", "name": "All", "member": [agent("anna") | {"name": "Anna"}]})
    tool.sent(one, statement(object={"id": "a:thing"}))
    reduced = tool.get(statementId=one["id"], format="ids").json
    assert reduced["object"] == {"id": "a:thing"}
    assert reduced["actor"] == {"objectType": "Group", "member": [agent("anna")]}
    for wanted, words in (("de-AT, en;q=0.5", {"de": "Ein Ding"}), ("pt", {"pt-BR": "Uma coisa"}), ("fr", {"en": "A thing"})):
        texts = [found["object"]["definition"]["name"] for found in
                 tool.get(format="canonical", headers={"Accept-Language": wanted}).json["statements"]]
        assert texts == [words, words]
    assert "definition" not in tool.found(format="exact")[0]["object"]
    assert tool.get(format="best").status_code == 400


def test_head_is_get_without_a_body(tool):
    tool.sent(statement(), about(str(uuid4())))
    answer, head = tool.get(), tool.ask("HEAD")
    assert (head.status_code, head.data, head.content_length) == (200, b"", answer.content_length)


def test_last_modified_is_when_it_was_stored(app, clock):
    tool = Tool(app, version="2.0.0")
    (name,) = tool.sent(statement())
    assert tool.get(statementId=name).headers["Last-Modified"] == "Mon, 02 Nov 2026 09:00:00 GMT"


def test_statements_are_json_in_utf_8(tool):
    for kind in ("text/plain", "application/json; charset=latin-1", "multipart/mixed"):
        assert tool.ask("POST", STATEMENTS, data=json.dumps(statement()), content_type=kind).status_code == 400
    assert tool.ask("POST", data=json.dumps(statement()), content_type="application/json; charset=UTF-8").status_code == 200


def test_a_body_too_large_is_refused(app, tool):
    app.config["SETTINGS"].__dict__["TOOL_MEGABYTES"] = 1
    answer = tool.post(statement(result={"response": "x" * 2_000_000}))
    assert (answer.status_code, answer.headers["X-Experience-API-Version"]) == (413, "1.0.3")
