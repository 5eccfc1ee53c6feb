"""Requests to /xapi that are nearly right, for the fuzzers: of each kind, with one thing or a few that are something else."""

import base64
import copy
import json
from dataclasses import dataclass, field
from string import ascii_letters
from urllib.parse import urlencode

from hypothesis import strategies as st

from course.lrs.asking import FILTERS, ONE
from course.statements.xapi.rules import SIGNATURE
from tests.lrs.asking import STATEMENTS, agent, statement, voiding
from tests.lrs.mixing import BOUNDARY, attached, body_of, part, sha2, statements_part

IRI, NAME = "https://example.org/x", "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"
WORDS = st.sampled_from([
    "", "\0", "\udfff", "mailto:a@b.c", IRI, "a:%00", "P1D", "PT1.5S", "2026-02-29T25:00:00Z", "0001-01-01T00:00:00+14:00",
    "2026-01-01T00:00:00Z", "1.0.3", "Group", "Agent", "SubStatement", "StatementRef", "9" * 400, "en-US", "*", "é✓", NAME,
    "http://adlnet.gov/expapi/verbs/voided"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS | st.text(max_size=4)
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    WORDS | st.sampled_from(["id", "mbox", "member", "objectType", "definition", "agent"]), inner, max_size=3), max_leaves=6)
FULL = statement(
    object={"objectType": "SubStatement", "actor": agent(), "verb": {"id": IRI}, "object": {"id": IRI, "definition": {
        "type": IRI, "interactionType": "choice", "choices": [{"id": "a", "description": {"en": "A"}}]}}},
    result={"score": {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}, "duration": "PT1S", "extensions": {IRI: 1}},
    context={"team": {"objectType": "Group", "member": [agent()]}, "contextActivities": {"parent": [{"id": IRI}]},
             "contextAgents": [{"objectType": "contextAgent", "agent": agent()}], "language": "en"},
    attachments=[attached(b"", fileUrl=IRI)], timestamp="2026-01-01T00:00:00Z", version="2.0.0")
del FULL["id"]
PATHS = ("/xapi/activities/state", "/xapi/activities/profile", "/xapi/agents/profile", "/xapi/agents", "/xapi/activities")
PARAMETERS = {"activityId": IRI, "agent": json.dumps(agent()), "stateId": "a", "profileId": "a", "registration": NAME,
              "since": "2026-01-01T00:00:00Z"}
MIXED = f"multipart/mixed; boundary={BOUNDARY}"
ODD = st.none() | st.sampled_from([
    "", " ", "\0", "\r\n", "\ud800", "\u2028", "a" * 300, SIGNATURE, "binary", "-1", "9" * 5000, sha2(b""), "0" * 64, True, 0,
    1.5, [], {}, {"en": "\ud800"}, ["RS256"], "RS256", "none"])
KINDS = st.sampled_from([
    "text/plain; a=\ud800", "text/plain; a=\0", "text/plain; a=é", "*/*", "text/plain; a=\"b\r\nX-Other: 1\"", "é/é", "a/b;" * 99,
    "application/octet-stream", "application/json", "text/plain; charset=x", "text/plain; a=\u2028b", "text/plain;\xa0"])
FILES = st.sampled_from([b"", b"words", b"\r\n--", f"--{BOUNDARY}--".encode(), bytes(range(256)), b"e30.e30.e30", b".."])
HEADERS = ("Content-Type", "Content-Transfer-Encoding", "X-Experience-API-Hash", "Content-Length", "Content-Disposition", "X", "")
# Something of the shape of a certificate: DER of nested sequences, broken anywhere.
CERTIFICATES = st.lists(st.binary(min_size=2, max_size=60).map(
    lambda inner: base64.b64encode(b"\x30\x82\x00" + bytes([len(inner)]) + inner).decode()), min_size=1, max_size=2)


@dataclass(frozen=True)
class Asked:
    """A request. `headers` are those besides the credentials and the version."""

    method: str
    path: str
    data: bytes = b""
    headers: dict = field(default_factory=dict)


def asked(method, path=STATEMENTS, query=None, data=b"", **headers):
    text = urlencode({key: value.encode("utf-8", "replace") for key, value in (query or {}).items()})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Asked(method, f"{path}?{text}" if text else path, data, named)


def sent(said):
    return asked("POST", data=json.dumps(said).encode(), Content_Type="application/json")


def places(value, way=()):
    """The way to each place in a value of JSON."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*way, key)
        yield from places(inner, (*way, key))


@st.composite
def nearly_statements(draw):
    """A statement with one to three places that hold something else."""
    said = copy.deepcopy(draw(st.sampled_from([FULL, statement(), voiding(NAME)])))
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(list(places(said))))
        holder = said
        for step in way:
            holder = holder[step]
        holder[last] = draw(JSON)
    return said


def statements():
    return (nearly_statements() | st.lists(nearly_statements() | JSON, max_size=3) | JSON).map(sent)


@st.composite
def filters(draw):
    query = draw(st.dictionaries(st.sampled_from(sorted(FILTERS | ONE)), WORDS | JSON.map(json.dumps) | st.sampled_from(
        ["true", "1", json.dumps(agent()), "canonical", "2026-01-01T00:00:00.000000+00:00~1"]), max_size=4))
    return asked("GET", query=query, Accept_Language=draw(st.text("abc,;q=0.1-* ", max_size=12)))


@st.composite
def documents(draw):
    names = draw(st.sets(st.sampled_from(sorted(PARAMETERS))))
    query = {name: draw(st.just(PARAMETERS[name]) | WORDS) for name in names}
    headers = draw(st.dictionaries(
        st.sampled_from(["If-Match", "If-None-Match", "Content-Type", "Content-Encoding"]),
        st.text(ascii_letters + '/;="*, \xe9', max_size=8) | st.sampled_from(
            ["*", "application/json", "application/json; charset=x", "multipart/mixed; boundary=a"])))
    return asked(draw(st.sampled_from(["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"])), draw(st.sampled_from(PATHS)), query,
                 draw(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=8)), **headers)


@st.composite
def forms(draw):
    """The alternate request syntax of xAPI 1.0."""
    fields = draw(st.dictionaries(st.sampled_from(
        ["content", "Authorization", "If-Match", "Content-Type", "Content-Length", "statementId", "limit"]), WORDS))
    data = urlencode({key: value.encode("utf-8", "replace") for key, value in fields.items()}).encode()
    return asked("POST", query={"method": draw(st.sampled_from(["GET", "PUT", "POST", "DELETE", "x"]))}, data=data,
                 Content_Type="application/x-www-form-urlencoded")


@st.composite
def multiparts(draw, kinds=None):
    """Statements with their parts, and up to two things wrong with them."""
    files = draw(st.lists(FILES, max_size=3))
    said = [statement(attachments=list(map(attached, files))) for _ in range(draw(st.integers(1, 2)))]
    parts = list(map(part, files))
    for _ in range(draw(st.integers(0, 2))):
        draw(st.sampled_from([_change_attachment, _change_attachment, _change_part, _change_parts]))(draw, said, parts)
    body = bytearray(body_of(statements_part(*said), *parts, before=draw(st.sampled_from([b"", b"", b"\r\n", b"--"]))))
    if draw(st.integers(0, 5)) == 0:
        place = draw(st.integers(0, len(body) - 1))
        body[place:place + draw(st.integers(0, 40))] = draw(st.binary(max_size=3))
    return asked("POST", data=bytes(body), Content_Type=MIXED if kinds is None else draw(kinds))


def _change_attachment(draw, said, parts):
    for made in draw(st.sampled_from(said))["attachments"][:1]:
        key = draw(st.sampled_from([*made, "contentType", "contentType", "description", "fileUrl", "more"]))
        made[key] = draw(KINDS if key == "contentType" else ODD)


def _change_part(draw, said, parts):
    for headers, _ in parts[:1]:
        headers[draw(st.sampled_from(HEADERS))] = str(draw(ODD | KINDS)).encode("utf-8", "replace").decode()


def _change_parts(draw, said, parts):
    parts[draw(st.integers(0, len(parts))):] = map(part, draw(st.lists(FILES, max_size=2)))


def other_kinds():
    return multiparts(st.text("abmultipart/mixed;= \"'\\-\xe9", max_size=40) | st.text(
        st.characters(min_codepoint=32, max_codepoint=126), max_size=80).map("multipart/mixed; boundary={}".format))


@st.composite
def signatures(draw):
    """A statement with a JWS of it or of nearly it; each of the three parts of that may be something else."""
    said = statement()
    header = {"alg": draw(st.sampled_from(["RS256", "RS512"]) | ODD)}
    if draw(st.booleans()):
        header[draw(st.sampled_from(["x5c", "crit", "typ"]))] = draw(ODD | st.lists(ODD, max_size=2) | CERTIFICATES)
    payload = dict(said)
    if draw(st.booleans()):
        payload[draw(st.sampled_from(["actor", "verb", "object", "id", "attachments", "result", "version"]))] = draw(ODD)
    pieces = [json.dumps(header).encode(), json.dumps(payload).encode(), b"signature"]
    if draw(st.integers(0, 4)) == 0:
        pieces[draw(st.integers(0, 2))] = draw(st.binary(max_size=9))
    jws = b".".join(base64.urlsafe_b64encode(one).rstrip(b"=") for one in pieces)
    signed = said | {"attachments": [attached(jws, content_type="application/octet-stream", usageType=SIGNATURE)]}
    return asked("POST", data=body_of(statements_part(signed), part(jws)), Content_Type=MIXED)


def anything():
    """A request of any of these kinds."""
    return statements() | filters() | documents() | forms() | multiparts() | other_kinds() | signatures()


def readings(name):
    """The requests that read the statement of this id in every form, with what is attached to it."""
    return [asked("GET", query={"statementId": name, "format": form, "attachments": "true"})
            for form in ("exact", "ids", "canonical")]
