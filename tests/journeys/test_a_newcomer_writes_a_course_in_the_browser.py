"""From an account that may begin courses to a published course of two modules, with a quiz, a survey and a worksheet: in the
browser alone, with scripts and without."""

import pytest
from playwright.sync_api import expect

from course.database import writing
from course.people.rights import give_role
from tests.cast import stan
from tests.journeys.steps import follow, press, sees, sign_in
from tests.people.asking import make

QUIZ = """Read this, then answer.

//// quiz
id: what-stays
title: What stays
pass: 50 %

/// question | choice
id: who-decides

Who decides at the level “empower”?

- [x] Residents {#residents}

    They do.

- [ ] The board {#board}

    It handed the decision over.
///
////
"""
WORKSHEET = """/// worksheet
id: plan
title: Your plan

[text] Whom will you ask? {#whom}
///

/// survey
id: how-was-it
title: How was it?
wave: pulse
scale.agree: 1 disagree | 2 in between | 3 agree

[scale agree] This was worth my time {#worth}
///
"""
KEY = "who-is-missing"


@pytest.fixture
def author(app):
    """Stan has an account and no course; an administrator let him begin one."""
    person = make(app, stan)
    with app.app_context(), writing():
        give_role(person, "author")


@pytest.mark.usefixtures("author")
def test_a_newcomer_writes_a_course_in_the_browser(open_browser):
    page = open_browser()
    sign_in(page, stan)
    follow(page, "Workshop")
    follow(page, "Begin a course")
    page.get_by_label("What is the course called?").fill("Who is missing?")
    press(page, "Begin course")
    sees(page, "Who is missing?: your draft")
    add_module(page, "Deciding together")
    write_new_lesson(page, "Deciding together", "Who decides", QUIZ, complete="pass")
    write_new_lesson(page, "Deciding together", "Your plan", WORKSHEET, complete="answer")
    withdraw(page, "A first lesson")
    walk(page)
    follow(page, "Look at what publishing would change")
    page.get_by_label("What changed, in a line for the history").fill("A beginning")
    press(page, "Publish the course")
    sees(page, "Who is missing?")
    reader = open_browser()
    reader.goto(f"/courses/{KEY}")
    expect(reader.locator(".path > li")).to_have_count(2)
    follow(reader, "Who decides 5 min")
    reader.get_by_label("Residents").check()
    press(reader, "Check answers")
    expect(reader.get_by_text("1 of 1 right")).to_be_visible()


def add_module(page, title):
    page.get_by_label("Title of a new module").fill(title)
    press(page, "Add module")


def write_new_lesson(page, module, title, text, complete):
    """In the last module: its form is the last one of its kind."""
    page.locator("details", has_text="Rename the module, or add a lesson").last.locator("summary").click()
    page.get_by_label("Title of a new lesson").last.fill(title)
    with page.expect_navigation():
        page.get_by_role("button", name="Add lesson").last.click()
    sees(page, title)
    page.get_by_text("Title, minutes and when it counts as done").click()
    page.get_by_label("It counts as done").select_option(complete)
    page.get_by_label("Text, in Markdown").fill(text)
    press(page, "Save text")
    expect(page.get_by_text("No problems in this text")).to_be_visible()
    follow(page, "Your draft")


def withdraw(page, title):
    press(page, f"Withdraw {title}")
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(0)


def walk(page):
    """As a learner would have it: the answer is marked, and nothing is kept."""
    follow(page, "Walk it as a learner")
    page.locator("summary", has_text="2 lessons").last.click()
    page.get_by_role("link", name="Who decides").click()
    page.get_by_label("The board").check()
    press(page, "Check answers")
    expect(page.get_by_text("It handed the decision over.")).to_be_visible()
    page.get_by_role("link", name="Back to the draft").click()
    sees(page, "Who is missing?: your draft")
