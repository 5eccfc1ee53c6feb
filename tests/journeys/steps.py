"""What people do again and again in a browser, in their words."""

import re

from playwright.sync_api import expect

COURSE = "/courses/neighbours"


def press(place, name):
    """Press a button that sends a form, and wait until the page that it leads to stands: a click itself does not wait for it."""
    with _page(place).expect_navigation():
        place.get_by_role("button", name=name, exact=True).click()


def follow(place, name):
    """Follow a link, and wait for its page."""
    with _page(place).expect_navigation():
        place.get_by_role("link", name=name, exact=True).click()


def _page(place):
    """The page itself, or that of a part of it."""
    return getattr(place, "page", place)


def sees(page, heading):
    """The page's one main heading is this."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def sign_in(page, person, password=None):
    page.goto("/sign-in")
    fill_sign_in(page, person.email, password or person.password)
    sees(page, "Learn at your own pace")


def fill_sign_in(page, email, password):
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    press(page.locator("main"), "Sign in")


def sign_out(page):
    page.goto("/account")
    press(page, "Sign out here")
    sees(page, "Sign in")


def begin(page, button="Start, no account needed"):
    """From the course's page to its first lesson."""
    page.goto(COURSE)
    press(page, button)
    sees(page, "Hello")


def choose(page, sheet, *words, sure=None):
    form = page.locator(f"#{sheet} form")
    for option in words:
        form.get_by_label(option, exact=True).check()
    if sure:
        form.get_by_label(sure, exact=True).check()


def answer(page, sheet, *words, sure=None):
    """Choose options of a question by their words, how sure, and send it."""
    choose(page, sheet, *words, sure=sure)
    press(page.locator(f"#{sheet}"), "Check answer")


def write(page, sheet, text):
    page.locator(f"#{sheet} textarea").fill(text)
    press(page.locator(f"#{sheet}"), "Save and compare")


def result(page, sheet):
    """The heading over the feedback of a sheet."""
    return page.locator(f"#result-{sheet}")


def take_levels(page):
    """All of the lesson on levels, right at once."""
    page.goto(COURSE + "/levels")
    answer(page, "told", "Consult", sure="Sure")
    answer(page, "supports", "Childcare", "A later hour")
    write(page, "promised", "Two seats, promised as half of the board.")
    expect(result(page, "promised")).to_have_text("Kept")


def take_quiz(page, first="No", second="Residents"):
    page.goto(COURSE + "/the-quiz")
    choose(page, "quiz-1", first, second)
    press(page.locator("#quiz-1"), "Check answers")


def done(page, words):
    """How far the course's page says she is."""
    page.goto(COURSE)
    expect(page.locator("main header")).to_contain_text(f"{words} core lessons done")


def becomes(place, script, value):
    """What a script says of a page or element becomes this. Playwright waits by `eval`, which our security policy forbids."""
    for _ in range(100):
        if place.evaluate(script) == value:
            return
        _page(place).wait_for_timeout(100)
    assert place.evaluate(script) == value


def address(page):
    """The path of the page, without what follows it."""
    return re.sub(r"^\w+://[^/]+|[?#].*$", "", page.url)
