"""Tries are never exceeded, and the rule of a quiz never grows harder for who has begun."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from course.content.sheets import Sheet
from course.database import db
from course.learning import quiz_rules
from course.learning.models import Attempt, Completion
from tests import making
from tests.evaluation.making import Doing
from tests.forms import filled, form_to, forms_in, send

QUIZ = "/courses/neighbours/the-quiz"
FILE = "02-levels/02-quiz.md"
RIGHT, HALF, WRONG = ({"a-q-one": one, "a-q-two": two} for one, two in (
    ("no", "residents"), ("no", "board"), ("yes", "board")))


def course(rule="pass: 50 %\ntries: 2", **more):
    files = making.edited(FILE, "pass: 50 %", rule)
    for path, text in more.items():
        files[path] = text
    return files


def with_rule(app, rule):
    making.publish(app, course(rule))


@pytest.fixture
def begun(app, client):
    """A guest who began while the quiz could be tried twice, and half of it was enough."""
    with_rule(app, "pass: 50 %\ntries: 2")
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    return client


def is_open(page):
    return any("/quiz-1/attempts" in form.action for form in forms_in(page))


def sent(app):
    with app.app_context():
        return db.session.execute(
            select(Attempt.number, Attempt.passed, Attempt.pass_mark).order_by(Attempt.number)).all()


def again(client):
    return client.get(QUIZ + "?again=quiz-1").text


def test_page_says_how_many_tries_are_left_and_closes_after_the_last(begun):
    page = begun.get(QUIZ).text
    assert "To pass, you need 50 % of the points. You have 2 tries." in page and "as often as you like" not in page
    first = send(begun, page, "/quiz-1/attempts", **WRONG).text
    assert "You have 1 try left." in first and "Not passed yet: the mark is 50 %" in first
    assert "This is your last try of 2." in again(begun)
    last = send(begun, again(begun), "/quiz-1/attempts", **WRONG).text
    for page in (last, begun.get(QUIZ).text, again(begun)):
        assert "That was your last try." in page and "Not passed: the mark" in page and "CANARY-yes" in page
        assert not is_open(page) and "Try again" not in page


def test_a_question_that_was_left_empty_is_called_that(begun):
    page = send(begun, begun.get(QUIZ).text, "/quiz-1/attempts", **{"a-q-one": "yes"}).text
    verdicts = re.findall(r"(You left this empty|Not quite)</strong>", page)
    assert verdicts == ["Not quite", "You left this empty"]


def test_a_third_tab_is_refused_and_a_double_click_is_one_try(app, begun):
    tabs = [begun.get(QUIZ).text for _ in range(3)]
    form = form_to(tabs[0], "/quiz-1/attempts")
    assert len({begun.post(form.action, data=filled(form, **WRONG)).location for _ in range(3)}) == 1
    send(begun, tabs[1], "/quiz-1/attempts", **WRONG)
    refused = send(begun, tabs[2], "/quiz-1/attempts", **RIGHT)
    assert refused.status_code == 409 and "You have used all 2 tries at this quiz" in refused.text
    assert [row.number for row in sent(app)] == [1, 2]


def test_tabs_that_send_at_the_same_moment_do_not_exceed_the_tries(app, begun):
    pages, cookie = [begun.get(QUIZ).text for _ in range(6)], begun.get_cookie("session").value

    def press(page):
        tab, form = app.test_client(), form_to(page, "/quiz-1/attempts")
        tab.set_cookie("session", cookie)
        return tab.post(form.action, data=filled(form, **WRONG)).status_code

    with ThreadPoolExecutor(6) as tabs:
        statuses = list(tabs.map(press, pages))
    assert sorted(statuses) == [303, 303, 409, 409, 409, 409]
    assert len(sent(app)) == 2


def test_a_raised_pass_mark_is_for_those_who_come_later(app, begun):
    with_rule(app, "pass: 100 %\ntries: 1")
    page = begun.get(QUIZ).text
    assert "you need 50 % of the points. You have 2 tries." in page
    assert "Passed: the mark is 50 %" in send(begun, page, "/quiz-1/attempts", **HALF).text
    other = app.test_client()
    page = other.get(QUIZ).text
    assert "you need 100 % of the points. You have one try." in page
    assert "Not passed: the mark is 100 %" in send(other, page, "/quiz-1/attempts", **HALF).text
    assert sorted((row.passed, row.pass_mark) for row in sent(app)) == [(False, 1.0), (True, 0.5)]


def test_a_pass_stays_a_pass(app, begun):
    send(begun, begun.get(QUIZ).text, "/quiz-1/attempts", **HALF)
    with_rule(app, "pass: 100 %")
    assert "Passed: the mark is 50 %" in begun.get(QUIZ).text
    with app.app_context():
        assert db.session.execute(select(Completion.key)).scalars().all() == ["the-quiz"]


def test_an_eased_rule_is_for_all(app, begun):
    send(begun, begun.get(QUIZ).text, "/quiz-1/attempts", **WRONG)
    with_rule(app, "pass: 1 %\ntries: 4")
    page = begun.get(QUIZ).text
    assert "You have 3 tries left." in page and "the mark is 50 %" in page
    assert "you need 1 % of the points. You have 3 of 4 tries left." in again(begun)


def test_a_mark_that_came_later_asks_only_to_send_it(app, client):
    plain = making.edited(FILE, "pass: 50 %\n", "", base=making.edited(FILE, "complete: pass", "complete: answer"))
    making.publish(app, plain)
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    making.publish(app, course("pass: 100 %\ntries: 1"))
    page = send(client, client.get(QUIZ).text, "/quiz-1/attempts", **WRONG).text
    assert "assed" not in page.split('id="result-quiz-1"')[1].split("</p>")[0] and "Try again" in page
    with app.app_context():
        assert db.session.execute(select(Completion.key)).scalars().all() == ["the-quiz"]


def test_a_quiz_that_came_later_has_the_rule_of_the_first_try(app, client):
    making.publish(app, making.files(**{"02-levels__02-quiz.md": None}))
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    with_rule(app, "pass: 50 %\ntries: 3")
    send(client, client.get(QUIZ).text, "/quiz-1/attempts", **WRONG)
    with_rule(app, "pass: 100 %\ntries: 1")
    assert "you need 50 % of the points. You have 2 of 3 tries left." in again(client)


def test_who_was_a_guest_keeps_the_guests_rule_and_the_guests_tries(app, clock):
    with_rule(app, "pass: 50 %\ntries: 2")
    doing = Doing(app, clock)
    guest = doing.begin()
    doing.answer(guest, "the-quiz", "quiz-1", q_one="yes")
    with_rule(app, "pass: 100 %\ntries: 1")
    ann = doing.begin("ann@example.org")
    doing.join(guest, ann)
    doing.answer(ann, "the-quiz", "quiz-1", q_one="no")
    with pytest.raises(quiz_rules.NoTriesLeft):
        doing.answer(ann, "the-quiz", "quiz-1", q_one="no", q_two="residents")
    assert sorted(row.passed for row in sent(app)) == [False, True]


RULES = st.tuples(st.none() | st.floats(0.01, 1), st.none() | st.integers(1, 9))


@given(st.lists(RULES, min_size=1, max_size=5))
def test_the_milder_rule_is_no_harder_than_any(rules):
    sheets = [Sheet("q", "quiz", (), pass_mark=mark, tries=tries) for mark, tries in rules]
    stood = dict(enumerate(sheets))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quiz_rules, "_sheet_then", lambda number, names: stood.get(number))
        rule = quiz_rules.rule_for(sheets[-1], {"q"}, [*stood, 99])
    for mark, tries in rules:
        assert rule.pass_mark is None or (mark is not None and rule.pass_mark <= mark)
        assert rule.tries is None or (tries is not None and rule.tries >= tries)
    assert rule.pass_mark is None or rule.pass_mark in {mark for mark, _ in rules}
    assert rule.tries is None or rule.tries in {tries for _, tries in rules}
