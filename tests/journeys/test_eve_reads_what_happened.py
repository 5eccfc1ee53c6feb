"""Eve reads what happened: the desk's numbers are the files' rows."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from course.evaluation.showing import UNCOUNTED
from tests import making
from tests.cast import eve, lena
from tests.journeys.steps import COURSE, answer, begin, follow, press, sees, sign_in, take_levels, take_quiz

DESK = "/evaluation/neighbours"
FILES = ("answers", "progress", "surveys", "funnel", "questions", "codebook")


@pytest.fixture
def learners(open_browser, everybody):
    """Lena takes the quiz and the levels, one guest answers once and wrong, another begins and does nothing."""
    page = open_browser()
    sign_in(page, lena)
    take_levels(page)
    take_quiz(page)
    guest = open_browser()
    guest.goto(COURSE + "/levels")
    answer(guest, "told", "Inform", sure="A guess")
    begin(open_browser())


@pytest.fixture
def page(open_browser, everybody):
    page = open_browser()
    sign_in(page, eve)
    return page


def download(page, link):
    """The rows of a file, as dictionaries."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=link, exact=True).click()
    return list(csv.DictReader(io.StringIO(coming.value.path().read_text("utf-8-sig"), newline="")))


def rows_on_screen(page, name):
    line = page.get_by_role("listitem").filter(has_text=f"{name}.csv").locator(".rows")
    return int(re.sub(r"\D", "", line.inner_text()))


@pytest.mark.usefixtures("learners")
def test_eve_reads_what_happened(page):
    follow(page.get_by_label("Main"), "Results")
    sees(page, "What happened so far?")
    expect(page.locator("main")).to_contain_text("3 people have begun this course.")
    for name in FILES:
        rows = download(page, f"Plain {name}.csv")
        assert name in UNCOUNTED or len(rows) == rows_on_screen(page, name), name
    answers = download(page, "Plain answers.csv")
    assert len({row["pid"] for row in answers}) == 2
    asked = page.locator("details.asked").filter(has_text="Residents comment and are told the result")
    expect(asked.locator("summary")).to_contain_text("n = 2")
    expect(asked.locator("summary")).to_contain_text("50 %")


@pytest.mark.usefixtures("learners")
def test_the_funnel_on_the_page_is_the_funnel_in_the_file(page):
    page.goto(DESK)
    shown = [[stage.locator(".name").inner_text(), int(stage.locator(".n strong").inner_text())]
             for stage in page.locator(".funnel li").all()]
    assert shown == [[row["title"], int(row["n"])] for row in download(page, "Plain funnel.csv")]
    assert dict(shown)["Registered"] == 3 and dict(shown)["Finished"] == 0


@pytest.mark.usefixtures("learners")
def test_no_file_and_no_page_of_hers_names_anybody(page):
    page.goto(DESK)
    assert lena.email not in page.content()
    for name in FILES:
        text = str(download(page, f"Plain {name}.csv"))
        assert lena.email not in text and lena.name not in text, name


def test_a_spreadsheet_never_runs_what_people_write(page, open_browser):
    learner = open_browser()
    learner.goto(COURSE + "/levels")
    learner.locator("#promised textarea").fill('=HYPERLINK("http://example.org")')
    press(learner.locator("#promised"), "Save and compare")
    expect(learner.locator("#result-promised")).to_have_text("Kept")
    page.goto(DESK)
    assert written(download(page, "Plain answers.csv")) == '=HYPERLINK("http://example.org")'
    assert written(download(page, "Spreadsheet answers.csv"))[0] != "="


def written(rows):
    return next(row["response_text"] for row in rows if row["question"] == "promised")


def test_an_empty_course_says_what_will_be_here(page):
    page.goto(DESK)
    expect(page.get_by_text("Nobody has begun this course yet.")).to_be_visible()
    assert rows_on_screen(page, "answers") == 0
    assert download(page, "Plain answers.csv") == []
    assert rows_on_screen(page, "codebook") == len(download(page, "Plain codebook.csv")) > 0


@pytest.mark.usefixtures("learners")
def test_every_answer_leads_back_to_the_text_that_was_answered(page, app):
    making.publish(app, making.edited("02-levels/01-levels.md", "Which level?", "And which level was it then?"))
    page.goto(DESK)
    answered = [row for row in download(page, "Plain answers.csv") if row["question"] == "told"]
    codes = download(page, "Plain codebook.csv")
    texts = {(code["question"], code["revision"]): code["label"] for code in codes if code["row"] == "question"}
    assert len(answered) == 2
    for row in answered:
        assert texts["told", row["revision"]].endswith("Which level?")
