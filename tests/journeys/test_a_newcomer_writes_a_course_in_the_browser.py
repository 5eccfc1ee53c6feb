"""From an account that may begin courses to a published course of two modules, with a quiz, a survey and a worksheet: in the
browser alone, by forms, with scripts and without; nobody types a sign of Markdown."""

import pytest
from playwright.sync_api import expect

from course.database import writing
from course.people.rights import give_role
from tests.cast import stan
from tests.journeys.steps import follow, press, sees, sign_in
from tests.people.asking import make

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
    write_new_lesson(page, "Deciding together", "Who decides", [quiz], complete="pass")
    write_new_lesson(page, "Deciding together", "Your plan", [worksheet, survey], complete="answer")
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


def write_new_lesson(page, module, title, blocks, complete):
    """In the last module: its form is the last one of its kind."""
    page.locator("details", has_text="Rename the module, or add a lesson").last.locator("summary").click()
    page.get_by_label("Title of a new lesson").last.fill(title)
    with page.expect_navigation():
        page.get_by_role("button", name="Add lesson").last.click()
    sees(page, title)
    page.get_by_text("Title, minutes and when it counts as done").click()
    page.get_by_label("It counts as done").select_option(complete)
    page.get_by_label("Text, in Markdown").fill("Read this, then answer.")
    press(page, "Save text")
    for block in blocks:
        follow(page, "Insert or edit a block")
        block(page)
        sees(page, title)
    expect(page.get_by_text("No problems in this text")).to_be_visible()
    follow(page, "Your draft")


def quiz(page):
    """The quiz first, then its question."""
    follow(page, "A quiz")
    page.get_by_label("Title").fill("What stays")
    page.get_by_label("Share of points to pass").fill("50 %")
    press(page, "Insert block")
    sees(page, "A question for the quiz")
    follow(page, "A choice")
    page.get_by_label("Question", exact=True).fill("Who decides at the level “empower”?")
    for number, words, said in ((1, "Residents", "They do."), (2, "The board", "It handed the decision over.")):
        answer = page.get_by_role("group", name=f"Answer {number}")
        answer.get_by_label("Its words").fill(words)
        answer.get_by_label("What is said to who chose it").fill(said)
    press(page, "Insert block")


def worksheet(page):
    follow(page, "A worksheet")
    page.get_by_label("Title").fill("Your plan")
    press(page, "Free text")
    page.get_by_label("What it asks").fill("Whom will you ask?")
    press(page, "Insert block")


def survey(page):
    follow(page, "A survey")
    page.get_by_label("Title").fill("How was it?")
    page.get_by_label("When it is asked").select_option("on the way (pulse)")
    press(page, "Points on a scale")
    page.get_by_label("What it asks").fill("This was worth my time")
    press(page, "Insert block")


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
