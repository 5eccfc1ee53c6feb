"""The keyboard is enough: a question is answered with Tab, Space and Enter, and what has the focus can be seen."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import COURSE, result

pytestmark = [pytest.mark.databases("sqlite"), pytest.mark.usefixtures("course")]
FOCUS = Path(__file__).with_name("focus.js").read_text()
LEVELS = COURSE + "/levels"


def tab(page, to, at_most=60):
    """Press Tab until the focus is where `to(focus)` says; each stop on the way must be seen."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["seen"], focus
        if to(focus):
            return focus
    raise AssertionError("Tab does not get there.")


def answer_by_keyboard(page):
    page.goto(LEVELS)
    tab(page, lambda focus: focus["name"] == "a-told")
    page.keyboard.press("ArrowDown")
    tab(page, lambda focus: focus["name"] == "c-told")
    page.keyboard.press("Space")
    tab(page, lambda focus: focus["words"] == "Check answer")
    page.keyboard.press("Enter")
    expect(result(page, "told")).to_have_text("Right")


def test_a_question_is_answered_and_reading_goes_on_at_its_feedback(page):
    answer_by_keyboard(page)
    expect(result(page, "told")).to_be_focused()
    expect(result(page, "told")).to_be_in_viewport()
    expect(page.locator("#told")).to_contain_text("You were sure")


def test_without_scripts_the_address_leads_to_the_feedback(plain_page):
    answer_by_keyboard(plain_page)
    assert plain_page.url.endswith("#result-told")
    expect(result(plain_page, "told")).to_be_in_viewport()


def test_the_result_is_announced_once(page):
    answer_by_keyboard(page)
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("Right")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_first_stop_of_every_page_leads_past_the_navigation(page):
    for path in ("/", COURSE, LEVELS, "/sign-in"):
        page.goto(path)
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["words"] == "Skip to the content"
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_every_stop_of_a_lesson_can_be_seen_and_the_last_is_reached(page):
    for path in (LEVELS, COURSE + "/pulse", "/sign-up"):
        page.goto(path)
        tab(page, lambda focus: focus["words"] == "What is kept, and who sees it" and focus["tag"] == "A")


def test_what_is_to_be_mended_has_the_focus(page):
    page.goto("/sign-in")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("E-mail address")).to_be_focused()


def test_who_asks_for_no_motion_gets_none(browse):
    page = browse(reduced_motion="reduce")
    page.goto(LEVELS)
    moving = "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0
