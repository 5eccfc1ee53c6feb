"""“Prefer not to say” in every kind of survey item is told apart from skipped, on the page and in what is kept."""

import csv
import io

import pytest

from course.content.queries import standing
from course.evaluation.exporting import Dataset
from course.statements.finding import find
from tests import making
from tests.content.texts import SURVEY, lesson
from tests.forms import form_to, send

ASKED = {"why", "how", "useful", "recommend", "amount", "brought", "unclear", "sector", "town"}
BY_FIELD = {"unclear": "d-unclear", "town": "d-town"}
PLACE = "/courses/neighbours/said"


@pytest.fixture
def course(app):
    text = SURVEY.replace("id: pulse-1", "id: said-1\nprefer-not-to-say: all")
    making.publish(app, making.files(**{"02-levels__08-said.md": lesson(text, id="said", complete="answer")}))


def declining(keys):
    return {BY_FIELD.get(key, f"a-{key}"): "declined" for key in keys}


def told(app):
    with app.app_context():
        return {row.question: row for row in find(making.COURSE, "answered")}


def survey_file(app):
    with app.app_context():
        data = Dataset(standing(making.COURSE))
        return ({row["item"]: row for row in rows(data, "surveys")},
                {row["question"]: row["missing"] for row in rows(data, "codebook") if row["row"] == "question"})


def rows(data, name):
    return csv.DictReader(io.StringIO(b"".join(data.file(name)).decode(), newline=""))


def test_every_kind_keeps_it_as_declined_and_what_is_left_out_as_skipped(app, client, course):
    page = send(client, client.get(PLACE).text, "/said-1/attempts", **declining(ASKED - {"amount", "town"})).text
    assert page.count("Preferred not to say") == len(ASKED) - 2 and page.count("Left out") == 2
    rows = told(app)
    assert {key for key, row in rows.items() if row.missing == "declined"} == ASKED - {"amount", "town"}
    assert {key for key, row in rows.items() if row.missing == "skipped"} == {"amount", "town"}
    found, codes = survey_file(app)
    assert {key: row["missing"] for key, row in found.items()} == {
        key: "-8" if key in ("amount", "town") else "-9" for key in ASKED}
    assert all(row["value"] == row["text"] == row["written"] == "" for row in found.values())
    assert codes["how"].endswith("-8=skipped; -9=prefers not to say") and codes["p1_clear"].endswith("-8=skipped")


def test_nothing_else_is_kept_of_who_declines_and_the_word_itself_is_an_answer(app, client, course):
    send(client, client.get(PLACE).text, "/said-1/attempts", **declining(["brought", "unclear"]) | {
        "a-brought": ["work", "declined", "else"], "w-brought": "SECRET", "a-unclear": "SECRET", "a-town": "declined"})
    rows = told(app)
    assert (rows["brought"].missing, rows["brought"].response, rows["brought"].written) == ("declined", None, None)
    assert (rows["unclear"].missing, rows["unclear"].response) == ("declined", None)
    assert (rows["town"].missing, rows["town"].response) == (None, "declined")
    assert not any("SECRET" in row.statement for row in rows.values())


def test_an_item_that_does_not_offer_it_takes_no_forged_one(app, client, course):
    page = client.get("/courses/neighbours/pulse").text
    assert page.count("Prefer not to say") == 1 and not any(name.startswith("d-") for name in form_to(page, "/pulse-1/").names)
    for forged in ({"a-p1_useful": "declined"}, {"a-p1_nps": "declined"}, {"a-p1_amount": "declined"}):
        assert send(client, page, "/pulse-1/attempts", **forged).status_code == 400
    send(client, page, "/pulse-1/attempts", **{"a-p1_unclear": "Nothing", "d-p1_unclear": "declined"})
    assert told(app)["p1_unclear"].response == "Nothing"
