"""Having oneself erased: what she wrote is in no row and no byte, nothing leads to her, and every count is as it was."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from course.content.queries import standing
from course.database import db, writing
from course.errors import NotFound
from course.evaluation.exporting import FILES, Dataset
from course.learning.models import Answer, Attempt
from course.people.claiming import rooms
from course.people.copying import copy_of
from course.people.erasing import erase
from course.people.forgetting import erase_person
from course.people.models import Erasure, Person, Pseudonym
from course.statements.finding import ledger
from course.statements.xapi import rules
from course.statements.xapi.exact import parse
from tests import cast, making
from tests.conversation.test_thoughts import TALK
from tests.forms import form_to, forms_in, send
from tests.lrs.asking import PLATFORM, Tool
from tests.people.asking import count, make, person, signed_in, who

CANARY = "CANARY-of-hers-41f7"
PLAN = """---
id: paper
title: A plan
minutes: 3
core: false
---

/// worksheet
id: plan

[text] Your plan {#first-step}

[select] Your level {#level}
- Inform {#inform}
- Consult {#consult}
///
"""


@pytest.fixture
def course(app):
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK, "02-levels__05-paper.md": PLAN}))


def write_everything(client, words=CANARY):
    """Whatever takes a text, with this one in it; and a choice and a quiz."""
    at = "/courses/neighbours/"
    send(client, client.get(at + "levels").text, "/told/", a_told="consult")
    send(client, client.get(at + "levels").text, "/promised/", a_promised=words)
    send(client, client.get(at + "the-quiz").text, "/quiz-1/", **{"a-q-one": "no", "a-q-two": "residents"})
    send(client, client.get(at + "pulse").text, "/pulse-1/", a_p1_useful="3", a_p1_why="other", w_p1_why=words,
         a_p1_unclear=words)
    send(client, client.get(at + "talk").text, "/word/thoughts", text=words, name=words)
    page = client.get(at + "paper").text
    send(client, page, "/plan/versions", **{"a-plan.first-step": words, "a-plan.level": "consult"})
    send(client, client.get(at + "hello").text, "/feedback", rating="4", unclear=words)


@pytest.fixture
def lena(app, client, course):
    """She wrote as a guest first, then signed in to her account, and wrote more."""
    make(app, cast.lena)
    write_everything(client)
    send(client, client.get("/sign-in").text, "/sign-in", email=cast.lena.email, password=cast.PASSWORD)
    send(client, client.get("/account").text, "/account/name", **{"name-name": CANARY})
    send(client, client.get("/courses/neighbours/hello").text, "/feedback", rating="5", unclear=CANARY)
    return client


def everything(app):
    """All rows of all tables, as text."""
    with app.app_context():
        return {table.name: [str(row) for row in db.session.execute(select(table))] for table in db.metadata.sorted_tables}


def holding(app, words):
    return {name for name, rows in everything(app).items() if any(words in row for row in rows)}


def figures(app):
    """What evaluators see, without the names and the texts of people."""
    with app.app_context():
        data = Dataset(standing("neighbours"))
        files = {name: list(csv.DictReader(io.StringIO(b"".join(data.file(name)).decode()))) for name in FILES}
        kept = ("item", "question", "field", "lesson", "points", "correct", "attempt_number", "first_attempt", "rating", "latest")
        shapes = {name: sorted(str([row.get(one) for one in kept]) for row in rows) for name, rows in files.items()
                  if name != "funnel"}
        funnel = [one for one in data.funnel if one.key != "with_account"]  # by its definition of those who have one today
        return (funnel, [(one.n, one.empty, one.choices) for one in data.questions], data.feedback, shapes,
                [(one.n, one.skipped, one.declined, one.choices) for one in data.items], files["questions"])


def erase_her(client, **given):
    return send(client, client.get("/account/erasure").text, "/account/erasure", follow=False, **given)


def test_what_she_wrote_is_nowhere_and_the_counts_are_as_they_were(app, lena):
    other = app.test_client()
    write_everything(other, "of somebody else")
    before, tables = figures(app), holding(app, CANARY)
    assert tables == {"answer", "feedback", "person", "statement", "thought"}
    names = {str(row) for row in _names(app)}
    assert len(names) == 3
    assert erase_her(lena, password=cast.PASSWORD).location == "/sign-in?done=erased"
    assert holding(app, CANARY) == holding(app, cast.lena.email) == set()
    assert figures(app) == before
    assert len(_names(app)) == 1 and holding(app, "of somebody else") == tables - {"person"}
    assert who(lena) is None and signed_in_again(app).status_code == 422
    with app.app_context():
        assert len({row.actor for row in db.session.execute(select(ledger.c.actor))}) == 2
        for one in db.session.execute(select(ledger.c.statement)).scalars():
            rules.check(parse(one), "1.0")
            rules.check(parse(one), "2.0")


def _names(app):
    with app.app_context():
        return db.session.execute(select(Pseudonym.name)).scalars().all()


def signed_in_again(app):
    page = app.test_client()
    return send(page, page.get("/sign-in").text, "/sign-in", follow=False, email=cast.lena.email, password=cast.PASSWORD)


def test_columns_and_json_of_a_blanked_statement_say_the_same(app, lena):
    erase_her(lena, password=cast.PASSWORD)
    with app.app_context():
        erased = db.session.execute(select(ledger).where(ledger.c.missing == "erased")).all()
        assert len(erased) >= 4
        for row in erased:
            said = json.loads(row.statement)
            assert "response" not in said.get("result", {}) and row.response is row.written is None
            assert said["context"]["extensions"][f"{PLATFORM}/xapi/extensions/missing"] == "erased"
            assert said["actor"]["account"]["name"] == str(row.actor)
        level = db.session.execute(select(ledger).where(ledger.c.question == "plan.level")).one()
        assert (level.response, level.missing) == ("consult", None)


def test_that_it_was_done_is_kept_and_by_whom(app, lena):
    number = person(app, cast.lena.email).id
    erase_her(lena, password=cast.PASSWORD)
    with app.app_context():
        (row,) = db.session.execute(select(Erasure)).scalars()
        assert (row.what, row.by, row.open) == (f"person {number}", number, False)
        assert row.counts["answers"] >= 3 and row.counts["records"] >= 5 and row.counts["thoughts"] == 1
        assert {one.erased_at is not None for one in db.session.execute(select(Person)).scalars()} == {True}


@pytest.mark.databases("sqlite")
def test_no_byte_of_it_is_left_in_any_file(app, lena, settings):
    database = Path(settings["DATABASE_URL"].removeprefix("sqlite:///"))

    def files():
        return [*Path(settings["INSTANCE"]).rglob("*.*"), *database.parent.glob(f"{database.name}*")]

    address = cast.lena.email.encode()
    assert any(path.name.endswith("-wal") for path in files())
    assert any(CANARY.encode() in path.read_bytes() for path in files())
    erase_her(lena, password=cast.PASSWORD)
    for path in files():
        assert CANARY.encode() not in path.read_bytes() and address not in path.read_bytes(), path


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("given", [{"password": "wrong"}, {}])
def test_an_account_is_erased_by_who_knows_its_password_alone(app, lena, given):
    assert erase_her(lena, **given).status_code == 422
    assert holding(app, CANARY) and count(app, Erasure) == 0


@pytest.mark.databases("sqlite")
def test_a_guest_types_the_word(app, client, course):
    write_everything(client)
    assert erase_her(client, word="yes").status_code == 422
    assert erase_her(client, word=" Erase ").status_code == 303
    assert who(client) is None and holding(app, CANARY) == set()


@pytest.mark.databases("sqlite")
def test_a_thought_is_shown_to_nobody_any_more(app, client, course):
    make(app, cast.frank)
    frank = signed_in(app, cast.frank)
    write_everything(client)
    show = next(form for form in forms_in(frank.get("/authoring/neighbours/thoughts").text) if ("what", "shown") in form.hidden)
    frank.post(show.action, data=dict(show.hidden))
    assert CANARY in app.test_client().get("/courses/neighbours/talk").text
    erase_her(client, word="erase")
    assert "A reader" not in app.test_client().get("/courses/neighbours/talk").text
    assert "taken back" in frank.get("/authoring/neighbours/thoughts").text


@pytest.mark.databases("sqlite")
def test_the_last_administrator_stays(app, course):
    make(app, cast.ada)
    ada = signed_in(app, cast.ada)
    answer = erase_her(ada, password=cast.PASSWORD)
    assert answer.status_code == 422 and "last administrator" in answer.text
    assert who(ada) == cast.ada.email


@pytest.mark.databases("sqlite")
def test_an_administrator_erases_whom_she_has_named_twice(app, lena):
    make(app, cast.ada)
    ada = signed_in(app, cast.ada)
    form = form_to(ada.get(f"/people?email={cast.lena.email}").text, "/people/erasures")
    wrong = ada.post(form.action, data=dict(form.hidden) | {"erasing-email": cast.ada.email})
    assert wrong.status_code == 422 and "is not the address of the account" in wrong.text and holding(app, CANARY)
    form = form_to(wrong.text, "/people/erasures")  # it stands there again, for the same account
    assert ada.post(form.action, data=dict(form.hidden)).status_code == 422 and holding(app, CANARY)
    assert ada.post(form.action, data=dict(form.hidden) | {"erasing-email": cast.lena.email}).status_code == 303
    assert holding(app, CANARY) == set()


def test_what_other_tools_sent_about_her_goes_whole(app, client, course):
    write_everything(client)
    tool = Tool(app, counts=True)
    with app.app_context():
        name = str(db.session.execute(select(Pseudonym.name)).scalar_one())
    tool.sent({"actor": {"account": {"homePage": PLATFORM, "name": name}}, "verb": {"id": "https://example.org/said"},
               "object": {"id": "https://example.org/1", "definition": {"extensions": {"https://example.org/e": CANARY}}}})
    kept = len(tool.ids())
    erase_her(client, word="erase")
    assert len(tool.ids()) == kept - 1
    assert holding(app, CANARY) <= {"activity"}  # what an activity is called is not about her


def change_after_an_erasure(act):
    with writing():
        with erase("a trial"):
            pass
        db.session.execute(act)


def test_nothing_changes_without_an_erasure_or_after_it(app, client, course):
    write_everything(client)
    for act in (delete(Attempt), update(Answer).values(shown=[]), update(ledger).values(response="x"), delete(ledger)):
        with app.app_context(), pytest.raises((DBAPIError, IntegrityError), match="never changed"):
            change_after_an_erasure(act)
    with app.app_context():
        assert db.session.execute(select(Erasure)).first() is None


def test_another_transaction_is_not_let_through_by_an_erasure_that_is_open(app, client, course):
    """On PostgreSQL both are under way at once; SQLite has one writer."""
    write_everything(client)
    if not app.config["SETTINGS"].database_url.startswith("postgresql"):
        return
    with app.app_context(), writing():
        with erase("a trial"), db.engine.execution_options(writes=True).connect() as other:
            with pytest.raises(DBAPIError, match="never changed"):
                other.execute(update(ledger).values(response="x"))


def test_the_copy_holds_every_table_and_every_row_of_hers(app, lena):
    data = json.loads(lena.get("/account/copy.json").data)["tables"]
    page = lena.get("/account/copy").text
    with app.app_context():
        assert set(data) == {table.table for room in rooms() for table in room.KEPT if table.leads}
        everyones = {name: len(rows) for name, rows in everything(app).items()}
    texts = json.dumps(data)
    assert texts.count(CANARY) >= 8 and CANARY in page and cast.lena.email in texts
    for name in ("attempt", "answer", "completion", "visit", "opening", "thought", "feedback", "enrolment", "pseudonym", "claim"):
        assert len(data[name]["rows"]) == everyones[name] > 0, name
    assert len(data["statement"]["rows"]) == everyones["statement"]
    assert not re.search(r"argon2|scrypt", texts) and data["sign_in"]["rows"][0]["token_hash"].startswith("kept as")


def test_nobody_finds_another_in_her_copy(app, lena):
    other = app.test_client()
    write_everything(other, "of somebody else")
    assert CANARY not in other.get("/account/copy.json").text and "of somebody else" not in lena.get("/account/copy.json").text
    with app.app_context():
        hers = person(app, cast.lena.email).id
        copies = {table.table: rows for table, rows in copy_of(hers)}
        assert len(copies["person"]) == 2 and not copies["publication"]


@pytest.mark.databases("sqlite")
def test_erased_twice_is_refused(app, lena):
    number = person(app, cast.lena.email).id
    erase_her(lena, password=cast.PASSWORD)
    with app.app_context(), writing(), pytest.raises(NotFound, match="erased already"):
        erase_person(number)
