"""What holds at every address of /xapi: who may ask from where, how much, and what each answer says, refusals above all."""

import base64
import json

import pytest

from course.statements.credentials import SCOPES
from tests.lrs.asking import PLATFORM, STATEMENTS, Tool, agent, in_pieces, statement

pytestmark = pytest.mark.databases("sqlite")
AGENT, ACTIVITY = {"agent": json.dumps(agent())}, {"activityId": "https://example.org/activities/1"}
ADDRESSES = {
    STATEMENTS: {}, "/xapi/agents": AGENT, "/xapi/activities": ACTIVITY, "/xapi/activities/state": AGENT | ACTIVITY,
    "/xapi/activities/profile": ACTIVITY, "/xapi/agents/profile": AGENT, "/xapi/about": {},
}
TOLD = ("ETag", "Last-Modified", "Content-Length", "X-Experience-API-Version", "X-Experience-API-Consistent-Through",
        "WWW-Authenticate", "Retry-After")
VERSION = {"X-Experience-API-Version": "1.0.3"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_open_to_other_sites_and_says_its_version(app, tool, address):
    query, client = ADDRESSES[address], app.test_client()
    elsewhere = {"Origin": "https://content.example", "Sec-Fetch-Site": "cross-site"}
    preflight = client.options(address, headers=elsewhere | {
        "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization,if-match"})
    assert preflight.status_code == 200
    assert {"GET", "PUT", "POST", "DELETE"} <= set(preflight.headers["Access-Control-Allow-Methods"].split(", "))
    allowed = preflight.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"authorization", "x-experience-api-version", "if-match", "if-none-match", "content-type"} <= set(allowed)
    answers = {
        "good": tool.ask("GET", address, query_string=query, headers=elsewhere),
        "unknown": tool.ask("GET", address, query_string=query | {"x": "1"}, headers=elsewhere),
        "nobody": client.get(address, query_string=query, headers=elsewhere | VERSION),
        "no version": client.get(address, query_string=query, headers=elsewhere),
        "wrong method": tool.ask("PATCH", address, query_string=query, headers=elsewhere),
        "deleted": tool.ask("DELETE", address, query_string=query | {"x": "1"}, headers=elsewhere),
    }
    for name, answer in answers.items():
        assert answer.headers["Access-Control-Allow-Origin"] == "*", name
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert set(TOLD) <= set(answer.headers["Access-Control-Expose-Headers"].split(", ")), name
        assert answer.headers["X-Experience-API-Version"] == ("2.0.0" if name == "no version" else "1.0.3"), name
        assert answer.status_code < 500
        assert answer.status_code < 400 or answer.mimetype == "text/plain", name
        assert ("X-Experience-API-Consistent-Through" in answer.headers) == (address == STATEMENTS)
    if address != "/xapi/about":
        assert [answers[name].status_code for name in ("good", "unknown", "nobody", "no version")] == [200, 400, 401, 400]
        assert answers["nobody"].headers["WWW-Authenticate"].startswith("Basic ")


def test_an_address_that_is_none_answers_in_the_same_way(tool):
    answer = tool.ask("GET", "/xapi/statement")
    assert (answer.status_code, answer.mimetype, answer.headers["Access-Control-Allow-Origin"]) == (404, "text/plain", "*")
    assert "nothing at this address" in answer.text and tool.ask("GET", "/xapi/").mimetype == "text/plain"
    assert "Allow" in tool.ask("PATCH").text


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_a_body(tool, address):
    answers = [tool.ask(method, address, query_string=ADDRESSES[address]) for method in ("GET", "HEAD")]
    get, head = ({name: value for name, value in answer.headers.items() if name not in (
        "Date", "X-Experience-API-Consistent-Through")} for answer in answers)
    assert answers[1].data == b"" and get == head and int(get["Content-Length"]) == len(answers[0].data) > 0


def test_what_is_compressed_is_refused_and_never_unpacked(tool):
    for address in (STATEMENTS, "/xapi/activities/state"):
        for said in ("gzip", "deflate", "br", "gzip, identity"):
            query = ADDRESSES[address] | ({"stateId": "x"} if address != STATEMENTS else {})
            answer = tool.ask("POST", address, query_string=query, data=b"\x1f\x8b\x08", content_type="application/json",
                              headers={"Content-Encoding": said})
            assert answer.status_code == 415 and "Content-Encoding" in answer.text
    assert tool.post(statement(), headers={"Content-Encoding": "identity"}).status_code == 200


def test_a_body_in_pieces_slips_past_no_limit(app, tool):
    app.config["SETTINGS"].__dict__["TOOL_MEGABYTES"] = 1
    for size, status in ((2_000_000, 413), (1000, 200)):
        body = json.dumps(statement(result={"response": "x" * size})).encode()
        answer = tool.ask("POST", content_type="application/json", environ_overrides=in_pieces(body))
        assert answer.status_code == status
    assert "1 MB" in tool.post("x" * 2_000_000).text


@pytest.mark.usefixtures("tool")
def test_names_and_secrets_of_any_characters_are_read_whole(app, monkeypatch):
    """A name ends at the first colon; secrets are ours to make, but who shows one is compared byte by byte in UTF-8."""
    monkeypatch.setattr("course.statements.credentials.new_token", lambda: "a:ß✓: b:")
    tool = Tool(app)
    for secret, status in (("a:ß✓: b:", 200), ("a:ß✓: b", 401), ("a", 401), ("a:ss✓: b:", 401)):
        token = base64.b64encode(f"{tool.name}:{secret}".encode()).decode()
        answer = app.test_client().get(STATEMENTS, headers=VERSION | {"Authorization": f"Basic {token}"})
        assert answer.status_code == status


def test_about_tells_the_limits(app, tool):
    told = app.test_client().get("/xapi/about").json
    assert told["version"] == ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"]
    assert told["extensions"] == {f"{PLATFORM}/xapi/about#limits": {
        "megabytes": 64, "documentMegabytes": 8, "requestsPerMinute": 60_000, "statementsPerPage": 500}}
    assert tool.ask("GET", "/xapi/about", headers={"X-Experience-API-Version": "9"}).status_code == 200


def test_a_person_has_every_name_that_readable_statements_give_her(app, tool):
    writer = Tool(app, "statements/write", "statements/read/mine")
    writer.sent(statement() | {"actor": agent() | {"name": "Anna"}})
    tool.sent(statement("bert", context={"instructor": agent() | {"name": "Dr. Anna"}}), statement() | {"actor": agent()})
    asked = {"agent": json.dumps(agent() | {"name": "Me"})}
    person = tool.ask("GET", "/xapi/agents", query_string=asked).json
    assert person == {"objectType": "Person", "name": ["Me", "Dr. Anna", "Anna"], "mbox": ["mailto:anna@example.org"]}
    assert writer.ask("GET", "/xapi/agents", query_string=AGENT).json["name"] == ["Anna"]


@pytest.mark.parametrize("identity", [
    {"mbox_sha1sum": "0" * 40}, {"openid": "https://a.example/anna"},
    {"account": {"homePage": "https://a.example", "name": "7"}}])
def test_a_person_whom_nobody_met_is_who_was_asked_for(tool, identity):
    person = tool.ask("GET", "/xapi/agents", query_string={"agent": json.dumps(identity)}).json
    assert person == {"objectType": "Person"} | {name: [value] for name, value in identity.items()}


@pytest.mark.parametrize("asked", ["", "anna", "{}", "[]", '{"mbox":"anna"}', '{"objectType":"Group","mbox":"mailto:a@b.c"}',
                                   '{"mbox":"mailto:a@b.c","openid":"https://a.example"}'])
def test_only_an_agent_is_somebody(tool, asked):
    assert tool.ask("GET", "/xapi/agents", query_string={"agent": asked}).status_code == 400


def test_an_activity_is_all_that_was_said_of_it(tool):
    def said(**definition):
        return statement(object={"id": "a:thing", "definition": definition})

    tool.sent(said(name={"en": "A thing"}, type="a:old"), said(name={"de": "Ding"}, extensions={"a:x": 1}))
    tool.sent(said(description={"en": "To try"}, type="a:new", extensions={"a:y": 0.10}))
    answer = tool.ask("GET", "/xapi/activities", query_string={"activityId": "a:thing"})
    assert answer.json == {"objectType": "Activity", "id": "a:thing", "definition": {
        "name": {"en": "A thing", "de": "Ding"}, "description": {"en": "To try"}, "type": "a:new",
        "extensions": {"a:x": 1, "a:y": 0.1}}}
    for unknown in ("A:thing", "a:thing/", "a:%74hing"):
        found = tool.ask("GET", "/xapi/activities", query_string={"activityId": unknown}).json
        assert found == {"objectType": "Activity", "id": unknown}
    assert tool.ask("GET", "/xapi/activities", query_string={"activityId": "thing"}).status_code == 400
    assert tool.ask("GET", "/xapi/activities").status_code == 400


def test_who_may_write_alone_learns_nothing_of_agents_and_activities(app):
    for scope in SCOPES:
        tool = Tool(app, scope)
        found = [tool.ask("GET", f"/xapi/{name}", query_string=ADDRESSES[f"/xapi/{name}"]).status_code
                 for name in ("agents", "activities")]
        assert found == {"statements/write": [403, 403], "define": [403, 200]}.get(scope, [200, 200]), scope
