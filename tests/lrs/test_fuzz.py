"""Whatever is sent to /xapi is taken or refused in words, and is never a failure."""

import copy
import json
from string import ascii_letters

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.lrs.asking import FILTERS, ONE
from tests.lrs.asking import Tool, agent, statement, voiding

FUZZ = settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
IRI = "https://example.org/x"
WORDS = st.sampled_from([
    "", "\0", "\udfff", "mailto:a@b.c", IRI, "a:%00", "P1D", "PT1.5S", "2026-02-29T25:00:00Z", "0001-01-01T00:00:00+14:00",
    "2026-01-01T00:00:00Z", "1.0.3", "Group", "Agent", "SubStatement", "StatementRef", "9" * 400, "en-US", "*", "é✓",
    "6690e6c9-3ef0-4ed3-8b37-7f3964730bee", "http://adlnet.gov/expapi/verbs/voided"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS | st.text(max_size=4)
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    WORDS | st.sampled_from(["id", "mbox", "member", "objectType", "definition", "agent"]), inner, max_size=3), max_leaves=6)
FULL = statement(
    object={"objectType": "SubStatement", "actor": agent(), "verb": {"id": IRI}, "object": {"id": IRI, "definition": {
        "type": IRI, "interactionType": "choice", "choices": [{"id": "a", "description": {"en": "A"}}]}}},
    result={"score": {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}, "duration": "PT1S", "extensions": {IRI: 1}},
    context={"team": {"objectType": "Group", "member": [agent()]}, "contextActivities": {"parent": [{"id": IRI}]},
             "contextAgents": [{"objectType": "contextAgent", "agent": agent()}], "language": "en"},
    timestamp="2026-01-01T00:00:00Z", version="2.0.0")
del FULL["id"]


def places(value, way=()):
    """The way to each place in a value of JSON."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*way, key)
        yield from places(inner, (*way, key))


@st.composite
def nearly_statements(draw):
    """A statement with one to three places that hold something else."""
    said = copy.deepcopy(draw(st.sampled_from([FULL, statement(), voiding("6690e6c9-3ef0-4ed3-8b37-7f3964730bee")])))
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(list(places(said))))
        holder = said
        for step in way:
            holder = holder[step]
        holder[last] = draw(JSON)
    return said


def is_answered(answer):
    assert answer.status_code < 500, answer.text
    assert answer.headers["X-Experience-API-Version"]
    return answer


@pytest.fixture
def newer(app):
    return Tool(app, version="2.0.0")


@FUZZ
@given(said=nearly_statements() | st.lists(nearly_statements() | JSON, max_size=3) | JSON)
def test_statements(newer, said):
    answer = is_answered(newer.post(json.dumps(said)))
    if answer.status_code == 200:
        for name in answer.json:
            for form in ("exact", "ids", "canonical"):
                is_answered(newer.get(statementId=name, format=form))


@FUZZ
@pytest.mark.databases("sqlite")
@given(query=st.dictionaries(st.sampled_from(sorted(FILTERS | ONE)), WORDS | JSON.map(json.dumps) | st.sampled_from(
    ["true", "1", json.dumps(agent()), "canonical", "2026-01-01T00:00:00.000000+00:00~1"]), max_size=4),
    language=st.text("abc,;q=0.1-* ", max_size=12))
def test_filters(newer, query, language):
    text = {key: value.encode("utf-8", "replace") for key, value in query.items()}
    is_answered(newer.ask("GET", query_string=text, headers={"Accept-Language": language}))


PATHS = ("/xapi/activities/state", "/xapi/activities/profile", "/xapi/agents/profile", "/xapi/agents", "/xapi/activities")
PARAMETERS = {"activityId": IRI, "agent": json.dumps(agent()), "stateId": "a", "profileId": "a",
              "registration": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee", "since": "2026-01-01T00:00:00Z"}


@FUZZ
@given(data=st.data(), body=JSON.map(json.dumps).map(str.encode) | st.binary(max_size=8),
       method=st.sampled_from(["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"]), path=st.sampled_from(PATHS),
       headers=st.dictionaries(st.sampled_from(["If-Match", "If-None-Match", "Content-Type", "Content-Encoding"]),
                               st.text(ascii_letters + '/;="*, \xe9', max_size=8) | st.sampled_from(
                                   ["*", "application/json", "application/json; charset=x", "multipart/mixed; boundary=a"])))
def test_documents(newer, data, body, method, path, headers):
    names = data.draw(st.sets(st.sampled_from(sorted(PARAMETERS))))
    query = {name: data.draw(st.just(PARAMETERS[name]) | WORDS).encode("utf-8", "replace") for name in names}
    is_answered(newer.ask(method, path, query_string=query, data=body, headers=headers))


@FUZZ
@pytest.mark.databases("sqlite")
@given(method=st.sampled_from(["GET", "PUT", "POST", "DELETE", "x"]), fields=st.dictionaries(
    st.sampled_from(["content", "Authorization", "If-Match", "Content-Type", "Content-Length", "statementId", "limit"]), WORDS))
def test_forms(tool, method, fields):
    text = {key: value.encode("utf-8", "replace") for key, value in fields.items()}
    is_answered(tool.ask("POST", f"/xapi/statements?method={method}", data=text))
