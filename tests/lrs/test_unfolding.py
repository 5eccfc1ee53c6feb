"""The alternate request syntax: a form stands for any request of xAPI 1.0, with the same checks, and for none of 2.0."""

import json
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from course.lrs import unfolding
from tests.lrs.asking import STATEMENTS, Tool, agent, in_pieces, statement

pytestmark = pytest.mark.databases("sqlite")
STATE = "/xapi/activities/state"
ABOUT = {"activityId": "a:b", "agent": json.dumps(agent()), "stateId": "one"}


def send(tool, method, path=STATEMENTS, fields=None, headers=None, bare=False, **more):
    """As content that may set no header does: all of it in the form."""
    form = ({} if bare else tool.headers) | (fields or {}) | more
    return tool.app.test_client().post(f"{path}?method={method}", data=form, headers=headers)


def test_statements_are_put_posted_and_read(tool):
    one, other = statement(result={"response": "Grüße & +=%"}), statement()
    assert send(tool, "PUT", statementId=one["id"], content=json.dumps(one)).status_code == 204
    assert send(tool, "POST", content=json.dumps([other]), **{"Content-Type": "application/json"}).json == [other["id"]]
    read = send(tool, "GET", statementId=one["id"])
    assert (read.json["result"], read.headers["X-Experience-API-Version"]) == (one["result"], "1.0.3")
    assert read.headers["X-Experience-API-Consistent-Through"] and read.headers["Access-Control-Allow-Origin"] == "*"
    assert [found["id"] for found in send(tool, "GET", limit="1").json["statements"]] == [other["id"]]


def test_more_is_an_address_to_get(tool):
    tool.sent(statement("dora"), statement("dora"))
    more = send(tool, "GET", limit="1", agent=json.dumps(agent("dora"))).json["more"]
    assert "method" not in more and tool.ask("GET", more).json["more"] == ""


def test_every_resource_has_it(tool):
    assert send(tool, "PUT", STATE, ABOUT, content='{"a":1}').status_code == 204
    assert send(tool, "POST", STATE, ABOUT, content='{"b":2}').status_code == 204
    read = send(tool, "GET", STATE, ABOUT)
    assert read.json == {"a": 1, "b": 2} and read.headers["Content-Type"] == "application/json"
    changed = ABOUT | {"content": "ß", "content-type": "text/plain; charset=utf-8", "Content-Length": "9999"}
    assert send(tool, "PUT", STATE, changed | {"If-Match": '"other"'}).status_code == 412
    assert send(tool, "PUT", STATE, changed | {"If-Match": read.headers["ETag"]}).status_code == 204
    assert send(tool, "GET", STATE, ABOUT).data == "ß".encode()
    assert send(tool, "PUT", STATE, changed | {"If-None-Match": "*"}).status_code == 412
    assert send(tool, "DELETE", STATE, ABOUT).status_code == 204
    assert send(tool, "GET", "/xapi/agents", agent=json.dumps(agent())).json["objectType"] == "Person"
    assert send(tool, "GET", "/xapi/activities", activityId="a:b").json["id"] == "a:b"
    profile = {"profileId": "p", "agent": json.dumps(agent()), "content": "{}", "If-None-Match": "*"}
    assert send(tool, "PUT", "/xapi/agents/profile", profile).status_code == 204


def test_headers_of_the_form_count_more_than_those_around_it(tool):
    assert send(tool, "GET", headers=tool.headers, bare=True).status_code == 200
    assert send(tool, "GET", headers=tool.headers, bare=True, Authorization="Basic eDp5").status_code == 401
    assert send(tool, "GET", headers=tool.headers, bare=True, **{"X-Experience-API-Version": "0.8"}).status_code == 400
    assert send(tool, "GET", bare=True).status_code == 400


@pytest.mark.parametrize(("query", "fields"), [
    ("method=PUT&statementId=1", {"content": "{}"}), ("method=GET&method=GET", {}), ("method=HEAD", {}), ("method=get", {}),
    ("method=PATCH", {"content": "{}"}), ("method=", {}), ("method=PUT", {"statementId": str(uuid4())}),
    ("method=GET", {"content": "{}"}), ("method=GET", {"Limit": "1"}), ("method=PUT", {"content": ["{}", "{}"]}),
    ("method=GET", {"authorization": ["a", "b"]}), ("method=GET", {"If-Match": "a\r\nX-Forged: 1"}),
    ("method=POST", {"content": "{", "Content-Type": "application/json"})])
def test_what_is_wrong_is_said(tool, query, fields):
    answer = tool.ask("POST", f"{STATEMENTS}?{query}", data=fields)
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.headers["X-Experience-API-Consistent-Through"] and answer.headers["X-Experience-API-Version"] == "1.0.3"


def test_only_a_posted_form_stands_for_another_request(tool):
    one = statement()
    for kind, data in (("application/json", json.dumps(one)), ("multipart/form-data; boundary=x", b"--x--\r\n"), (None, b"")):
        assert tool.ask("POST", f"{STATEMENTS}?method=PUT", data=data, content_type=kind).status_code == 400
    assert tool.ask("PUT", f"{STATEMENTS}?method=POST", data={"content": json.dumps(one)}).status_code == 400
    assert tool.ask("GET", f"{STATEMENTS}?method=GET").status_code == 400
    assert send(tool, "GET", "/xapi/agents", {"content": "x"}).status_code == 400
    assert tool.found() == []


def test_2_0_has_no_such_thing(app):
    tool = Tool(app, version="2.0.0")
    answer = send(tool, "POST", content=json.dumps(statement()))
    assert answer.status_code == 400 and "2.0 has no alternate request syntax" in answer.text
    assert tool.found() == []


def test_other_addresses_know_nothing_of_it(client):
    assert client.post("/?method=GET", data={}).status_code == 405


def test_a_form_is_small_for_it_is_read_before_anybody_is_known(tool, monkeypatch):
    monkeypatch.setattr(unfolding, "LARGEST", 1000)
    assert send(tool, "POST", content="x" * 1001).status_code == 413
    body = urlencode(tool.headers | {"content": "x" * 1001}).encode()
    answer = tool.app.test_client().post(f"{STATEMENTS}?method=POST", environ_overrides=in_pieces(body),
                                         content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and answer.headers["Access-Control-Allow-Origin"] == "*"
