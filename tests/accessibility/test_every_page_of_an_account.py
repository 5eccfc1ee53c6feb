"""Every page about accounts, and every refusal and failure, in every state."""

import re

import pytest
from playwright.sync_api import expect

from course.errors import TooBusy
from course.people.access import anyone
from tests.accessibility.asking import send_form
from tests.cast import PASSWORD, lena
from tests.journeys.steps import COURSE, choose, fill_sign_in, press, sees, sign_in
from tests.people.asking import make

pytestmark = [pytest.mark.databases("sqlite"), pytest.mark.usefixtures("course")]
LEVELS = COURSE + "/levels"


def link_in(letter):
    return re.search(r"http://\S+/links/\S+", letter.get_content())[0]


def test_forms_empty_and_wrong(look):
    page = look.page
    for path, button in (("/sign-in", "Sign in"), ("/sign-up", "Create account"), ("/forgotten", "Send the link")):
        look.at(path)
        press(page.locator("main"), button)
        look(f"{path} with errors")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    press(page, "Send the link")
    look("a letter is on its way")
    page.goto("/sign-in")
    for _ in range(5):
        fill_sign_in(page, lena.email, "wrong password")
    look("a wrong password")
    fill_sign_in(page, lena.email, "wrong password")
    expect(page.locator("main")).to_contain_text("Error 429")
    look("429")


def test_signing_up_and_confirming(look, post):
    page = look.page
    page.goto("/sign-up")
    page.get_by_label("Name", exact=True).fill("Ana " * 20)
    page.get_by_label("E-mail address").fill("a" * 60 + "@a-long-host-name-that-goes-on-and-on.example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("checkbox").first.check()
    press(page, "Create account")
    sees(page, "Your account")
    look("welcome")
    page.goto(link_in(post()))
    look("confirming an address")
    press(page, "Confirm address")
    look("confirmed")


def test_an_account_and_its_forms(look, app, post):
    make(app, lena)
    page = look.page
    sign_in(page, lena)
    page.goto("/account")
    page.locator("#name-name").fill("x" * 200)
    press(page, "Save name")
    look("a name too long")
    look.at("/account/copy", "a copy of what is kept")
    look.at("/account/erasure", "what erasing means")
    press(page.locator("main"), "Erase what I wrote and my account")
    look("not erased yet")
    for button in ("Ask to change address", "Change password"):
        page.goto("/account")
        press(page, button)
        look(f"{button}, empty")
    press(page, "Save choice")
    look("a choice kept")
    send_form(page, "/account/end")
    look("403")
    press_out(page)
    look("signed out")
    page.goto("/forgotten")
    page.get_by_label("E-mail address").fill(lena.email)
    press(page, "Send the link")
    page.goto(link_in(post()))
    look("choosing a password")
    press(page, "Save password")
    look("a password not chosen")


def press_out(page):
    page.goto("/account")
    press(page, "Sign out here")


def test_the_demos_letters(look, app, post, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].__class__(
        **{**app.config["SETTINGS"].__dict__, "DEMO": True}))
    look.at("/letters", "no letters")
    page = look.page
    page.goto("/forgotten")
    page.get_by_label("E-mail address").fill(lena.email)
    press(page, "Send the link")
    post()
    look.at("/letters")


def test_refusals(look):
    page = look.page
    page.goto(LEVELS)
    choose(page, "told", "Consult")
    form = page.locator("#told form")
    fields = {name: form.locator(f"[name={name}]").input_value() for name in ("csrf_token", "key")}
    page.request.post(form.get_attribute("action"), form=fields | {"a-told": "inform"})
    press(page.locator("#told"), "Check answer")
    look("409")
    for state, path, fields in (
        ("400 without its token", LEVELS + "/r/1/supports/attempts", {"token": False}),
        ("400 of a form that is not ours", LEVELS + "/r/1/supports/attempts", {"key": "made up"}),
        ("405", "/privacy", {}),
        ("413", "/sign-in", {"email": "x" * 1_200_000}),
    ):
        page.goto("/sign-up")
        send_form(page, path, **fields)
        look(state)
    look.at("/links/never-made")
    look.at("/nowhere")


def test_failures(look, app, monkeypatch):
    def fail():
        raise ZeroDivisionError

    def wait():
        raise TooBusy

    for failing in (fail, wait):
        failing.rule = anyone
        monkeypatch.setitem(app.view_functions, "people.show_privacy", failing)
        look.at("/privacy", failing.__name__)
