"""Lena takes the course, from the catalogue to the last lesson."""

import pytest
from playwright.sync_api import expect

from tests.cast import lena
from tests.journeys.steps import (
    COURSE,
    address,
    answer,
    begin,
    choose,
    done,
    follow,
    press,
    result,
    sees,
    sign_in,
    take_levels,
    take_quiz,
    write,
)

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def page(open_browser):
    """Lena's browser; she is signed in."""
    page = open_browser()
    sign_in(page, lena)
    return page


def answer_survey(page):
    survey = page.locator("#pulse-1")
    for line, words in (("It was useful", "agree"), ("It was clear", "neither")):
        survey.get_by_role("group", name=line, exact=True).get_by_label(words, exact=True).check()
    survey.get_by_role("group", name="Would you pass it on?").get_by_label("9", exact=True).check()
    survey.get_by_label("Right", exact=True).check()
    survey.get_by_label("A neighbour", exact=True).check()
    survey.get_by_role("textbox", name="What was unclear?").fill("Nothing, in fact.")
    survey.get_by_label("Prefer not to say", exact=True).check()
    press(survey, "Send answers")


def test_lena_takes_the_course(page):
    page.goto("/")
    press(page, "Start the course")
    sees(page, "Hello")
    expect(page.get_by_role("img", name="A door")).to_be_visible()
    press(page, "Done, next lesson")

    sees(page, "Levels of say")
    answer(page, "told", "Consult", sure="Sure")
    answer(page, "supports", "Childcare", "A longer agenda")
    expect(result(page, "supports")).to_have_text("Not quite")  # right minus wrong
    write(page, "promised", "Two seats, promised as half of the board.")
    expect(page.locator("#promised")).to_contain_text("CANARY-model")
    follow(page, "Next lesson")

    sees(page, "The quiz")
    take_quiz(page)
    expect(result(page, "quiz-1")).to_have_text("2 of 2 right")
    follow(page, "Next lesson")

    sees(page, "How was it")
    answer_survey(page)
    expect(result(page, "pulse-1")).to_have_text("Thank you, your answers are kept")
    page.get_by_text("What you answered", exact=True).click()
    for words in ("agree", "9 of 10", "A neighbour", "Nothing, in fact.", "Preferred not to say"):
        expect(page.locator("#pulse-1 dd").get_by_text(words, exact=True).first).to_be_visible()
    follow(page, "Back to the course")
    expect(page.get_by_role("heading", name="You have done the whole course")).to_be_visible()


def test_each_option_says_why_once_she_has_answered_and_not_before(page):
    page.goto(COURSE + "/levels")
    assert "CANARY" not in page.content()
    answer(page, "told", "Inform", sure="Sure")
    expect(result(page, "told")).to_have_text("Not quite")
    feedback = page.locator("#told li.option")
    expect(feedback.nth(0)).to_contain_text("Your answer, not right")
    expect(feedback.nth(1)).to_contain_text("The right answer")
    for option, canary in enumerate(("inform", "consult", "empower")):
        expect(feedback.nth(option)).to_contain_text(f"CANARY-{canary}")
    expect(page.locator("#told")).to_contain_text("You were sure, so this one is worth a second look")


def test_she_tries_again_and_the_earlier_answer_is_one_press_away(page):
    page.goto(COURSE + "/levels")
    answer(page, "told", "Inform")
    follow(page.locator("#told"), "Try again")
    expect(page.locator("#told")).not_to_contain_text("CANARY")
    follow(page, "Go back to my earlier answer")
    expect(result(page, "told")).to_have_text("Not quite")
    follow(page.locator("#told"), "Try again")
    answer(page, "told", "Consult")
    expect(result(page, "told")).to_have_text("Right")
    expect(page.locator("#told")).to_contain_text("Try 2, sent on")


def test_a_quiz_that_is_not_passed_leaves_the_lesson_open(page):
    take_quiz(page, first="Yes", second="The board")
    expect(result(page, "quiz-1")).to_have_text("0 of 2 right")
    expect(page.locator("#quiz-1")).to_contain_text("Not passed yet: the mark is 50 %")
    expect(page.get_by_text("This lesson counts as done once its quiz is passed.")).to_be_visible()
    done(page, "0 of 3")
    page.goto(COURSE + "/the-quiz")
    follow(page.locator("#quiz-1"), "Try again")
    choose(page, "quiz-1", "No", "The board")
    press(page, "Check answers")
    expect(page.locator("#quiz-1")).to_contain_text("Passed: the mark is 50 %")
    done(page, "1 of 3")


def test_she_resumes_where_she_was_from_the_catalogue_and_turns_to_and_fro(page):
    begin(page, "Start the course")
    press(page, "Done, next lesson")
    take_levels(page)
    page.goto("/")
    expect(page.get_by_text("2 of 3 core lessons done")).to_be_visible()
    follow(page, "Continue")
    sees(page, "The quiz")
    turn = page.get_by_role("navigation", name="Lessons")
    turn.locator("[rel=prev]").click()
    sees(page, "Levels of say")
    expect(page.get_by_text("Done on")).to_be_visible()
    turn.locator("[rel=next]").click()
    sees(page, "The quiz")


def test_the_arrow_keys_turn_the_pages_but_not_while_she_answers(browse):
    page = browse()
    page.goto(COURSE + "/levels")
    page.locator("#told").get_by_label("Inform").focus()
    page.keyboard.press("ArrowRight")  # moves within the options
    expect(page.locator("#told").get_by_label("Consult")).to_be_checked()
    assert address(page) == COURSE + "/levels"
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    sees(page, "The quiz")
    page.keyboard.press("ArrowLeft")
    sees(page, "Levels of say")
    page.keyboard.press("ArrowLeft")
    sees(page, "Hello")
