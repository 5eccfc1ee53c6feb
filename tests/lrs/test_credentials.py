"""Credentials: made and revoked by an administrator or by the command, shown once, and each opens what it says."""

import base64
import re
import time

import pytest
from sqlalchemy import select, update

from course.clock import now
from course.database import db, writing
from course.statements import credentials
from course.statements.tool_models import Credential
from tests import making
from tests.cast import ada, eve, frank, lena
from tests.forms import form_to, send
from tests.lrs.asking import STATEMENTS, Tool, statement
from tests.people.asking import make, signed_in

VERSION = {"X-Experience-API-Version": "1.0.3"}


@pytest.fixture
def office(app):
    making.publish(app)
    make(app, ada)
    return signed_in(app, ada)


def basic(name, secret):
    return VERSION | {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def made(page):
    return re.findall(r"<dd><code>(.+?)</code></dd>", page)


def test_an_administrator_makes_and_revokes_them(app, office):
    page = send(office, office.get("/tools").text, "/tools/credentials", title="  The  quiz app ", scopes=["all/read"])
    address, name, secret = made(page.text)
    assert address.endswith("/xapi") and "The quiz app" in page.text
    client = app.test_client()
    assert client.get(STATEMENTS, headers=basic(name, secret)).status_code == 200
    listed = office.get("/tools").text
    assert name in listed and secret not in listed
    send(office, listed, "/tools/revocations", name=name)
    assert client.get(STATEMENTS, headers=basic(name, secret)).status_code == 401
    assert "Revoked on" in office.get("/tools").text


def test_what_is_missing_is_said(office):
    form = form_to(office.get("/tools").text, "/tools/credentials")
    answer = office.post(form.action, data=dict(form.hidden))
    assert answer.status_code == 422
    assert "Give the tool a title" in answer.text and "Choose one thing at least" in answer.text
    gone = office.post("/tools/revocations", data=dict(form.hidden) | {"name": "tool-x"})
    assert gone.status_code == 422 and "no credential tool-x" in gone.text


@pytest.mark.parametrize("somebody", [lena, frank, eve])
def test_nobody_else_sees_the_page(app, office, somebody):
    make(app, somebody)
    client = signed_in(app, somebody)
    assert client.get("/tools").status_code == 404
    assert "/tools" not in client.get("/account").text


def test_the_command_makes_lists_and_revokes_them(app, cli):
    done = cli.invoke(args=["lrs", "make", "A box", "--scope", "state", "--counts"])
    name, secret = re.findall(r"^(?:name|secret): (\S+)$", done.stdout, re.MULTILINE)
    assert cli.invoke(args=["lrs", "list"]).stdout == f"{name}  A box  state  counts  not used\n"
    assert app.test_client().get(STATEMENTS, headers=basic(name, secret)).status_code == 403
    assert cli.invoke(args=["lrs", "revoke", name]).exit_code == 0
    assert "revoked" in cli.invoke(args=["lrs", "list"]).stdout
    assert app.test_client().get(STATEMENTS, headers=basic(name, secret)).status_code == 401
    assert cli.invoke(args=["lrs", "make", " "]).exit_code != 0


def test_the_secret_is_kept_as_a_hash(app):
    tool = Tool(app)
    with app.app_context():
        row = db.session.execute(select(Credential.__table__)).one()
    assert tool.secret not in str(row) and len(row.secret_hash) == 64


@pytest.mark.parametrize("given", [
    {}, {"Authorization": "Basic"}, {"Authorization": "Basic ???"}, {"Authorization": "Bearer x"},
    {"Authorization": "Basic Zm9v"}, {"Authorization": "Basic " + base64.b64encode(b"\xff:\xfe").decode()},
    basic("tool", "a:b:c"), basic("täol", "ß:✓"),
])
def test_who_shows_no_good_secret_is_told_how(app, given):
    answer = app.test_client().get(STATEMENTS, headers=VERSION | given)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="xAPI", charset="UTF-8"')


def test_a_secret_with_colons_is_compared_whole(app, tool):
    assert app.test_client().get(STATEMENTS, headers=basic(tool.name, tool.secret + ":")).status_code == 401
    assert app.test_client().get(STATEMENTS, headers=basic(tool.name, tool.secret)).status_code == 200


@pytest.mark.parametrize(("scope", "read", "write"), [
    ("all", 200, 200), ("all/read", 200, 403), ("statements/write", 403, 200), ("statements/read", 200, 403),
    ("statements/read/mine", 200, 403), ("state", 403, 403), ("profile", 403, 403), ("define", 403, 403)])
def test_a_scope_opens_what_it_says(app, scope, read, write):
    tool = Tool(app, scope)
    assert (tool.get().status_code, tool.post(statement()).status_code) == (read, write)


def test_only_who_may_define_changes_what_activities_are_called(app):
    named = {"id": "a:thing", "definition": {"name": {"en": "A thing"}}}
    Tool(app, "statements/write").sent(statement(object=named))
    reader = Tool(app, "all/read")
    german = {"id": "a:thing", "definition": {"name": {"de": "Ding"}}}
    (one,) = Tool(app, "statements/write", "define").sent(statement(object=german))
    read = reader.get(statementId=one, format="canonical", headers={"Accept-Language": "en"})
    assert read.json["object"] == german


def test_each_tool_is_limited_by_itself(app):
    app.config["SETTINGS"].__dict__["TOOL_RATE"] = 3
    busy, other = Tool(app), Tool(app)
    assert [busy.get().status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert busy.get().headers["Retry-After"] == "60" and "too often" in busy.get().text
    assert other.get().status_code == 200


def test_last_used_is_kept_to_ten_minutes(app, clock):
    tool = Tool(app)

    def used():
        with app.app_context():
            return db.session.execute(select(Credential.used_at)).scalar()

    tool.get()
    assert used() is None
    tool.post(statement())
    first = used()
    assert first == clock.at
    clock.advance(minutes=9)
    tool.post(statement())
    assert used() == first
    clock.advance(minutes=2)
    tool.get()
    assert used() == clock.at


@pytest.mark.databases("sqlite")
def test_another_process_sees_a_revocation_within_a_second(app, tool, monkeypatch):
    assert tool.get().status_code == 200
    with app.app_context(), writing() as session:  # as another process would: nothing here is told of it
        session.execute(update(Credential).values(revoked_at=now()))
    read, stands = time.monotonic(), time.monotonic
    for later, status in ((credentials.KNOWN_FOR, 401), (0, 401)):
        monkeypatch.setattr(credentials.time, "monotonic", lambda later=later: stands() + later)
        assert tool.get().status_code == status
    assert credentials.KNOWN_FOR <= 1 and stands() - read < 60


@pytest.mark.databases("sqlite")
def test_who_was_asked_for_a_moment_ago_is_not_asked_for_again_and_must_show_the_secret(app, tool, monkeypatch):
    assert tool.get().status_code == 200
    monkeypatch.setattr(credentials, "ask_once", None)
    assert tool.get().status_code == 200
    assert app.test_client().get(STATEMENTS, headers=basic(tool.name, f"{tool.secret}x")).status_code == 401


def test_no_cookie_opens(office):
    assert office.get(STATEMENTS, headers=VERSION).status_code == 401
