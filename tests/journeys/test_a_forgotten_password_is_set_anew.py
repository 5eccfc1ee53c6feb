"""A forgotten password is set anew, by a link in a letter that works once."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import lena
from tests.journeys.steps import fill_sign_in, follow, press, sees, sign_in

NEW = "five slow tractors"
pytestmark = pytest.mark.usefixtures("everybody")


def link_in(letter):
    return re.search(r"http://\S+/links/\S+", letter.get_content())[0]


def ask(page, email):
    page.goto("/sign-in")
    follow(page, "I have forgotten my password")
    page.get_by_label("E-mail address").fill(email)
    press(page, "Send the link")
    expect(page.get_by_role("status")).to_contain_text("A letter is on its way to the address that you gave.")


def set_password(page, link):
    page.goto(link)
    sees(page, "Choose a new password")
    page.get_by_label("New password").fill(NEW)
    press(page, "Save password")


def test_a_forgotten_password_is_set_anew(open_browser, post):
    elsewhere = open_browser()
    sign_in(elsewhere, lena)
    page = open_browser()
    ask(page, lena.email)
    letter = post()
    assert letter["To"] == lena.email
    set_password(page, link_in(letter))
    sees(page, "Your account")
    expect(page.get_by_role("status")).to_contain_text("Every other device is signed out.")

    elsewhere.goto("/account")
    sees(elsewhere, "Sign in")
    fill_sign_in(elsewhere, lena.email, lena.password)
    expect(elsewhere.get_by_role("alert")).to_contain_text("This address and this password do not go together.")
    sign_in(elsewhere, lena, NEW)


def test_the_link_works_once_and_looking_at_it_uses_nothing_up(open_browser, post):
    page = open_browser()
    ask(page, lena.email)
    link = link_in(post())
    page.goto(link)  # as a mail scanner does
    set_password(page, link)
    sees(page, "Your account")
    page.goto(link)
    expect(page.get_by_label("New password")).to_have_count(0)
    expect(page.locator("h1")).not_to_have_text("Choose a new password")


def test_an_address_without_an_account_gets_a_letter_that_says_so_and_the_page_tells_nothing(open_browser, post):
    ask(open_browser(), "nobody@example.org")
    letter = post()
    assert letter["To"] == "nobody@example.org"
    assert "There is no account with this address." in letter.get_content() and "/links/" not in letter.get_content()


def test_she_moves_to_a_new_address_by_the_letter_sent_there(open_browser, post):
    page = open_browser()
    sign_in(page, lena)
    page.goto("/account")
    page.get_by_label("New e-mail address").fill("lena@new.example.org")
    page.locator("form[action$='/account/address']").get_by_label("Password").fill(lena.password)
    press(page, "Ask to change address")
    letter = post()
    assert letter["To"] == "lena@new.example.org"
    page.goto(link_in(letter))
    press(page, "Confirm address")
    expect(page.locator("main")).to_contain_text("You sign in with lena@new.example.org")
