"""A course is written by keyboard alone: the text, its saving, its undoing, and nothing that holds the focus fast."""

import re

import pytest
from playwright.sync_api import expect

from tests.accessibility.test_the_keyboard_is_enough import FOCUS, tab
from tests.cast import frank
from tests.journeys.steps import sign_in

pytestmark = [pytest.mark.databases("sqlite"), pytest.mark.usefixtures("everybody")]
DRAFT = "/authoring/neighbours/draft"
WRITTEN = re.compile("One more line by keyboard")
TEXT = f"{DRAFT}/texts/01-start/01-hello.md"


def test_a_text_is_written_saved_and_undone_by_keyboard(page):
    sign_in(page, frank)
    page.goto(TEXT)
    tab(page, lambda focus: focus["name"] == "body")
    page.keyboard.press("Control+End")
    page.keyboard.type("One more line by keyboard.")
    tab(page, lambda focus: focus["words"] == "Save text")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Saved in your draft")
    expect(page.locator("#body")).to_have_value(WRITTEN)
    page.goto(DRAFT)
    tab(page, lambda focus: focus["words"].startswith("Undo"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(TEXT)
    expect(page.locator("#body")).not_to_have_value(WRITTEN)


def test_tab_goes_through_the_whole_editor_and_out_of_it(page):
    """Forward past the preview to the end of the page, and back by Shift+Tab to the text."""
    sign_in(page, frank)
    page.goto(TEXT)
    tab(page, lambda focus: focus["name"] == "body")
    stops = 0
    while not page.evaluate("!!document.activeElement.closest('body > footer')"):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["seen"]
        stops += 1
        assert stops < 60, "Tab never leaves the editor."
    for _ in range(stops):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS)["name"] == "body"
