"""Feedback on a lesson: given at its end, changed by giving it again, answered, and the same in the ledger and in the files."""

import csv
import io

import pytest
from sqlalchemy import event, func, select

from course.content.queries import standing
from course.conversation.models import Feedback, Reply
from course.database import db
from course.evaluation.exporting import Dataset
from course.statements.finding import find
from course.statements.xapi import rules
from course.statements.xapi.exact import parse
from tests import cast, making
from tests.forms import form_to, forms_in, send
from tests.people.asking import make, signed_in

LESSON, DESK = "/courses/neighbours/hello", "/authoring/neighbours/feedback"


@pytest.fixture
def course(app):
    making.publish(app)


@pytest.fixture
def frank(app):
    make(app, cast.frank)
    return signed_in(app, cast.frank)


@pytest.fixture
def eve(app):
    make(app, cast.eve)
    return signed_in(app, cast.eve)


def give(client, lesson=LESSON, **given):
    return send(client, client.get(lesson).text, "/feedback", **given)


def count(app, model=Feedback):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar()


def told(app, *verbs):
    with app.app_context():
        return find("neighbours", *verbs).all()


def test_a_guest_says_it_and_the_ledger_says_it_too(app, client, course):
    page = give(client, rating="4", unclear="Who is “they”?").text
    assert "It is kept" in page and "Nobody has answered yet" in page
    rated, commented = told(app, "rated", "commented")
    assert (rated.score, rated.maximum, rated.lesson, rated.sheet) == (4, 5, "hello", None)
    assert (commented.response, commented.registration) == ("Who is “they”?", rated.registration)
    with app.app_context():
        line = standing("neighbours").outline.lesson("hello")
        assert {rated.revision, commented.revision} == {line.revision}
        assert db.session.execute(select(Feedback.id)).scalar() == rated.id != commented.id
    score = parse(rated.statement)["result"]["score"]
    assert {name: float(value) for name, value in score.items()} == {"scaled": 0.75, "raw": 4, "min": 1, "max": 5}
    for row in (rated, commented):
        rules.check(parse(row.statement), "1.0")
        rules.check(parse(row.statement), "2.0")
    assert [one.verb.rpartition("/")[2] for one in told(app, "registered", "experienced")] == ["registered", "experienced"]


def test_one_form_has_one_effect_and_another_takes_the_place_of_what_was_said(app, client, course):
    form = form_to(client.get(LESSON).text, "/feedback")
    for _ in range(2):
        assert client.post(form.action, data=dict(form.hidden) | {"rating": "2", "unclear": "All of it"}).status_code == 303
    assert count(app) == 1 and len(told(app, "rated", "commented")) == 2
    page = client.get(form.action).text
    assert "All of it" in page and "Change it" in page
    send(client, page, "/feedback", rating="5")
    page = client.get(form.action).text
    assert "All of it" not in page and 'value="5" checked' in page
    assert count(app) == 2 and len(told(app, "rated")) == 2


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("given", "status", "words"), [
    ({}, 422, "There was nothing to keep"), ({"rating": "6"}, 400, "none of the five"), ({"unclear": "x" * 1001}, 422, "longer"),
    ({"rating": "3", "key": "forged"}, 400, "not made by this site")])
def test_a_form_that_says_nothing_that_can_be_kept_gets_its_sentence(app, client, course, given, status, words):
    answer = give(client, **given)
    assert answer.status_code == status and words in answer.text
    assert count(app) == 0 and told(app, "registered") == []


@pytest.mark.databases("sqlite")
def test_the_facilitator_answers_and_she_reads_it(app, client, course, frank):
    making.publish(app, making.edited("01-start/01-hello.md", "Two neighbours", "Three neighbours"))
    assert "No remark on what was unclear yet" in frank.get(DESK).text
    give(client, rating="2", unclear="Which door?")
    desk = frank.get(DESK).text
    assert "1 of 1 remark " in desk and "Which door?" in desk and "n = 1" in desk and "Text 2" in desk
    assert "Feedback" in frank.get("/authoring/neighbours").text
    desk = send(frank, desk.split("Answer it")[1], "/replies", what="answered", text="The blue one.").text
    assert "0 of 1 remark " in desk
    address = form_to(client.get(LESSON).text, "/feedback").action
    page, others = client.get(address).text, app.test_client().get(address).text
    assert "The blue one." in page and "The blue one." not in others and "Which door?" not in others
    send(frank, desk, "/replies", what="done", text="The door has a colour now.")
    others = app.test_client().get(address).text
    assert "The door has a colour now." in others and "Which door?" not in others
    assert count(app, Reply) == 2


@pytest.mark.databases("sqlite")
def test_nobody_answers_who_does_not_facilitate(app, client, course, frank, eve):
    give(client, unclear="Which door?")
    form = next(form for form in forms_in(frank.get(DESK).text) if "/replies" in form.action)
    given = dict(form_to(eve.get(LESSON).text, "/feedback").hidden) | {"what": "done"}
    assert eve.get(DESK).status_code == eve.post(form.action, data=given).status_code == 404
    wrong = frank.post(form.action, data=dict(form.hidden) | {"what": "deleted"})
    assert wrong.status_code == 404 and count(app, Reply) == 0


def test_the_evaluators_figures_are_those_of_the_file(app, client, course, eve):
    other = app.test_client()
    give(client, rating="1", unclear="All of it")
    give(client, rating="5")  # she has changed her mind
    give(other, rating="4", unclear="Which door?")
    with app.app_context():
        data = Dataset(standing("neighbours"))
        rows = list(csv.DictReader(io.StringIO(b"".join(data.file("feedback")).decode())))
        assert data.rows("feedback") == len(rows) == 5
        (found,) = data.feedback
        assert data.rows("thoughts") == 0
    latest = [row for row in rows if row["latest"] == "1"]
    ratings = [float(row["rating"]) for row in latest if row["what"] == "rating"]
    assert (found.n, found.mean, found.remarks) == (len(ratings), sum(ratings) / len(ratings), 1) == (2, 4.5, 1)
    assert [row["text"] for row in latest if row["what"] == "unclear"] == ["Which door?"]
    assert len({row["pid"] for row in rows}) == 2 and {row["revision"] for row in rows} == {found.revision}
    page = eve.get("/evaluation/neighbours/feedback").text
    assert "4.5" in page and "feedback.csv" in page
    assert "/evaluation/neighbours/feedback" in eve.get("/evaluation/neighbours").text


@pytest.mark.databases("sqlite")
def test_a_guest_who_signs_in_is_one_person(app, client, course, frank):
    make(app, cast.lena)
    lena = signed_in(app, cast.lena)
    give(lena, rating="1")
    give(client, rating="3")
    page = client.get("/sign-in").text
    send(client, page, "/sign-in", email=cast.lena.email, password=cast.PASSWORD)
    assert "n = 1: 0 not useful, 0 a little, 1 somewhat" in frank.get(DESK).text


@pytest.mark.databases("sqlite")
def test_the_lesson_asks_nothing_more_of_the_database(app, client, course):
    """The form is drawn once for everybody; what she said stands on a page of its own. The one SELECT of a lesson goes to the
    driver itself (course/written.py)."""
    give(client, rating="3")
    client.get(LESSON)
    asked = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert client.get(LESSON).status_code == 200
    assert [one for one in asked if "SELECT" in one] == []


def test_who_goes_back_and_changes_the_form_that_she_sent_has_changed_her_mind(app, client, course):
    form = form_to(client.get(LESSON).text, "/feedback")
    for rating in ("2", "5", "5", "3"):
        assert client.post(form.action, data=dict(form.hidden) | {"rating": rating}).status_code == 303
    assert [row.score for row in told(app, "rated")] == [2, 5, 3]
    assert 'value="3" checked' in client.get(form.action).text
