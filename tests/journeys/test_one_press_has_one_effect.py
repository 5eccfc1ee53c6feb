"""One press has one effect: double click, reload, back, a lost response, two tabs."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from course.database import db
from course.learning.models import Attempt, Completion
from tests.cast import lena
from tests.journeys.steps import COURSE, answer, begin, choose, press, result, sees, sign_in

LEVELS = COURSE + "/levels"
pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def page(open_browser):
    page = open_browser()
    sign_in(page, lena)
    return page


@pytest.fixture
def kept(app):
    """`kept(Attempt.number, ...)`: the columns of every row there is, in order."""

    def read(*columns):
        with app.app_context():
            return sorted(tuple(row) for row in db.session.execute(select(*columns)))

    return read


def test_a_double_click_sends_once(page, kept):
    page.goto(LEVELS)
    choose(page, "told", "Consult")
    page.locator("#told").get_by_role("button").dblclick(no_wait_after=True)
    expect(result(page, "told")).to_have_text("Right")
    assert kept(Attempt.number) == [(1,)]


def test_a_reload_of_the_feedback_sends_nothing(page, kept):
    page.goto(LEVELS)
    answer(page, "told", "Consult")
    page.reload()
    expect(result(page, "told")).to_have_text("Right")
    assert kept(Attempt.number) == [(1,)]


def test_back_leads_to_what_was_sent_and_not_to_the_form_again(page, kept):
    page.goto(LEVELS)
    answer(page, "told", "Consult")
    expect(result(page, "told")).to_have_text("Right")
    page.go_back()
    expect(result(page, "told")).to_have_text("Right")
    assert kept(Attempt.number) == [(1,)]


def test_a_form_that_is_sent_again_with_another_answer_is_refused(page, kept):
    """As from a tab that was copied before the first one was sent."""
    page.goto(LEVELS)
    form = page.locator("#told form")
    fields = {field: form.locator(f"[name={field}]").input_value() for field in ("csrf_token", "key")}
    page.request.post(form.get_attribute("action"), form=fields | {"a-told": "consult"})
    answer(page, "told", "Inform")
    sees(page, "Something changed in the meantime")
    expect(page.locator("main")).to_contain_text("The first ones are kept and nothing was overwritten")
    page.goto(LEVELS)
    expect(result(page, "told")).to_have_text("Right")
    assert kept(Attempt.number) == [(1,)]


def test_an_answer_whose_response_was_lost_is_there_when_she_tries_again(page, kept):
    def lose(route):
        route.fetch(max_redirects=0)  # it reaches the server, and its answer never comes back
        route.abort()

    page.goto(LEVELS)
    choose(page, "told", "Consult")
    page.route("**/attempts", lose, times=1)
    with page.expect_event("requestfailed"):
        page.locator("#told").get_by_role("button", name="Check answer").click()
    page.wait_for_url("chrome-error://**")
    page.reload()  # sends the form again
    expect(result(page, "told")).to_have_text("Right")
    assert kept(Attempt.number) == [(1,)]


def test_two_tabs_are_two_attempts_and_the_first_is_told_from_the_second(page, kept):
    other = page.context.new_page()
    page.goto(LEVELS)
    other.goto(LEVELS)
    answer(page, "told", "Inform")
    expect(result(page, "told")).to_have_text("Not quite")
    answer(other, "told", "Consult")
    expect(other.locator("#told")).to_contain_text("Try 2, sent on")
    page.reload()  # each tab shows what was sent from it
    expect(result(page, "told")).to_have_text("Not quite")
    assert kept(Attempt.number) == [(1,), (2,)]


def test_a_lesson_that_is_done_twice_is_done_once(page, kept):
    begin(page, "Start the course")
    other = page.context.new_page()
    other.goto(COURSE + "/hello")
    press(other, "Done, next lesson")
    sees(other, "Levels of say")
    page.get_by_role("button", name="Done, next lesson").dblclick(no_wait_after=True)
    sees(page, "Levels of say")
    assert kept(Completion.what, Completion.key) == [("lesson", "hello"), ("module", "start")]
