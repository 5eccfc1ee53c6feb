"""What was written and chosen and not sent yet is back when its page is: after a reload, as when a phone drops a tab, and after
a form that could not be sent."""

import pytest
from playwright.sync_api import expect

from tests import papers
from tests.cast import lena
from tests.journeys.steps import COURSE, becomes, choose, follow, press, result, sign_in
from tests.people.asking import make

pytestmark = pytest.mark.databases("sqlite")
BACK = "What you filled in here before is back. It has not been sent."
PAPER = COURSE + "/paper"
KEPT = "Object.keys(sessionStorage).length"


@pytest.mark.usefixtures("course")
def test_choices_are_back_until_they_are_sent(page):
    page.goto(COURSE + "/levels")
    choose(page, "supports", "Childcare", "A later hour")
    choose(page, "told", "Consult", sure="A guess")
    becomes(page, KEPT, 2)
    page.reload()
    expect(page.get_by_text(BACK)).to_have_count(2)
    for sheet, words in (("supports", "Childcare"), ("supports", "A later hour"), ("told", "Consult"), ("told", "A guess")):
        expect(page.locator(f"#{sheet}").get_by_label(words, exact=True)).to_be_checked()
    press(page.locator("#told"), "Check answer")
    expect(result(page, "told")).to_have_text("Right")
    expect(page.locator("#supports").get_by_label("Childcare")).to_be_checked()  # another form of the page keeps its own
    press(page, "Check answer")
    becomes(page, KEPT, 0)


@pytest.mark.usefixtures("course")
def test_what_she_changes_in_an_answer_that_she_sent_is_back_too(page):
    page.goto(COURSE + "/levels")
    form = page.locator("#promised form")
    form.locator("textarea").fill("Two seats")
    press(form, "Save and compare")
    follow(page.locator("#promised"), "Write again")
    expect(form.locator("textarea")).to_have_value("Two seats")
    form.locator("textarea").fill("One seat")
    form.get_by_label("The facilitator, too").check()
    becomes(page, KEPT, 1)
    page.reload()
    expect(form.get_by_text(BACK)).to_be_visible()
    expect(form.locator("textarea")).to_have_value("One seat")
    expect(form.get_by_label("The facilitator, too")).to_be_checked()
    form.locator("textarea").fill("Two seats")
    form.get_by_label("I alone").check()
    becomes(page, KEPT, 0)  # as it was sent: there is nothing to keep


@pytest.fixture
def sheet(app, page):
    """Lena's worksheet, open in the browser."""
    papers.publish(app)
    make(app, lena)
    sign_in(page, lena)
    page.goto(COURSE)
    press(page, "Start the course")
    page.goto(PAPER)
    return page.locator("#check")


def test_a_long_worksheet_is_saved_as_it_is_typed(page, sheet):
    """Longer in the form's encoding than what a browser carries for a page that is being left."""
    long = "共同决定" * 2000
    sheet.get_by_label("Our promise").fill(long)
    expect(sheet.get_by_role("status")).to_contain_text("Kept as you type")
    page.reload()
    expect(sheet.get_by_label("Our promise")).to_have_value(long)


def test_who_was_signed_out_elsewhere_is_told_while_she_types_and_finds_it_all_in_the_sheet_again(page, sheet):
    sheet.get_by_label("Our promise").fill("We come back")
    expect(sheet.get_by_role("status")).to_contain_text("Kept as you type")
    page.context.clear_cookies()
    sheet.get_by_label("Our promise").fill("We come back in May,\nand say so")
    told = sheet.get_by_text("Not saved: the site does not take it as it stands. Press “Save worksheet” to read why.")
    expect(told).to_be_visible()
    press(sheet, "Save worksheet")
    expect(page.get_by_label("What you typed")).to_have_value("We come back in May,\nand say so")
    sign_in(page, lena)
    page.goto(PAPER)
    expect(sheet.get_by_text(BACK)).to_be_visible()
    expect(sheet.get_by_text("Kept as you type.")).to_be_visible()
    page.reload()
    expect(sheet.get_by_label("Our promise")).to_have_value("We come back in May,\nand say so")
    expect(sheet.get_by_text(BACK)).to_have_count(0)
