"""The course changes under Lena, in the middle of it, and nothing that she did is lost or changed."""

import pytest
from playwright.sync_api import expect

from tests import making
from tests.cast import lena
from tests.journeys.steps import COURSE, answer, begin, choose, done, follow, press, result, sees, sign_in, take_levels

LESSON = "02-levels/01-levels.md"


@pytest.fixture
def page(open_browser, everybody):
    page = open_browser()
    sign_in(page, lena)
    return page


def test_a_lesson_says_that_it_changed_since_she_read_it(page, app):
    begin(page, "Start the course")
    making.publish(app, making.edited("01-start/01-hello.md", "Two neighbours meet.", "Two neighbours meet on the stairs."))
    page.goto(COURSE)
    expect(page.get_by_role("listitem").filter(has_text="Hello").last).to_contain_text("changed since you read it")
    page.goto(COURSE + "/hello")
    expect(page.get_by_text("Changed since you read it on")).to_be_visible()
    follow(page, "See what is new")
    sees(page, "What changed since you read it")
    expect(page.locator("ins").first).to_contain_text("Two neighbours meet on the stairs.")
    expect(page.locator("del").first).to_contain_text("Two neighbours meet.")
    follow(page, "Read the lesson as it stands")
    expect(page.get_by_text("Changed since you read it on")).to_have_count(0)


def test_an_answer_begun_before_a_new_edition_counts_for_the_text_she_saw(page, app):
    page.goto(COURSE + "/levels")
    choose(page, "told", "Consult")
    changed = making.edited(LESSON, "- [x] Consult", "- [ ] Consult")
    making.publish(app, making.edited(LESSON, "- [ ] Empower", "- [x] Empower", base=changed))
    press(page.locator("#told"), "Check answer")
    expect(result(page, "told")).to_have_text("Right")  # by the key of the text that she was shown
    expect(page.get_by_text("This is the text that you answered.")).to_be_visible()
    kept = page.url
    follow(page, "Read it as it stands")
    expect(page.get_by_text("You answered an earlier wording of this")).to_be_visible()
    follow(page, "That answer")
    expect(result(page, "told")).to_have_text("Right")
    assert page.url.partition("#")[0] == kept.partition("#")[0]


def test_a_mended_slip_leaves_her_answer_where_it_was(page, app):
    page.goto(COURSE + "/levels")
    answer(page, "told", "Inform")
    making.publish(app, making.edited(LESSON, "Some are told, some are asked.", "Some are told; some are asked."))
    page.goto(COURSE + "/levels")
    expect(result(page, "told")).to_have_text("Not quite")


def test_a_lesson_that_was_renamed_and_moved_keeps_what_she_did(page, app):
    take_levels(page)
    files = making.files()
    text = files.pop(LESSON).replace(b"title: Levels of say", b"title: How much say")
    making.publish(app, files | {"01-start/02-how-much.md": text})
    done(page, "1 of 3")
    page.get_by_role("link").filter(has_text="How much say").click()
    expect(result(page, "told")).to_have_text("Right")
    expect(page.get_by_text("Done on")).to_be_visible()


def test_a_lesson_that_left_the_course_shows_her_what_she_answered_in_it(page, app, open_browser):
    take_levels(page)
    remaining = making.edited("01-start/01-hello.md", "lesson:levels", "lesson:the-quiz")
    del remaining[LESSON]
    making.publish(app, making.withdrawing(remaining, "levels"))
    page.goto(COURSE + "/levels")
    sees(page, "This lesson has left the course")
    page.get_by_role("link").filter(has_text="What you answered (1), with the text as it was").click()
    expect(page.get_by_text("The lesson has left the course since; what you did in it is kept, and counts.")).to_be_visible()
    stranger = open_browser()
    stranger.goto(COURSE + "/levels")
    sees(stranger, "There is no such page")
