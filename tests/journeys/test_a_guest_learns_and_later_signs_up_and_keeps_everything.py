"""A guest learns and later signs up, and keeps everything."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD, lena
from tests.journeys.steps import (
    COURSE,
    answer,
    begin,
    done,
    fill_sign_in,
    follow,
    press,
    result,
    sees,
    sign_in,
    sign_out,
    take_quiz,
)

pytestmark = pytest.mark.usefixtures("everybody")
GUEST = "You are learning as a guest on this device."


def sign_up(page, email, research=False):
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("checkbox").first.check()
    if research:
        page.get_by_role("checkbox").last.check()
    press(page, "Create account")


def learn_as_guest(page):
    begin(page)
    expect(page.get_by_text(GUEST)).to_be_visible()
    press(page, "Done, next lesson")
    sees(page, "Levels of say")
    answer(page, "told", "Consult", sure="I think so")
    expect(result(page, "told")).to_have_text("Right")


def test_a_guest_learns_and_later_signs_up_and_keeps_everything(open_browser):
    page = open_browser()
    page.goto("/")
    follow(page, "Talking with neighbours")
    learn_as_guest(page)
    follow(page, "Create an account")
    sign_up(page, "grace@example.org")
    expect(result(page, "told")).to_have_text("Right")  # where she was, with what she did
    expect(page.get_by_text(GUEST)).to_have_count(0)

    sign_out(page)
    elsewhere = open_browser()  # another device: her place came with her
    elsewhere.goto("/sign-in")
    fill_sign_in(elsewhere, "grace@example.org", PASSWORD)
    done(elsewhere, "1 of 3")
    elsewhere.goto(COURSE + "/levels")
    expect(result(elsewhere, "told")).to_have_text("Right")
    expect(elsewhere.locator("#told")).to_contain_text("You thought so")


def test_reading_alone_keeps_nothing_and_answering_begins(open_browser):
    page = open_browser()
    page.goto(COURSE + "/levels")
    expect(page.get_by_text("You are reading as a visitor.")).to_be_visible()
    answer(page, "told", "Inform")
    expect(result(page, "told")).to_have_text("Not quite")
    expect(page.get_by_text(GUEST)).to_be_visible()


def test_who_signs_in_to_an_account_she_has_brings_what_she_did_as_a_guest(open_browser):
    page = open_browser()
    sign_in(page, lena)
    begin(page, "Start the course")
    press(page, "Done, next lesson")
    sign_out(page)

    other = open_browser()
    other.goto(COURSE + "/levels")
    answer(other, "told", "Empower", sure="A guess")
    take_quiz(other)
    other.goto("/account")
    sees(other, "You are a guest")
    follow(other, "Sign in to one that you have")
    expect(other.get_by_text("joins the account that you sign in to")).to_be_visible()
    fill_sign_in(other, lena.email, lena.password)
    done(other, "2 of 3")  # the lesson she read on one device, the quiz she passed on the other
    other.goto(COURSE + "/levels")
    expect(result(other, "told")).to_have_text("Not quite")


def test_a_guest_ends_on_this_device(open_browser):
    page = open_browser()
    learn_as_guest(page)
    own = page.url
    follow(page.get_by_label("Main"), "Account")
    sees(page, "You are a guest")
    press(page, "End as a guest on this device")
    sees(page, "Sign in")
    expect(page.get_by_role("status")).to_contain_text("You have ended as a guest")
    page.goto(COURSE + "/levels")
    expect(page.locator("#told form")).to_have_count(1)
    page.goto(own)  # whoever uses the device next finds nothing
    sees(page, "Sign in")


def test_who_leaves_a_course_and_comes_back_goes_on_where_she_was(open_browser):
    page = open_browser()
    learn_as_guest(page)
    page.goto(COURSE)
    follow(page, "Leave this course")
    expect(page.get_by_text("You have done 1 of 3 core lessons.")).to_be_visible()
    press(page, "Leave the course")
    expect(page.get_by_text("You left this course. What you did in it is kept")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_text("You are on no course yet.")).to_be_visible()
    page.goto(COURSE)
    press(page, "Start the course")
    sees(page, "Levels of say")
    expect(result(page, "told")).to_have_text("Right")
    done(page, "1 of 3")
