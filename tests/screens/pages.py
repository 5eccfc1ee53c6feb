"""Which pages there are to look at: for each role, functions that lead a browser to a page, named as the picture will be."""

from course.demo.people import PASSWORD
from tests.journeys.steps import fill_sign_in, press
from tests.screens import states

COURSE = "/courses/community-engagement-in-collective-impact"
KEY = COURSE.rpartition("/")[2]
LEVELS = COURSE + "/levels-of-participation"
QUIZ = COURSE + "/quiz-and-your-view"
DRAFT = f"/authoring/{KEY}/draft"
LESSON = "02-who-is-missing/02-mapping-who-is-missing.md"
SURVEY, WORKSHEET = "02-who-is-missing/06-quiz-who-is-missing.md", "02-who-is-missing/05-worksheet-who-is-at-the-table.md"


def at(path):
    return lambda page: page.goto(path)


def sign_in_as(name):
    def sign_in(page):
        page.goto("/sign-in")
        fill_sign_in(page, f"{name}@example.org", PASSWORD)
        page.wait_for_url("**/account**")

    return sign_in


def wrong_form(path, button):
    def send(page):
        page.goto(path)
        press(page.locator("main"), button)

    return send


def begin(page):
    page.goto(COURSE)
    page.locator("main form button").first.click()
    page.wait_for_url("**/courses/*/*")


def answer(option):
    """Answer the first question of the lesson on levels by its option of this number, counted from 0."""

    def send(page):
        page.goto(LEVELS + "?again=" + page_sheet(page))
        sheet = page.locator("section.question").first
        sheet.locator("ul.options input").nth(option).check()
        sheet.get_by_label("Sure", exact=True).check()
        press(sheet, "Check answer")
        page.wait_for_url("**/attempts/*")

    return send


def page_sheet(page):
    page.goto(LEVELS)
    return page.locator("section.question").first.get_attribute("id")


def send_all(path, button):
    """Send the sheet of a page as it comes, the first of each choice taken."""

    def send(page):
        page.goto(path)
        form = page.locator("form.sheet-form").filter(has=page.get_by_role("button", name=button))
        names = dict.fromkeys(form.locator("input[type=radio]").evaluate_all("all => all.map(one => one.name)"))
        for name in names:
            form.locator(f"[name='{name}']").first.check()
        press(form, button)
        page.wait_for_url("**/attempts/*")

    return send


def open_all(path):
    """With everything unfolded."""

    def unfold(page):
        page.goto(path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    return unfold


def find(email):
    return at(f"/people?email={email}")


def first_block(path):
    """The form of the first block of a text."""

    def choose(page):
        page.goto(path)
        page.locator("#there ~ ul a.name").first.click()
        page.wait_for_url("**/draft/block/**")

    return choose


OPEN = {
    "catalogue": at("/"),
    "course": at(COURSE),
    "lesson": at(LEVELS),
    "lesson-to-read": at(COURSE + "/collective-impact-in-ten-minutes"),
    "lesson-with-files": at(COURSE + "/worksheet-purpose-and-level"),
    "survey": at(COURSE + "/before-you-begin"),
    "quiz": at(QUIZ),
    "sign-in": at("/sign-in"),
    "sign-in-wrong": wrong_form("/sign-in", "Sign in"),
    "sign-up": at("/sign-up"),
    "sign-up-wrong": wrong_form("/sign-up", "Create account"),
    "forgotten": at("/forgotten"),
    "privacy": at("/privacy"),
    "letters": at("/letters"),
    "error-404": at("/nowhere"),
    "error-410": at("/links/never-made"),
    "invitation-over": at("/invitations/never-made"),
}
FULL = {
    "stranger": (None, OPEN),
    "guest": (
        begin,
        {
            "course": at(COURSE),
            "catalogue": at("/"),
            "account": at("/account"),
            "leaving": at(COURSE + "/enrolments/leaving"),
            "lesson-wrong": answer(0),
            "lesson-right": answer(2),
            "sign-up": at("/sign-up"),
            "sign-in": at("/sign-in"),
        },
    ),
    "lena": (
        sign_in_as("lena"),
        {
            "account": at("/account"),
            "quiz-answered": send_all(QUIZ + "?again=purpose-before-method-quiz", "Check answers"),
            "survey-answered": send_all(COURSE + "/before-you-begin?again=baseline", "Send answers"),
            "course": at(COURSE),
            "account-wrong": wrong_form("/account", "Change password"),
        },
    ),
    "frank": (
        sign_in_as("frank"),
        {
            "workshop": at(f"/authoring/{KEY}"),
            "learners": at(f"/authoring/{KEY}/learners"),
            "members": wrong_form(f"/authoring/{KEY}/members", "Make invitation"),
            "who-did-what": at(f"/authoring/{KEY}/audit"),
            "editor": at(f"{DRAFT}/texts/{LESSON}"),
            "guide": at("/authoring/guide"),
            "format": at("/authoring/format"),
            "paste": at(f"{DRAFT}/paste/{LESSON}"),
            "picture": at(f"{DRAFT}/picture/{LESSON}"),
            "blocks": at(f"{DRAFT}/blocks/{LESSON}"),
            "block-choice": at(f"{DRAFT}/block/{LESSON}?kind=choice"),
            "block-wrong": wrong_form(f"{DRAFT}/block/{LESSON}?kind=choice", "Insert block"),
            "block-match": at(f"{DRAFT}/block/{LESSON}?kind=match"),
            "block-survey": first_block(f"{DRAFT}/blocks/{SURVEY}"),
            "block-worksheet": first_block(f"{DRAFT}/blocks/{WORKSHEET}"),
        },
    ),
    "eve": (
        sign_in_as("eve"),
        {"results": at(f"/evaluation/{KEY}"), "results-unfolded": open_all(f"/evaluation/{KEY}")},
    ),
    "ada": (
        sign_in_as("ada"),
        {
            "people": at("/people"),
            "people-found": find("lena@example.org"),
            "all-courses": at("/people/courses"),
            "fork": at("/forks/new"),
            "reuse": at(f"/reuse/{KEY}"),
            "audit": at("/audit?check=1"),
        },
    ),
}
EMPTY = {
    "eve": (sign_in_as("eve"), {"results-empty": at(f"/evaluation/{KEY}")}),
    "lena": (sign_in_as("lena"), {"account-empty": at("/account")}),
}
NO_COURSE = {
    "stranger": (None, {"catalogue-empty": at("/")}),
    "ada": (sign_in_as("ada"), {"people-empty": at("/people")}),
}
SITES = ((40, FULL), (0, EMPTY), (None, NO_COURSE), (states.fill, states.pages))
