"""Signed statements: a signature says what its statement says, and holds against the certificate that it names."""

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from course.statements.xapi.rules import SIGNATURE
from tests.lrs.asking import Tool, agent, statement
from tests.lrs.mixing import attached, part, read, send, sha2, statements_part

pytestmark = pytest.mark.databases("sqlite")
SIZES = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}
NAMES = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]) for name in ("tool", "authority")]


@cache
def key(name):
    if name == "curve":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 1024 if name == "short" else 2048)


@cache
def certificate(of="tool", by="tool"):
    """As x5c has it: of one key, issued by another."""
    made = x509.CertificateBuilder(
        issuer_name=NAMES[by != "tool"], subject_name=NAMES[of != "tool"], public_key=key(of).public_key(), serial_number=7,
        not_valid_before=datetime(2026, 1, 1, tzinfo=UTC), not_valid_after=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(900),
    ).sign(key(by), hashes.SHA256())
    return base64.b64encode(made.public_bytes(Encoding.DER)).decode()


def url_safe(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def signed(payload, algorithm="RS256", **header):
    """A JWS of a statement, or of text."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    over = url_safe(json.dumps({"alg": algorithm} | header).encode()) + b"." + url_safe(text.encode())
    made = key("tool").sign(over, padding.PKCS1v15(), SIZES[algorithm]) if str(algorithm) in SIZES else b"signature"
    return over + b"." + url_safe(made)


def signature(jws, **more):
    return attached(jws, content_type="application/octet-stream", usageType=SIGNATURE) | more


def answer_to(tool, one, jws, **more):
    others = one.get("attachments", [])
    return send(tool, statements_part(one | {"attachments": [*others, signature(jws, **more)]}), part(jws))


def test_each_algorithm_with_a_certificate_and_without(tool):
    issued = [certificate(by="authority"), certificate("authority", "authority")]
    for algorithm in SIZES:
        for header in ({}, {"x5c": [certificate()]}, {"x5c": issued}):
            one = statement()
            jws = signed(one, algorithm, **header)
            answer = answer_to(tool, one, jws)
            assert answer.status_code == 200, answer.text
            assert read(tool.get(statementId=one["id"], attachments=True))[1] == {sha2(jws): ("application/octet-stream", jws)}


def test_what_a_signature_may_not_be(tool):
    one = statement()
    good = signed(one, x5c=[certificate()])
    head, body, end = good.split(b".")
    forged = head + b"." + body + b"." + url_safe(key("other").sign(head + b"." + body, padding.PKCS1v15(), SIZES["RS256"]))
    x5c = {"a text": certificate(), "none": [], "numbers": [7], "no base64": ["ü"], "no certificate": ["eA=="],
           "too many": [certificate()] * 11, "not issued by the next": [certificate(), certificate("authority", "authority")],
           "a short key": [certificate("short", "tool")], "another kind of key": [certificate("curve", "tool")]}
    wrong = {
        "no algorithm": signed(one, ""), "none": signed(one, "none"), "a shared secret": signed(one, "HS256"),
        "another of RSA": signed(one, "PS256"), "in other letters": signed(one, "rs256"), "a list": signed(one, ["RS256"]),
        "an extension": signed(one, crit=["b64"], b64=False), "empty": b"", "two parts": b".".join((head, body)),
        "four parts": good + b".", "no body": b".".join((head, b"", end)), "padded": b".".join((head, body, end + b"==")),
        "other letters": b".".join((head, body, end[:-1] + b"+")), "a header that is no JSON": b"e30x." + body + b"." + end,
        "a header that is a list": url_safe(b"[]") + b"." + body + b"." + end, "a broken payload": signed("{'a':1}"),
        "no statement": signed({"id": one["id"]}), "a list of it": signed([one]), "twice a property": signed('{"id":1,"id":1}'),
        "another key": forged, "another statement": signed(one | {"verb": {"id": "a:b"}}),
        **{name: signed(one, x5c=given) for name, given in x5c.items()}}
    for name, jws in wrong.items():
        answer = answer_to(tool, one, jws)
        assert answer.status_code == 400 and answer.text.startswith("The signature of statement 1 is refused."), name
    assert answer_to(tool, one, good).status_code == 200


def test_a_signature_of_what_was_altered_since_is_refused(tool):
    one = statement(result={"duration": "PT1.004S", "score": {"raw": 1}}, timestamp="2026-01-01T10:00:00+01:00")
    for altered in (one | {"result": {"duration": "PT1.02S", "score": {"raw": 1}}}, one | {"timestamp": "2026-01-01T10:00:00Z"},
                    one | {"actor": agent("bert")}, one | {"attachments": [attached(b"", fileUrl="a:b")]}):
        answer = answer_to(tool, altered, signed(one))
        assert answer.status_code == 400 and "something else than the statement" in answer.text


def test_what_means_the_same_may_be_written_otherwise(app):
    tool = Tool(app, version="2.0.0")
    one = statement(result={"duration": "PT1.004S", "score": {"raw": 1}}, timestamp="2026-01-01T10:00:00+01:00",
                    context={"contextActivities": {"parent": {"id": "a:b"}}}, attachments=[attached(b"", fileUrl="a:b")])
    said = one | {"result": {"score": {"raw": 1.0}, "duration": "PT1.009S"}, "timestamp": "2026-01-01T09:00:00Z",
                  "context": {"contextActivities": {"parent": [{"id": "a:b"}]}}, "stored": "2026-01-01T09:00:00Z"}
    assert answer_to(tool, one, signed(said)).status_code == 200


def test_a_signature_comes_along_as_plain_bytes(tool):
    one = statement()
    jws = signed(one)
    assert answer_to(tool, one, jws, contentType="text/plain").status_code == 400
    assert answer_to(tool, one, jws, contentType="Application/Octet-Stream; a=b").status_code == 200
    for more in ({}, {"fileUrl": "https://example.org/signature"}):
        assert tool.post(statement(attachments=[signature(jws, **more)])).status_code == 400
        assert send(tool, statements_part(statement(attachments=[signature(jws, **more)]))).status_code == 400


def test_two_may_sign(tool):
    one = statement()
    first = signed(one)
    both = one | {"attachments": [signature(first)]}
    second = signed(both, "RS512")
    answer = send(tool, statements_part(one | {"attachments": [signature(first), signature(second)]}), part(first), part(second))
    assert answer.status_code == 200


def test_another_usage_is_a_plain_attachment(tool):
    for usage in ("http://adlnet.gov/expapi/attachments/Signature", "https://example.org/signature"):
        assert answer_to(tool, statement(), b"no.signature", usageType=usage).status_code == 200
    inner = {"objectType": "SubStatement", "actor": agent(), "verb": {"id": "a:b"}, "object": {"id": "a:c"},
             "attachments": [signature(b"of nobody")]}
    assert send(tool, statements_part(statement(object=inner)), part(b"of nobody")).status_code == 200
