"""Ada gives and takes roles, and the other person's next request obeys."""

import pytest
from playwright.sync_api import expect

from tests.cast import ada, lena
from tests.journeys.steps import press, sees, sign_in

DESK = "/evaluation/neighbours"


@pytest.fixture
def page(open_browser, everybody):
    page = open_browser()
    sign_in(page, ada)
    page.get_by_label("Main").get_by_role("link", name="People").click()
    sees(page, "People and roles")
    return page


def standing(page, person):
    """The line of the page that says which role a person has."""
    return page.locator("#roles li").filter(has_text=person.email)


def give(page, email, role):
    form = page.locator("form[action$='/people/roles']")
    form.get_by_label("E-mail address").fill(email)
    form.get_by_label("Role").select_option(label=role)
    press(form, "Give role")


def test_ada_gives_and_takes_roles(page, open_browser):
    hers = open_browser()
    sign_in(hers, lena)
    hers.goto(DESK)
    sees(hers, "There is no such page")

    give(page, lena.email, "Evaluator of Talking with neighbours")
    expect(standing(page, lena)).to_contain_text("Evaluator of Talking with neighbours")
    hers.goto(DESK)
    sees(hers, "What happened so far?")
    expect(hers.get_by_label("Main").get_by_role("link", name="Results")).to_be_visible()

    press(page, f"Take back evaluator from {lena.email}")
    expect(standing(page, lena)).to_have_count(0)
    hers.reload()
    sees(hers, "There is no such page")
    hers.goto("/")
    expect(hers.get_by_label("Main").get_by_role("link", name="Results")).to_have_count(0)


def test_she_finds_a_person_and_hears_when_there_is_none(page):
    find = page.get_by_role("search")
    find.get_by_label("E-mail address").fill(lena.email)
    press(find, "Find person")
    expect(page.get_by_role("status")).to_contain_text("an account since")
    find.get_by_label("E-mail address").fill("nobody@example.org")
    press(find, "Find person")
    expect(page.get_by_role("status")).to_contain_text("There is no account with the address")
    give(page, "nobody@example.org", "Facilitator of Talking with neighbours")
    expect(page.get_by_role("alert")).to_contain_text("There is no account with this address.")


def test_the_site_keeps_one_administrator(page):
    press(page, f"Take back administrator from {ada.email}")
    expect(page.get_by_role("alert")).to_contain_text("This is the last administrator.")
    give(page, lena.email, "Administrator of the site")
    press(page, f"Take back administrator from {ada.email}")
    sees(page, "There is no such page")  # she has taken her own
