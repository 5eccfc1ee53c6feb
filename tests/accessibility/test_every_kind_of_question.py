"""Every kind of question, in every state: nothing that axe finds, and everything by keyboard alone, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests import kinds, making
from tests.accessibility.test_the_keyboard_is_enough import tab
from tests.journeys.steps import result

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def every_kind(app):
    making.publish(app, kinds.files())


def send(page, sheet):
    page.locator(f"#{sheet} .actions button").click()


@pytest.mark.usefixtures("every_kind")
def test_each_kind_is_well_empty_asked_again_wrong_and_right(look):
    page = look.page
    look.at(kinds.PATH, "every kind, to fill in")
    page.locator("[name=a-count]").fill("1.500")
    send(page, "count")
    look("a number that can be read in two ways")
    page.locator("[name=a-count]").fill("about thirty")
    send(page, "count")
    look("what is no number")
    for sheet in ("count", "quiet", "decides", "steps", "belongs", "two-more"):
        page.goto(kinds.PATH)
        send(page, sheet)
    look("everything left empty")
    for sheet, fill in (("quiet", lambda: page.get_by_label("Wait").check()),
                        ("count", lambda: page.locator("[name=a-count]").fill("846201")),
                        ("decides", lambda: page.locator("[name=a-decides]").fill("canarypeopel")),
                        ("steps", lambda: place_lines(page)),
                        ("belongs", lambda: page.get_by_label("Inclusion").select_option(label="Childcare")),
                        ("two-more", lambda: page.get_by_label("Gap 2 of 2").fill("canaryfive"))):
        page.goto(f"{kinds.PATH}?again={sheet}")
        fill()
        send(page, sheet)
    look("partly right, and not quite")


def place_lines(page):
    for number, line in enumerate(page.locator("#steps select").all(), start=1):
        line.select_option(str(number))


def by_keyboard(page):
    """Answer each question with Tab, arrows, letters and Enter."""
    page.goto(kinds.PATH)
    tab(page, lambda focus: focus["name"] == "a-quiet")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(result(page, "quiet")).to_have_text("The best choice")
    page.goto(kinds.PATH)
    tab(page, lambda focus: focus["name"] == "a-count")
    page.keyboard.type("731.942")
    page.keyboard.press("Enter")
    expect(page.locator("[name=r-count]").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(result(page, "count")).to_have_text("Right")
    page.goto(kinds.PATH)
    for choice in ("Childcare", "Childcare"):
        tab(page, lambda focus: focus["name"].startswith("a-belongs"))
        page.keyboard.type(choice)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(result(page, "belongs")).to_have_text("Partly right")
    expect(page.get_by_role("status")).to_have_count(1)
    page.goto(kinds.PATH)
    tab(page, lambda focus: focus["name"] == "a-loop.last")
    page.keyboard.type("closing")
    page.keyboard.press("Tab")
    page.keyboard.type("canary5")
    page.keyboard.press("Tab")
    page.keyboard.type("0,731")
    page.keyboard.press("Enter")
    expect(result(page, "two-more")).to_have_text("2 of 2 right")


@pytest.mark.usefixtures("every_kind")
def test_each_kind_is_answered_by_keyboard(page):
    by_keyboard(page)
    expect(result(page, "two-more")).to_be_focused()


@pytest.mark.usefixtures("every_kind")
def test_each_kind_is_answered_by_keyboard_without_scripts(plain_page):
    by_keyboard(plain_page)


@pytest.mark.usefixtures("every_kind")
def test_each_field_has_its_question_and_its_own_name(page):
    page.goto(kinds.PATH)
    tree = page.locator("main").aria_snapshot()
    for line in ('group "How many came?"', 'textbox "Your answer people"', 'group "Put them in order."', 'combobox "Listen"',
                 'group "What belongs together?"', 'combobox "Room for all"', 'combobox "Gap 1 of 2"', 'textbox "Gap 2 of 2"',
                 'group "Nobody speaks. What do you do?"', 'radio "Ask in pairs"'):
        assert line in tree, f"{line} is not in\n{tree}"
