"""worksheets.csv: what was saved by the button, field by field, a table cell by cell; and nothing of it among the answers."""

import csv
import io

import pytest

from course.content.queries import standing
from course.evaluation.exporting import Dataset
from tests import papers
from tests.forms import filled, form_to, send
from tests.papers import fields

PAPER = "/courses/neighbours/paper"


@pytest.fixture
def read(app, client):
    """`read(name)` after a worksheet was typed on, saved, and saved again."""
    papers.publish(app)
    page = client.get(PAPER).text
    form = form_to(page, "/check/versions")
    client.post(form.action, data=filled(form) | fields(promise="=We ask", far="consult", activities_1_activity="A stall",
                                                        activities_1_level="inform"))
    form = form_to(client.get(PAPER).text, "/check/versions")
    client.post(form.action.replace("/versions", "/drafts"), data=filled(form) | fields(promise="Never told"))
    client.post(form.action, data=filled(form) | fields(promise="We ask first"))
    send(client, client.get("/courses/neighbours/levels").text, "/told/attempts", a_told="consult")

    def read_file(name):
        with app.app_context():
            data = Dataset(standing("neighbours"))
            text, rows = b"".join(data.file(name)).decode(), data.rows(name)
        found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        assert len(found) == rows
        return found

    return read_file


def test_each_saving_is_there_field_by_field_and_cell_by_cell(read):
    rows = [row for row in read("worksheets") if row["version"] == "1"]
    assert [(row["worksheet"], row["field"], row["kind"], row["row"], row["column"], row["value"], row["text"], row["missing"])
            for row in rows] == [
        ("check", "check.promise", "text", "", "", "=We ask", "=We ask", ""),
        ("check", "check.far", "select", "", "", "consult", "Consult", ""),
        ("check", "check.by", "date", "", "", "", "", "-8"),
        ("check", "check.people", "number", "", "", "", "", "-8"),
        ("check", "check.activities", "table", "2", "activity", "A stall", "A stall", ""),
        ("check", "check.activities", "table", "2", "level", "inform", "inform", "")]
    assert {row["pid"] for row in read("worksheets")} == {row["pid"] for row in read("answers")}


def test_what_was_only_typed_is_in_no_file(read):
    assert "We ask first" in {row["value"] for row in read("worksheets")}
    assert "Never told" not in str(read("worksheets"))


def test_it_is_no_answer_and_no_survey(read):
    assert [row["question"] for row in read("answers")] == ["told"]
    assert read("surveys") == []
    assert not any(row["question"].startswith("check.") for row in read("questions"))


def test_the_codebook_knows_fields_options_and_columns(read):
    rows = [row for row in read("codebook") if row["file"] == "worksheets" and row["question"].startswith("check.")]
    assert [(row["row"], row["type"], row["question"], row["option"], row["label"]) for row in rows if row["question"] in (
        "check.far", "check.activities")] == [
        ("question", "select", "check.far", "", "How far does it go?"),
        ("option", "", "check.far", "inform", "Inform"),
        ("option", "", "check.far", "consult", "Consult"),
        ("question", "table", "check.activities", "", "What you do now"),
        ("option", "", "check.activities", "activity", "Activity"),
        ("option", "", "check.activities", "level", "Level")]
