"""What is attached to statements: taken with them or not at all, kept once, given back whole, dropped when nobody names it."""

import json
from contextlib import closing, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from course.database import ask, writing
from course.statements.attachment_models import Attached, Attachment, AttachmentPiece
from course.statements.attachments import drop_attachments
from course.statements.finding import ledger
from course.statements.xapi.multipart_reading import PIECE
from tests.lrs.asking import STATEMENTS, Tool, agent, statement, voiding
from tests.lrs.mixing import BOUNDARY, attached, body_of, part, read, send, sha2, statements_part
from tests.people.asking import at_once

ODD = b"\r\n--\r\n--" + BOUNDARY[:-1].encode() + b"\r\n\x00\xff--\r"
KINDS = ("text/plain", "Text/Plain; charset=utf-8", "image/svg+xml")


def counts(app):
    """How many attachments, pieces and links are kept."""
    with app.app_context():
        return tuple(ask(select(func.count()).select_from(table)).scalar() for table in (Attachment, AttachmentPiece, Attached))


def test_bytes_come_back_as_they_were_sent(app, tool):
    large = bytes(range(256)) * (PIECE // 128)
    one = statement(attachments=[attached(ODD), attached(b"", content_type="image/png"), attached(large, bits=512)])
    parts = [part(ODD), part(b""), part(large, X_Experience_API_Hash=sha2(large, 512))]
    answer = send(tool, statements_part(one), *parts)
    assert (answer.status_code, answer.json) == (200, [one["id"]])
    shown, files = read(tool.get(statementId=one["id"], attachments=True))
    assert shown == tool.get(statementId=one["id"]).json
    assert files == {sha2(ODD): ("text/plain", ODD), sha2(b""): ("image/png", b""), sha2(large, 512): ("text/plain", large)}
    assert counts(app) == (3, 3, 3)


def test_a_put_takes_attachments_too(tool):
    one = statement(attachments=[attached(b"words")])
    answer = send(tool, statements_part(one), part(b"words"), method="PUT", query={"statementId": one["id"]})
    assert answer.status_code == 204
    assert read(tool.get(statementId=one["id"], attachments=True))[1] == {sha2(b"words"): ("text/plain", b"words")}


def test_one_part_serves_several_attachments_of_several_statements_and_is_kept_once(app, tool):
    inner = {"objectType": "SubStatement", "actor": agent(), "verb": {"id": "a:b"}, "object": {"id": "a:c"},
             "attachments": [attached(b"shared")]}
    first = statement(attachments=[attached(b"shared"), attached(b"shared", display={"de": "Beleg"}), attached(b"own")])
    second = statement(attachments=[attached(b"shared", content_type="text/html")])
    answer = send(tool, statements_part(first, second, statement(object=inner)), part(b"own"), part(b"shared"))
    assert answer.status_code == 200
    assert counts(app) == (2, 2, 4)
    page, files = read(tool.get(attachments=True, ascending=True))
    assert len(page["statements"]) == 3 and files == {sha2(b"shared"): ("text/plain", b"shared"),
                                                      sha2(b"own"): ("text/plain", b"own")}
    assert read(tool.get(statementId=second["id"], attachments=True))[1] == {sha2(b"shared"): ("text/html", b"shared")}
    again = statement(attachments=[attached(b"shared")])
    assert send(tool, statements_part(again), part(b"shared"), part(b"shared")).status_code == 200
    assert counts(app) == (2, 2, 5)


def test_the_same_statement_again_keeps_nothing_more(app, tool):
    one = statement(attachments=[attached(b"words", fileUrl="https://example.org/words")])
    tool.sent(one)
    assert send(tool, statements_part(one), part(b"words")).status_code == 200
    assert counts(app) == (0, 0, 0)
    other = one | {"result": {"response": "another"}}
    assert send(tool, statements_part(other), part(b"words")).status_code == 409


def test_statements_without_attachments_go_as_multipart_as_well(tool):
    assert send(tool, statements_part(statement(), statement())).status_code == 200
    elsewhere = statement(attachments=[attached(b"words", fileUrl="https://example.org/words")])
    assert send(tool, statements_part(elsewhere)).status_code == 200
    page, files = read(tool.get(attachments=True))
    assert len(page["statements"]) == 3 and files == {}
    assert tool.get(attachments=False).mimetype == tool.get().mimetype == "application/json"


MISFITS = (
    ([], "did not come along"),
    ([part(b"words"), part(b"more")], "which no statement names"),
    ([part(b"other", X_Experience_API_Hash=sha2(b"words"))], "another hash than"),
    ([part(b"words", X_Experience_API_Hash=None)], "its part 2 must say X-Experience-API-Hash"),
    ([part(b"words", X_Experience_API_Hash="12")], "its part 2 must say X-Experience-API-Hash"),
    ([part(b"words", Content_Transfer_Encoding="base64")], "Content-Transfer-Encoding: binary"),
    ([part(b"words", Content_Transfer_Encoding=None)], "Content-Transfer-Encoding: binary"),
    ([statements_part(statement()), part(b"words")], "Content-Transfer-Encoding: binary"),
)


def test_parts_and_statements_that_do_not_fit_are_refused(app, tool):
    for parts, said in MISFITS:
        answer = send(tool, statements_part(statement(), statement(attachments=[attached(b"words")])), *parts)
        assert answer.status_code == 400 and said in answer.text
    assert tool.found() == [] and counts(app) == (0, 0, 0)


NO_MULTIPARTS = (
    ("multipart/mixed", body_of(statements_part(statement()))),
    ("multipart/mixed;", body_of(statements_part(statement()))),
    ('multipart/mixed; boundary=""', body_of(statements_part(statement()))),
    (f"multipart/mixed; boundary={'x' * 71}", body_of(statements_part(statement()), boundary="x" * 71)),
    (f"multipart/form-data; boundary={BOUNDARY}", body_of(statements_part(statement()))),
    (f"multipart/mixed; boundary={BOUNDARY}", b""),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of()),
    (f"multipart/mixed; boundary={BOUNDARY}", json.dumps(statement()).encode()),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of(statements_part(statement()))[:-len(BOUNDARY)]),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of(statements_part(statement(), content_type="text/plain"))),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of(statements_part(statement(), content_type=None))),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of(statements_part(statement(), content_type="application/json; charset=x"))),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of(({"Content-Type": "application/json", "No Name": "x"}, b"{}"))),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of(({"Content-Type": "application/json", "X": "x" * 9000}, b"{}"))),
    (f"multipart/mixed; boundary={BOUNDARY}", body_of(({"Content-Type": "application/json"}, b"{\xff"))),
)


@pytest.mark.databases("sqlite")
def test_what_is_no_multipart_of_statements_is_refused(tool):
    for kind, body in NO_MULTIPARTS:
        answer = tool.ask("POST", data=body, content_type=kind)
        assert (answer.status_code, answer.mimetype) == (400, "text/plain"), (kind, body)


@pytest.mark.databases("sqlite")
def test_every_way_to_write_a_multipart_is_read(tool):
    def taken(content_type, **more):
        one = statement(attachments=[attached(b"words\r\n")])
        headers = {"content-TYPE": "x/y", "CONTENT-transfer-encoding": "Binary", "Content-Length": "7",
                   "x-experience-api-hash": sha2(b"words\r\n").upper()}
        answer = send(tool, statements_part(one), (headers, b"words\r\n"), content_type=content_type, **more)
        assert answer.status_code == 200, answer.text
        assert list(read(tool.get(statementId=one["id"], attachments=True))[1].values()) == [("text/plain", b"words\r\n")]

    taken(f"multipart/mixed; boundary={BOUNDARY}")
    taken(f'MULTIPART/Mixed; charset=utf-8; Boundary="{BOUNDARY}"')
    taken('multipart/mixed; boundary="gc0p4Jq0M:2Yt08j34c0p (x)=?"', boundary="gc0p4Jq0M:2Yt08j34c0p (x)=?")
    taken("multipart/mixed; boundary=b", boundary="b", end=b"")
    taken(f"multipart/mixed; boundary={BOUNDARY}", before=b"This is for\r\nold readers --\r\n", end=b"\r\nand\r\n--this\r\n")


WRONG = (
    {"usageType": "proof"}, {"display": "Proof"}, {"display": {"no language": "x"}}, {"contentType": 12},
    {"contentType": "text"}, {"contentType": "text/plain; a=\r\nX-Other: 1"}, {"length": "5"}, {"length": -1}, {"length": 5.5},
    {"sha2": 12}, {"sha2": "12"}, {"sha2": "g" * 64}, {"fileUrl": "words"}, {"description": []}, {"more": 1},
    {"usageType": None}, {"usageType": "http://adlnet.gov/expapi/attachments/signature"})


@pytest.mark.databases("sqlite")
def test_attachments_have_their_properties(tool):
    good = attached(b"words", fileUrl="https://example.org/words", description={"en": "All"})
    assert tool.post(statement(attachments=[good])).status_code == 200
    for change in WRONG:
        assert tool.post(statement(attachments=[good | change])).status_code == 400, change
    assert tool.post(statement(attachments=good)).status_code == 400
    for key in ("usageType", "display", "contentType", "length", "sha2"):
        assert tool.post(statement(attachments=[{name: one for name, one in good.items() if name != key}])).status_code == 400


def test_as_json_alone_each_attachment_says_where_it_is(tool):
    assert tool.post(statement(attachments=[attached(b"words", fileUrl="https://example.org/words")])).status_code == 200
    answer = tool.post(statement(attachments=[attached(b"words")]))
    assert answer.status_code == 400 and "fileUrl" in answer.text


def test_bytes_are_for_who_brought_them_or_may_read_the_statement(app, tool):
    send(tool, statements_part(statement(attachments=[attached(b"secret")])), part(b"secret"))
    other = Tool(app, "statements/write", "statements/read/mine")
    other.sent(statement(attachments=[attached(b"secret", fileUrl="https://example.org/guess")]))
    assert read(other.get(attachments=True))[1] == {}
    assert sha2(b"secret") in read(tool.get(attachments=True))[1]


def test_a_page_takes_along_its_own_and_leads_on(tool):
    for number in range(3):
        data = str(number).encode()
        send(tool, statements_part(statement(attachments=[attached(data)])), part(data))
    first, files = read(tool.get(attachments=True, limit=2))
    assert list(files) == [sha2(b"2"), sha2(b"1")]
    last, files = read(tool.ask("GET", first["more"]))
    assert (list(files), last["more"], len(last["statements"])) == ([sha2(b"0")], "", 1)


def test_head_says_as_much_as_get_and_last_modified_stands(app):
    tool = Tool(app, version="2.0.0")
    one = statement(attachments=[attached(b"words")])
    send(tool, statements_part(one), part(b"words"))
    for query in ({"attachments": "true"}, {"attachments": "true", "statementId": one["id"]}):
        answer, head = (tool.ask(method, query_string=query) for method in ("GET", "HEAD"))
        assert (head.status_code, head.data, head.content_length) == (200, b"", len(answer.data))
        assert head.mimetype == "multipart/mixed" and "X-Experience-API-Consistent-Through" in head.headers
    assert "Last-Modified" in answer.headers


def test_voided_statements_keep_their_attachments(tool):
    one = statement(attachments=[attached(b"words")])
    send(tool, statements_part(one), part(b"words"))
    tool.sent(voiding(one["id"]))
    assert sha2(b"words") in read(tool.get(voidedStatementId=one["id"], attachments=True))[1]
    assert read(tool.get(attachments=True))[1] == {}


def test_dropping_leaves_what_others_name(app, tool):
    for name, data in (("anna", [b"own", b"shared"]), ("bert", [b"shared"])):
        one = statement(name, attachments=list(map(attached, data)))
        send(tool, statements_part(one), *map(part, data))
    with app.app_context(), writing():
        anna = ask(select(Attached.position).order_by(Attached.position)).scalars().first()
        assert drop_attachments([anna]) == [sha2(b"own")]
        assert drop_attachments([anna]) == []
    assert read(tool.get(attachments=True))[1] == {sha2(b"shared"): ("text/plain", b"shared")}
    with app.app_context(), writing():
        assert drop_attachments(select(ledger.c.position)) == [sha2(b"shared")]
    assert counts(app) == (0, 0, 0) and len(tool.found()) == 2


def test_the_same_bytes_from_many_at_once_are_kept_once(app):
    tools = [Tool(app) for _ in range(6)]
    files = [str(number).encode() * 1000 for number in range(5)]

    def sending(tool, turn):
        order = files[turn % 5:] + files[:turn % 5]
        return send(tool, statements_part(statement(attachments=list(map(attached, order)))), *map(part, order)).status_code

    assert set(at_once(*(lambda tool=tool, n=n: sending(tool, n) for n, tool in enumerate(tools)))) == {200}
    assert counts(app) == (5, 5, 30)
    assert set(read(tools[0].get(attachments=True))[1]) == set(map(sha2, files))


@pytest.mark.databases("sqlite")
def test_a_chunked_body_cannot_be_longer_than_a_counted_one(app, live_server):
    app.config["SETTINGS"].__dict__["TOOL_MEGABYTES"] = 1
    tool = Tool(app)
    data = b"x" * 2_000_000
    whole = body_of(statements_part(statement(attachments=[attached(data)])), part(data))
    headers = tool.headers | {"Content-Type": f"multipart/mixed; boundary={BOUNDARY}"}
    for body in (whole, iter([whole[start:start + 50_000] for start in range(0, len(whole), 50_000)])):
        with closing(HTTPConnection(urlsplit(live_server).netloc, timeout=30)) as connection:
            with suppress(ConnectionError):  # the server may hang up before all was sent
                connection.request("POST", STATEMENTS, body, headers)
                with connection.getresponse() as answer:
                    assert answer.status == 413
    assert tool.found() == []
