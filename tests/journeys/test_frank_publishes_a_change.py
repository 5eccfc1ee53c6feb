"""Frank publishes a change of his course's folder, and reads its history."""

import pytest
from playwright.sync_api import expect

from tests import making
from tests.cast import frank
from tests.journeys.steps import COURSE, answer, follow, press, result, sees, sign_in

DESK = "/authoring/neighbours"
LESSON = "02-levels/01-levels.md"


@pytest.fixture
def folder(tmp_path):
    """The folder in which Frank writes, with what is published."""
    folder = tmp_path / "modules" / "neighbours"
    for path, data in making.files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def settings(settings, folder):
    return settings | {"MODULES": str(folder.parent)}


@pytest.fixture
def page(open_browser, everybody):
    """Frank's browser; he is signed in."""
    page = open_browser()
    sign_in(page, frank)
    return page


def write(folder, before, after):
    text = (folder / LESSON).read_text()
    assert before in text
    (folder / LESSON).write_text(text.replace(before, after))


def test_frank_publishes_a_change(page, folder):
    page.goto(DESK)
    expect(page.get_by_text("What lies in the folder is what stands.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish the course")).to_have_count(0)

    write(folder, "Which level?", "Which level is that?")
    write(folder, "{#empower}", "")
    page.reload()
    here = page.get_by_role("region", name="The folder")
    expect(here).to_contain_text(f"{LESSON}:25 This line has no id. Add one at its end")
    expect(page.get_by_role("button", name="Publish the course")).to_have_count(0)

    write(folder, "- [ ] Empower", "- [ ] Empower {#empower}")
    page.reload()
    expect(page.locator("main")).to_contain_text("Wording: levels, question told")
    page.get_by_label("What changed, in a line for the history").fill("A clearer question")
    press(page, "Publish the course")
    expect(page.locator("main")).to_contain_text("Publication 2")
    expect(page.get_by_role("region", name="History").get_by_role("listitem").first).to_contain_text("A clearer question")
    page.goto(COURSE + "/levels")
    expect(page.locator("#told")).to_contain_text("Which level is that?")


def test_what_changed_after_he_looked_is_not_published_unseen(page, folder):
    write(folder, "Which level?", "Which level is that?")
    page.goto(DESK)
    write(folder, "Which level is that?", "And which is that?")
    press(page, "Publish the course")
    expect(page.get_by_role("alert")).to_contain_text("The folder changed after this page was made.")
    press(page, "Publish the course")
    expect(page.locator("main")).to_contain_text("Publication 2")
    page.goto(COURSE + "/levels")
    expect(page.locator("#told")).to_contain_text("And which is that?")


def test_each_revision_is_read_back_as_it_was_published(page, folder):
    write(folder, "Some are told, some are asked.", "Some are told, some are asked, some decide.")
    page.goto(DESK)
    press(page, "Publish the course")
    expect(page.locator("main")).to_contain_text("Publication 2")
    page.locator("summary", has_text="lessons, each by the name of its text").click()
    row = page.get_by_role("row").filter(has_text="Levels of say")
    follow(row, "2")
    expect(page.locator("body")).to_contain_text("Some are told, some are asked, some decide.")
    page.goto(DESK + "/levels/r/1")
    expect(page.locator("body")).to_contain_text("Some are told, some are asked.")


def test_he_learns_in_his_own_course_like_anybody(page):
    page.goto(COURSE + "/levels")
    answer(page, "told", "Consult")
    expect(result(page, "told")).to_have_text("Right")
    page.goto("/account")
    sees(page, "Your account")
    expect(page.get_by_role("link", name="Talking with neighbours", exact=True)).to_be_visible()
