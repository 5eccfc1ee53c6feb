"""Every page that strangers, guests and learners meet, in every state."""

import pytest
from playwright.sync_api import expect

from tests import making, papers
from tests.accessibility import hard_course
from tests.content.test_asides import MANY
from tests.evaluation.making import agreeing
from tests.journeys.steps import (
    COURSE,
    answer,
    begin,
    choose,
    follow,
    press,
    result,
    take_levels,
    take_quiz,
    write,
)
from tests.learning import boxes

pytestmark = pytest.mark.databases("sqlite")
LEVELS = COURSE + "/levels"
ASIDE = "---\nid: aside\ntitle: Aside\nminutes: 3\ncore: false\n---\n\n"


def test_before_any_course_is_published(look):
    look.at("/")
    look.at("/courses/none")


@pytest.mark.usefixtures("course")
def test_a_course_that_is_not_offered_any_more(look, browse, cli):
    page, learner = look.page, browse()
    begin(page)
    take_levels(page)
    cli.invoke(args=["unpublish", "neighbours"])
    look.at(COURSE, "unpublished")
    cli.invoke(args=["archive", "neighbours"])
    for path in ("/", COURSE, COURSE + "/hello", LEVELS, LEVELS + "?again=told", COURSE + "/the-quiz"):
        look.at(path, "archived")
    learner.goto(COURSE)
    expect(learner.get_by_role("heading", level=1)).to_have_text("This course is closed to newcomers")


@pytest.mark.usefixtures("course")
def test_a_stranger_reads(look):
    for path in ("/", COURSE, COURSE + "/hello", LEVELS, COURSE + "/the-quiz", COURSE + "/pulse", "/privacy", "/nowhere"):
        look.at(path)


@pytest.mark.usefixtures("course")
def test_somebody_was_signed_out_while_she_wrote(look):
    page = look.page
    begin(page)
    page.goto(LEVELS)
    page.locator("#promised textarea").fill("Two seats, promised as half of it")
    page.context.clear_cookies()
    press(page.locator("#promised"), "Save and compare")
    expect(page.get_by_label("What you typed")).to_have_value("Two seats, promised as half of it")
    look("not sent")
    follow(page, "Go on without signing in")
    expect(page.locator("#promised textarea")).to_have_value("Two seats, promised as half of it")  # the script brought it back


@pytest.mark.usefixtures("course")
def test_a_guest_answers_right_wrong_partly_and_not_at_all(look):
    page = look.page
    begin(page)
    look("begun")
    press(page, "Done, next lesson")
    answer(page, "told", "Inform", sure="Sure")
    look("wrong")
    answer(page, "supports", "Childcare")
    look("partly right")
    write(page, "promised", "Two seats, promised as half of the board.")
    look("a reflection, and the lesson done")
    follow(page.locator("#told"), "Try again")
    look("trying again")
    answer(page, "told", "Consult")
    expect(result(page, "told")).to_have_text("Right")
    look("right")
    follow(page.locator("#supports"), "Try again")
    press(page.locator("#supports"), "Check answer")
    look("left empty")
    look.at("/", "catalogue with a course begun")
    look.at(COURSE, "course in the middle")


@pytest.mark.usefixtures("course")
def test_a_guest_takes_the_quiz_and_the_survey_and_has_been_through(look):
    page = look.page
    take_quiz(page, first="Yes", second="The board")
    look("quiz not passed")
    follow(page.locator("#quiz-1"), "Try again")
    choose(page, "quiz-1", "No", "Residents")
    press(page, "Check answers")
    expect(result(page, "quiz-1")).to_have_text("2 of 2 right")
    look("quiz passed")
    page.goto(COURSE + "/pulse")
    press(page, "Send answers")
    look("survey left empty")
    take_levels(page)
    page.goto(COURSE + "/hello")
    press(page, "Done, next lesson")
    look.at(COURSE, "course done")
    look.at("/", "catalogue with a course done")
    look.at("/account", "a guest's account")
    look.at("/sign-in", "signing in as a guest")
    look.at("/sign-up", "signing up as a guest")
    page.goto(COURSE)
    follow(page, "Leave this course")
    look("leaving")
    press(page, "Leave the course")
    look("left")
    look.at("/account", "an account without courses")


def test_what_is_asked_twice_and_what_waits_for_its_day(look, app, clock):
    making.publish(app, making.files(**{
        "01-start__08-after.md": agreeing("after", "end", " now then"),
        "01-start__09-later.md": agreeing("later", "day-30")}))
    page = look.page
    look.at(COURSE + "/after-lesson", "asked twice")
    look.at(COURSE + "/later-lesson", "waits for its day")
    begin(page)
    take_levels(page)
    take_quiz(page)
    page.goto(COURSE + "/hello")
    press(page, "Done, next lesson")
    look.at(COURSE, "opens on a day")
    clock.advance(days=30)
    look.at(COURSE, "the day has come")
    page.goto(COURSE + "/after-lesson")
    page.locator("[name='a-why.then']").first.check()
    press(page, "Send answers")
    page.get_by_text("What you answered").click()
    look("answered twice")


def test_a_guest_fills_in_a_worksheet_and_a_commitment(look, app):
    papers.publish(app)
    page = look.page
    look.at(COURSE + "/paper", "a worksheet as a stranger has it")
    begin(page)
    look.at(COURSE + "/plan", "nothing to show yet")
    page.goto(COURSE + "/paper")
    page.get_by_label("Our promise").fill(hard_course.LONG)
    page.get_by_label("Activity, 1").fill(hard_course.ARABIC)
    press(page, "Save worksheet")
    look("saved")
    look.at(COURSE + "/plan", "what an earlier worksheet holds, and a commitment")
    look.at(COURSE + "/papers/check", "a worksheet to print")
    making.publish(app, papers.edited("[number] How many people {#people}", "[number] How many in all {#all}"))
    look.at(COURSE + "/paper", "a worksheet that has changed")


def test_an_anonymous_survey(look, app):
    making.publish(app, boxes.course())
    page = look.page
    look.at(boxes.BOX, "anonymous")
    page.get_by_text("neither").click()
    press(page, "Send answers")
    look("anonymous, sent")
    expect(result(page, "between-us")).to_be_focused()


def test_tries_that_run_out(look, app):
    quiz = "02-levels/02-quiz.md"
    making.publish(app, making.edited(quiz, "pass: 50 %", "pass: 50 %\ntries: 2\ndraw: 1"))
    page = look.page
    look.at(COURSE + "/the-quiz", "two tries")
    press(page, "Check answers")
    look("one try left")
    follow(page.locator("#quiz-1"), "Try again")
    look("last try")
    press(page, "Check answers")
    look("no try left")
    making.publish(app, making.edited(quiz, "Is more always better?", "Is more ever better?", base=making.edited(
        quiz, "Who decides", "Who has the say", base=making.edited(quiz, "pass: 50 %", "pass: 50 %\ntries: 2\ndraw: 1"))))
    look.at(COURSE + "/the-quiz", "closed, in another wording")


def test_thoughts_kits_recordings_and_a_reflection_that_is_shared(look, app):
    aside = making.files(**{"02-levels__04-aside.md": ASIDE + MANY, "files__a.vtt": "WEBVTT\n"})
    making.publish(app, aside | {"files/a.mp4": b"no film"})
    page = look.page
    look.at(COURSE + "/aside", "kits and recordings as a stranger has them")
    begin(page)
    page.goto(COURSE + "/aside")
    page.get_by_role("textbox", name="Your thought").fill(f"{hard_course.LONG} {hard_course.ARABIC}")
    page.get_by_label("The name to show with it").fill(hard_course.LONG)
    press(page, "Share thought")
    look("a thought that waits")
    page.goto(LEVELS)
    page.get_by_label("The facilitator, too").check()
    write(page, "promised", "Two seats")
    look("a reflection that is shared")


def test_a_course_that_changes(look, app, course):
    page = look.page
    begin(page)
    page.goto(LEVELS)
    choose(page, "told", "Consult")
    changed = making.edited("01-start/01-hello.md", "Two neighbours meet.", "Two neighbours meet on the stairs.")
    changed = making.edited("02-levels/01-levels.md", "- [ ] Empower", "- [ ] Empower all", base=changed)
    making.publish(app, changed)
    press(page.locator("#told"), "Check answer")
    look("an answer to an earlier text")
    follow(page, "Read it as it stands")
    look("answered an earlier wording")
    look.at(COURSE, "course with a changed lesson")
    look.at(COURSE + "/hello", "a changed lesson")
    look.at(COURSE + "/hello/changes?since=1", "what changed")
    look.at(COURSE + "/hello/changes?since=2", "nothing changed")
    changed["01-start/01-hello.md"] = changed["01-start/01-hello.md"].replace(b"[the next lesson](lesson:levels)", b"on")
    changed = making.withdrawing(changed, "levels")
    making.publish(app, {path: data for path, data in changed.items() if not path.endswith("01-levels.md")})
    look.at(LEVELS, "a lesson that left the course")
    page.get_by_role("link").filter(has_text="What you answered").click()
    look("an answer in a lesson that left")


def test_words_that_are_hard_on_a_page(look, app):
    making.publish(app, hard_course.files())
    page = look.page
    for path in ("/", COURSE, COURSE + "/hello", LEVELS, COURSE + "/the-quiz", COURSE + "/pulse"):
        look.at(path)
    page.goto(LEVELS)
    answer(page, "told", hard_course.ARABIC)
    look("answered")
    write(page, "promised", f"{hard_course.LONG * 2}\n{hard_course.ARABIC}")
    look("a reflection")
    page.goto(COURSE + "/the-quiz")
    press(page, "Check answers")
    look("quiz left empty")
    page.goto(COURSE + "/pulse")
    page.locator("textarea[name^=a-]").fill(hard_course.LONG)
    press(page, "Send answers")
    look("survey answered")
    look.at(COURSE, "course begun")
    look.at("/account", "account")
    page.goto(COURSE)
    follow(page, "Leave this course")
    look("leaving")
