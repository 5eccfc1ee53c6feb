"""Frank sees whom an edit touches before he publishes it, and says what it is: nobody is asked the same question anew."""

import pytest
from playwright.sync_api import expect

from tests import making
from tests.cast import frank, lena
from tests.journeys.steps import COURSE, answer, press, result, sign_in

DESK = "/authoring/neighbours"
LESSON = "02-levels/01-levels.md"
ADDED = ("- [ ] Empower", "- [ ] Involve {#involve}\n\n    They sat at the table.\n\n- [ ] Empower")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "modules" / "neighbours"


@pytest.fixture
def settings(settings, folder):
    return settings | {"MODULES": str(folder.parent)}


@pytest.fixture
def learner(open_browser, everybody):
    """Lena's browser; she has answered one question, and not rightly."""
    page = open_browser()
    sign_in(page, lena)
    page.goto(COURSE + "/levels")
    answer(page, "told", "Inform")
    expect(result(page, "told")).to_have_text("Not quite")
    return page


@pytest.fixture
def desk(open_browser, everybody):
    page = open_browser()
    sign_in(page, frank)
    return page


def write(folder, before, after):
    for path, data in making.edited(LESSON, before, after).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def test_frank_says_what_a_change_is(learner, desk, folder):
    write(folder, *ADDED)
    desk.goto(DESK)
    here = desk.get_by_role("region", name="The folder")
    expect(here).to_contain_text("Structure: levels, question told")
    expect(here).to_contain_text("1 answered")
    here.get_by_label("What is it? (question told)").select_option(label="Wording only: the same question")
    press(here, "Publish the course")
    expect(desk.get_by_role("region", name="History")).to_contain_text("1 change")
    learner.goto(COURSE + "/levels")
    expect(result(learner, "told")).to_have_text("Not quite")
    expect(learner.get_by_text("You answered an earlier wording")).to_have_count(0)


def test_as_another_question_it_is_asked_anew(learner, desk, folder):
    write(folder, *ADDED)
    desk.goto(DESK)
    press(desk.get_by_role("region", name="The folder"), "Publish the course")
    expect(desk.locator("main")).to_contain_text("Publication 2")
    learner.goto(COURSE + "/levels")
    expect(learner.get_by_text("You answered an earlier wording of this")).to_be_visible()
    expect(learner.locator("#told").get_by_role("button", name="Check answer")).to_be_visible()


def test_who_got_it_wrong_is_told_of_a_better_explanation(learner, desk, folder):
    write(folder, "CANARY-inform: they were asked first.", "They were asked first, and that is more than being told.")
    desk.goto(DESK)
    desk.get_by_label("Tell those who did not get it right (1) that the explanation is better now").check()
    press(desk.get_by_role("region", name="The folder"), "Publish the course")
    expect(desk.locator("main")).to_contain_text("Publication 2")
    learner.goto(COURSE + "/levels")
    expect(learner.get_by_text("The explanation here was improved on")).to_be_visible()
    expect(learner.locator("#told")).to_contain_text("that is more than being told")


def other_key(folder):
    files = making.edited(LESSON, "- [x] Consult", "- [ ] Consult")
    write(folder, "- [x] Consult", "- [ ] Consult")
    (folder / LESSON).write_bytes(making.edited(LESSON, "- [ ] Inform", "- [x] Inform", base=files)[LESSON])


def test_a_key_was_wrong_and_the_answers_are_marked_anew_with_the_publication(learner, desk, folder):
    other_key(folder)
    desk.goto(DESK)
    here = desk.get_by_role("region", name="The folder")
    expect(here).to_contain_text("1 answered; 1 would pass who did not; 0 would lose.")
    here.get_by_label("Mark the answers that were kept anew, by this key (question told)").check()
    here.get_by_label("What changed, in a line for the history").fill("The key was wrong")
    press(here, "Publish the course")
    desk.get_by_role("link", name="Marks given anew").click()
    expect(desk.get_by_role("region", name="What was marked anew")).to_contain_text("1 answer, 1 with a better mark")
    expect(desk.get_by_role("region", name="What was marked anew")).to_contain_text("The key was wrong")
    learner.goto(COURSE + "/levels")
    expect(result(learner, "told")).to_have_text("Right")
    expect(learner.get_by_text("Your answer was marked anew on")).to_be_visible()


def test_answers_are_marked_anew_later(learner, desk, folder):
    other_key(folder)
    desk.goto(DESK)
    press(desk.get_by_role("region", name="The folder"), "Publish the course")
    desk.get_by_role("link", name="1 question has answers that were marked by an earlier key").click()
    due = desk.get_by_role("region", name="To be marked, if you wish")
    due.get_by_label("Why, in a line for the record").fill("Two readers found it")
    press(due, "Mark 1 anew (question told)")
    expect(due).to_contain_text("Every answer is marked by the key that stands.")
    learner.goto(COURSE + "/levels")
    expect(result(learner, "told")).to_have_text("Right")
