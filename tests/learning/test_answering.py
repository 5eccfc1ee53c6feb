"""Answering: one form has one effect, every attempt is kept, and each answer names the exact text it answered."""

import re

import pytest
from sqlalchemy import func, select, text

from course.database import db, writing
from course.learning.models import Answer, Attempt, Completion
from course.people.models import Person
from course.statements.finding import find
from tests import making
from tests.forms import filled, form_to, send

LEVELS = "/courses/neighbours/levels"


@pytest.fixture
def course(app):
    making.publish(app)


@pytest.fixture
def page(client, course):
    return client.get(LEVELS).text


def count(app, model):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar()


def told(app, verb):
    with app.app_context():
        return find(making.COURSE, verb).all()


def test_a_stranger_who_answers_begins_as_a_guest_and_is_on_the_course(app, client, page):
    answered = send(client, page, "/told/attempts", a_told="consult")
    assert answered.status_code == 200
    assert "CANARY-consult" in answered.text and "CANARY-inform" in answered.text
    assert count(app, Person) == 1
    assert len(told(app, "registered")) == 1


def test_the_statement_has_the_answers_id_and_names_the_text_that_was_answered(app, client, page):
    send(client, page, "/told/attempts", a_told="inform", c_told="sure")
    (row,) = told(app, "answered")
    with app.app_context():
        answer = db.session.execute(select(Answer)).scalar_one()
    with making.reading(app) as standing:
        line = standing.outline.lesson("levels")
        assert (row.revision, row.edition) == (line.revision, standing.edition)
    assert row.id == answer.id
    assert (row.question, row.response, row.success, row.confidence) == ("told", "inform", False, "sure")
    assert row.shown == "inform consult empower"


def test_the_same_form_sent_again_is_the_same_attempt_and_the_same_page(app, client, page):
    form = form_to(page, "/told/attempts")
    answers = [client.post(form.action, data=filled(form, a_told="consult")) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert count(app, Attempt) == count(app, Answer) == len(told(app, "answered")) == 1


def test_a_retry_of_a_strangers_first_answer_whose_response_was_lost_is_one_guest(app, client, page):
    form, before = form_to(page, "/told/attempts"), client.get_cookie("session").value
    client.post(form.action, data=filled(form, a_told="consult"))
    client.set_cookie("session", before)  # the browser never saw the answer, nor its new cookie
    again = client.post(form.action, data=filled(form, a_told="consult"), follow_redirects=True)
    assert again.status_code == 200 and "CANARY-consult" in again.text
    assert count(app, Person) == count(app, Attempt) == 1


def test_the_same_form_with_other_answers_is_refused_and_the_first_ones_stay(app, client, page):
    form = form_to(page, "/told/attempts")
    client.post(form.action, data=filled(form, a_told="inform"))
    refused = client.post(form.action, data=filled(form, a_told="consult"))
    assert refused.status_code == 409 and "Open the lesson again" in refused.text
    assert [row.response for row in told(app, "answered")] == ["inform"]


def test_two_tabs_are_two_attempts_and_the_first_can_be_told(app, client, page):
    other_tab = client.get(LEVELS).text
    send(client, page, "/told/attempts", a_told="inform")
    send(client, other_tab, "/told/attempts", a_told="consult")
    assert [(row.attempt_number, row.response) for row in told(app, "answered")] == [(1, "inform"), (2, "consult")]


def test_try_again_shows_a_fresh_form(client, page):
    send(client, page, "/told/attempts", a_told="inform")
    again = client.get(LEVELS + "?again=told").text
    assert form_to(again, "/told/attempts")
    assert "CANARY" not in again


def test_the_key_is_in_no_page_before_the_answer(client, page):
    everything = page + client.get("/courses/neighbours").text + client.get("/courses/neighbours/the-quiz").text
    assert "CANARY" not in everything


@pytest.mark.parametrize(
    "spoil",
    [
        lambda form: form.update(key=form["key"][:-1] + ("0" if form["key"][-1] != "0" else "1")),
        lambda form: form.pop("key"),
        lambda form: form.update(key="x"),
        lambda form: form.update({"a-told": "nonsense"}),
        lambda form: form.update({"csrf_token": "x"}),
    ],
)
def test_a_form_that_is_not_ours_is_refused_with_a_sentence_and_nothing_is_kept(app, client, page, spoil):
    form = form_to(page, "/told/attempts")
    data = filled(form, a_told="consult")
    spoil(data)
    refused = client.post(form.action, data=data)
    assert refused.status_code == 400
    assert "Traceback" not in refused.text
    assert count(app, Attempt) == count(app, Person) == 0


def test_a_key_made_for_one_question_does_not_open_another(client, page):
    one, other = form_to(page, "/told/attempts"), form_to(page, "/supports/attempts")
    data = filled(one, a_told="consult")
    assert client.post(other.action, data=data).status_code == 400


def test_a_new_edition_published_while_someone_answers_changes_nothing_for_that_answer(app, client, page):
    before = told_text(app)
    moved = making.edited("02-levels/01-levels.md", "[x] Consult", "[ ] Consult")
    making.publish(app, making.edited("02-levels/01-levels.md", "[ ] Inform", "[x] Inform", base=moved))
    answered = send(client, page, "/told/attempts", a_told="consult")
    (row,) = told(app, "answered")
    assert row.success is True and row.revision == before
    assert "CANARY-consult" in answered.text


def told_text(app):
    with making.reading(app) as standing:
        return standing.outline.lesson("levels").revision


def test_an_empty_answer_is_kept_as_skipped_and_earns_nothing(app, client, page):
    send(client, page, "/told/attempts")
    (row,) = told(app, "answered")
    assert (row.missing, row.success, row.score, row.response) == ("skipped", False, 0, None)


@pytest.mark.databases("sqlite")
def test_a_browser_asks_for_a_choice_before_it_sends_a_question_and_for_none_in_a_quiz(client, page):
    inputs = r'<input type="(?:radio|checkbox)" name="a-([a-z0-9-]+)"[^>]*?( required)?>'
    assert set(re.findall(inputs, page)) == {("told", " required"), ("supports", "")}
    assert set(re.findall(inputs, client.get("/courses/neighbours/the-quiz").text)) == {("q-one", ""), ("q-two", "")}


def test_shuffled_options_are_recorded_in_the_order_shown(app, client, page):
    form = form_to(page, "/supports/attempts")
    order = sorted(("childcare", "later", "agenda"), key=lambda option: page.index(f'value="{option}"'))
    client.post(form.action, data=filled(form, a_supports=["later", "childcare"]))
    (row,) = told(app, "answered")
    assert row.shown.split() == order
    assert row.success is True


def test_a_lesson_is_complete_when_every_scored_question_has_been_sent(app, client, page):
    send(client, page, "/told/attempts", a_told="inform")
    assert count(app, Completion) == 0
    send(client, page, "/supports/attempts", a_supports="later")
    assert [row.activity for row in told(app, "completed")] == ["https://course.example/courses/neighbours/levels"]


def test_a_quiz_below_its_pass_mark_is_failed_and_may_be_passed_later(app, client, course):
    page = client.get("/courses/neighbours/the-quiz").text
    send(client, page, "/quiz-1/attempts", **{"a_q-one": "yes"})
    assert len(told(app, "failed")) == 1 and count(app, Completion) == 0
    page = client.get("/courses/neighbours/the-quiz?again=quiz-1").text
    send(client, page, "/quiz-1/attempts", **{"a_q-one": "no"})
    (passed,) = told(app, "passed")
    assert (passed.score, passed.maximum) == (1, 2)
    assert [row.lesson for row in told(app, "completed")] == ["the-quiz"]


def test_module_and_course_are_complete_once_with_their_last_core_lesson(app, client, page):
    send(client, page, "/told/attempts", a_told="inform")
    send(client, page, "/supports/attempts", a_supports="later")
    quiz = client.get("/courses/neighbours/the-quiz").text
    send(client, quiz, "/quiz-1/attempts", **{"a_q-one": "no", "a_q-two": "residents"})
    hello = client.get("/courses/neighbours/hello").text
    for _ in range(2):
        send(client, hello, "/completions")
    done = [(row.lesson, row.module) for row in told(app, "completed")]
    assert done == [
        ("levels", "levels-module"),
        ("the-quiz", "levels-module"),
        (None, "levels-module"),
        ("hello", "start"),
        (None, "start"),
        (None, None),
    ]


def test_an_answer_of_another_revision_cannot_be_stored(app, client, page):
    send(client, page, "/told/attempts", a_told="inform")
    making.publish(app, making.edited("02-levels/01-levels.md", "Which level?", "Which level is it?"))
    with app.app_context():
        attempt = db.session.execute(select(Attempt)).scalar_one()
        other = db.session.execute(text("SELECT max(id) FROM question WHERE key = 'told'")).scalar()
        with pytest.raises(Exception, match="(?i)foreign key"), writing():
            db.session.execute(
                Answer.__table__.insert().values(
                    id=attempt.id,
                    attempt_id=attempt.id,
                    question_id=other,
                    revision_id=attempt.revision_id,
                    response={},
                    shown=[],
                )
            )


def test_kept_rows_refuse_to_be_changed(app, client, page):
    send(client, page, "/told/attempts", a_told="inform")
    for table in ("attempt", "answer", "statement", "revision", "edition", "question", "publication"):
        for act in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with app.app_context(), pytest.raises(Exception, match="never changed"), writing():
                db.session.execute(text(act))


def test_survey_answers_tell_skipped_and_declined_apart(app, client, course):
    page = client.get("/courses/neighbours/pulse").text
    send(
        client,
        page,
        "/pulse-1/attempts",
        a_p1_useful="3",
        a_p1_nps="9",
        a_p1_why=["work", "other"],
        w_p1_why="=A1 rumour",
        a_p1_sector="declined",
    )
    rows = {row.question: row for row in told(app, "answered")}
    assert (rows["p1_useful"].response, rows["p1_clear"].missing) == ("3", "skipped")
    assert (rows["p1_why"].response, rows["p1_why"].written) == ("work other", "=A1 rumour")
    assert (rows["p1_sector"].missing, rows["p1_sector"].wave) == ("declined", "pulse")
