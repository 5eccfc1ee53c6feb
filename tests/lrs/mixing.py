"""multipart/mixed for tests: bodies made by hand, and answers read by the standard library's mail parser."""

import hashlib
import json
from email.parser import BytesParser
from email.policy import HTTP

BOUNDARY = "-------314159265358979323846"


def sha2(data, bits=256):
    return hashlib.new(f"sha{bits}", data).hexdigest()


def attached(data, *, content_type="text/plain", bits=256, **more):
    """The attachment object of these bytes."""
    return {"usageType": "https://example.org/usage/proof", "display": {"en": "Proof"}, "contentType": content_type,
            "length": len(data), "sha2": sha2(data, bits)} | more


def part(data, **headers):
    """(headers, bytes) of an attachment; `X_Name="value"` is a header, None leaves one out."""
    standing = {"Content-Type": "text/plain", "Content-Transfer-Encoding": "binary", "X-Experience-API-Hash": sha2(data)}
    standing |= {name.replace("_", "-"): value for name, value in headers.items()}
    return {name: value for name, value in standing.items() if value is not None}, data


def statements_part(*statements, content_type="application/json"):
    body = statements[0] if len(statements) == 1 else list(statements)
    return {"Content-Type": content_type} if content_type else {}, json.dumps(body).encode()


def body_of(*parts, boundary=BOUNDARY, before=b"", end=b"\r\n"):
    found = before
    for headers, data in parts:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        found += f"--{boundary}\r\n{lines}\r\n".encode() + data + b"\r\n"
    return found + f"--{boundary}--".encode() + end


def send(tool, *parts, method="POST", content_type=f"multipart/mixed; boundary={BOUNDARY}", query=None, **more):
    return tool.ask(method, data=body_of(*parts, **more), content_type=content_type, query_string=query)


def read(answer):
    """(JSON, {hash: (content type, bytes)}) of an answer; each hash stands in it once."""
    mail = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + answer.content_type.encode() + b"\r\n\r\n" + answer.data)
    assert mail.get_content_type() == "multipart/mixed" and not mail.defects
    first, *rest = mail.get_payload()
    assert first.get_content_type() == "application/json"
    assert {one["Content-Transfer-Encoding"] for one in rest} <= {"binary"}
    found = {one["X-Experience-API-Hash"]: (one["Content-Type"], _bytes(answer.data, one["X-Experience-API-Hash"]))
             for one in rest}
    assert len(found) == len(rest)
    return json.loads(first.get_payload(decode=True)), found


def _bytes(body, name):
    """The mail parser reads lines, which is no way to read bytes."""
    boundary = b"\r\n--" + body[2:body.index(b"\r\n")]
    return body.split(f"X-Experience-API-Hash: {name}\r\n\r\n".encode())[1].split(boundary)[0]
