"""Documents that tools keep: as they were sent, and under all that names them."""

import hashlib
import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.lrs.asking import PLATFORM, Tool, agent, in_pieces
from tests.lrs.shelves import ACTIVITY, AGENT, NEW, STATE, Shelf


@pytest.mark.databases("sqlite")
def test_one_is_put_read_and_removed(shelf):
    assert shelf.ask("GET").status_code == 404
    assert shelf.ask("PUT", {"at": 3}, NEW).status_code == 204
    answer = shelf.ask("GET")
    assert (answer.json, answer.headers["Content-Type"]) == ({"at": 3}, "application/json")
    assert answer.headers["ETag"] == '"' + hashlib.sha1(answer.data).hexdigest() + '"'
    assert datetime.strptime(answer.headers["Last-Modified"], "%a, %d %b %Y %H:%M:%S GMT")
    head = shelf.ask("HEAD")
    assert (head.data, head.content_length, head.headers["ETag"]) == (b"", answer.content_length, answer.headers["ETag"])
    assert shelf.names() == ["one"]
    assert [shelf.ask("DELETE").status_code for _ in range(2)] == [204, 204]
    assert shelf.ask("GET").status_code == 404 and shelf.names() == []


@pytest.mark.parametrize(("data", "kind"), [
    (b"", "text/plain; charset=utf-8"), (b"", "application/json"), (bytes(range(256)), "image/png"),
    ("Grüße".encode("latin-1"), "text/plain; charset=ISO-8859-1"), (b"{not json", "application/json;charset=utf-8"),
    (b"--x\r\n\r\n--x--\r\n", 'multipart/mixed; boundary="x"'), (b"a=b", "application/x-www-form-urlencoded")])
def test_bytes_and_content_type_come_back_as_they_were_sent(state, data, kind):
    assert state.ask("PUT", data, content_type=kind).status_code == 204
    answer = state.ask("GET")
    assert (answer.data, answer.headers["Content-Type"]) == (data, kind)


@pytest.mark.databases("sqlite")
def test_a_body_without_a_type_is_bytes_and_a_forged_one_is_refused(state):
    assert state.tool.ask("PUT", STATE, query_string=state.about(), data=b"x").status_code == 204
    answer = state.ask("GET")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["Content-Security-Policy"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert state.ask("PUT", b"x", content_type="text/" + "x" * 300).status_code == 400


def test_registration_agent_and_activity_are_part_of_the_name(state):
    one, other = str(uuid4()), str(uuid4())
    places = [{}, {"registration": one}, {"registration": other}, {"activityId": "https://example.org/activities/%31"},
              {"activityId": "https://EXAMPLE.org/activities/1"}, {"agent": json.dumps(agent("bert"))}]
    for number, place in enumerate(places):
        assert state.ask("PUT", {"n": number}, **place).status_code == 204
    assert [state.ask("GET", **place).json["n"] for place in places] == list(range(len(places)))
    assert state.ask("GET", registration=one.upper()).json == {"n": 1}
    named = json.dumps(agent() | {"name": "Anna"})
    assert state.ask("GET", agent=named).json == {"n": 0}
    assert state.ask("DELETE", stateId=None).status_code == 204
    assert [state.ask("GET", **place).status_code for place in places] == [404, *[200] * 5]


def test_names_may_hold_anything_and_be_long(state):
    names = ["a b&c/%2F", "\0", "ß✓", '"', "x" * 5000]
    for name in names:
        assert state.ask("PUT", b"1", stateId=name).status_code == 204
        assert state.ask("GET", stateId=name).data == b"1"
    assert sorted(state.names()) == sorted(names)


@pytest.mark.databases("sqlite")
def test_names_since_a_moment_are_those_changed_after_it(shelf, clock):
    first = clock.at
    shelf.ask("POST", {}, **{shelf.name: "old"})
    clock.advance(minutes=1)
    shelf.ask("POST", {}, **{shelf.name: "new"})
    assert shelf.names(since=first.isoformat()) == ["new"]
    assert shelf.names(since=(first - timedelta(seconds=1)).isoformat()) == ["new", "old"]
    clock.advance(minutes=1)
    shelf.ask("POST", {"a": 1}, **{shelf.name: "old"})
    assert shelf.names(since=(first + timedelta(minutes=1)).isoformat()) == ["old"]
    listed = shelf.ask("GET", **{shelf.name: None})
    assert listed.headers["Last-Modified"] == "Mon, 02 Nov 2026 09:02:00 GMT"


@pytest.mark.databases("sqlite")
def test_last_modified_follows_each_change(state, clock):
    state.ask("PUT", {})
    clock.advance(seconds=90)
    state.ask("POST", {"a": 1})
    assert state.ask("GET").headers["Last-Modified"] == "Mon, 02 Nov 2026 09:01:30 GMT"


def test_a_post_adds_to_the_first_level_and_keeps_every_character(state):
    state.ask("POST", '{ "a": {"x": 1.0, "y": 2}, "b":\t0.12345678901234567890, "é": [1e400] }')
    assert state.ask("POST", '{"a": {"z": 3}, "c": -0.0}', content_type="application/json; charset=utf-8").status_code == 204
    answer = state.ask("GET")
    assert answer.text == '{"a": {"z": 3},"b":\t0.12345678901234567890,"é": [1e400],"c": -0.0}'
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


NO_MERGE = [  # what stands and its type, what is posted and its type
    ('{"a":1}', "application/json", "x", "text/plain"),
    ("x", "text/plain", '{"a":1}', "application/json"),
    ("[1]", "application/json", '{"a":1}', "application/json"),
    ('{"a":1}', "application/json", "[1]", "application/json"),
    ('{"a":1}', "application/json", '{"a":1', "application/json"),
    ('{"a":1}', "application/json", '{"a":1,"a":2}', "application/json"),
    ('{"a":1}', "application/json", b'{"a":"\xff"}', "application/json"),
    ("{", "application/json", "{}", "application/json"),
    ("", "application/json", "{}", "application/json"),
]


@pytest.mark.databases("sqlite")
def test_what_cannot_be_merged_is_refused_and_changes_nothing(shelf):
    for number, (stands, kind, sent, sent_kind) in enumerate(NO_MERGE):
        name = {shelf.name: str(number)}
        assert shelf.ask("PUT", stands, NEW, content_type=kind, **name).status_code == 204
        before = shelf.ask("GET", **name)
        assert shelf.ask("POST", sent, content_type=sent_kind, **name).status_code == 400, sent
        after = shelf.ask("GET", **name)
        assert (after.data, after.headers["ETag"], after.headers["Content-Type"]) == (before.data, before.headers["ETag"], kind)


@pytest.mark.databases("sqlite")
def test_a_post_of_something_new_is_a_put_of_it(state):
    assert state.ask("POST", b"\x00", content_type="image/png").status_code == 204
    assert state.ask("POST", "[1]", stateId="list").status_code == 204
    assert state.ask("POST", "[1", stateId="broken").status_code == 400
    assert state.names() == ["list", "one"]


SCOPES = [  # and the answers to a method at state and profiles
    ("all", "PUT", 204, 204), ("state", "PUT", 204, 403), ("profile", "PUT", 403, 204), ("all/read", "PUT", 403, 403),
    ("all/read", "GET", 200, 200), ("state", "GET", 200, 403), ("profile", "GET", 403, 200), ("all/read", "DELETE", 403, 403),
    ("statements/read", "GET", 403, 403), ("statements/write", "PUT", 403, 403)]


@pytest.mark.databases("sqlite")
def test_tools_with_the_scope_see_what_others_keep(app, tool):
    for path in (STATE, ACTIVITY, AGENT):
        Shelf(tool, path).ask("PUT", {"a": 1}, NEW)
    for scope, method, state, profile in SCOPES:
        other, put = Tool(app, scope), ({"a": 2}, {"If-Match": "*"}) if method == "PUT" else ()
        found = [Shelf(other, path).ask(method, *put).status_code for path in (STATE, ACTIVITY, AGENT)]
        assert found == [state, profile, profile], (scope, method)


WRONG = [
    {"agent": None}, {"agent": "anna"}, {"agent": "{}"}, {"agent": '{"objectType":"Group","member":[{"mbox":"mailto:a@b.c"}]}'},
    {"activityId": None}, {"activityId": "one"}, {"registration": "1"}, {"registration": ""}, {"stateId": ""},
    {"StateId": "x"}, {"profileId": "x"}, {"since": "2026-11-02T09:00:00Z"}]


@pytest.mark.databases("sqlite")
def test_parameters_are_checked(state):
    for changes in WRONG:
        for method in ("GET", "PUT", "POST", "DELETE"):
            answer = state.ask(method, {} if method in ("PUT", "POST") else None, **changes)
            assert (answer.status_code, answer.mimetype) == (400, "text/plain"), (method, changes)


@pytest.mark.databases("sqlite")
def test_what_is_one_document_is_not_all(shelf, state):
    for method in ("PUT", "POST"):
        assert shelf.ask(method, {}, NEW, **{shelf.name: None}).status_code == 400
    assert shelf.ask("GET", **{shelf.name: None}, since="yesterday").status_code == 400
    shelf.ask("PUT", {}, NEW)
    assert shelf.ask("DELETE", **{shelf.name: None}).status_code == (204 if shelf.path == STATE else 400)
    assert state.ask("DELETE", headers={"If-Match": "*"}, stateId=None).status_code == 400


@pytest.mark.databases("sqlite")
def test_agents_of_the_platform_are_met_by_their_random_name(state):
    name = str(uuid4())
    learner = {"account": {"homePage": PLATFORM, "name": name}}
    state.ask("PUT", {"at": 1}, agent=json.dumps(learner))
    assert state.ask("GET", agent=json.dumps(learner | {"objectType": "Agent"})).json == {"at": 1}


@pytest.mark.databases("sqlite")
def test_a_document_too_large_is_refused_also_when_it_comes_in_pieces(app, state):
    app.config["SETTINGS"].__dict__["DOCUMENT_MEGABYTES"] = 1
    large = b"x" * (1024 * 1024 + 1)
    answer = state.ask("PUT", large, content_type="text/plain")
    assert answer.status_code == 413 and "1 MB" in answer.text
    for data, status in ((large, 413), (large[:-1], 204)):
        assert state.tool.ask("PUT", STATE, query_string=state.about(), environ_overrides=in_pieces(data)).status_code == status
    assert state.ask("GET").content_length == 1024 * 1024
