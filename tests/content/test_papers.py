"""Worksheets and commitments as they are read: their fields, the table's cells, what they show, and every problem at its line."""

import pytest

from course.content.comparing import class_of
from course.content.questions import paper_table
from course.content.sheets import Response
from tests.content.texts import WORKSHEET, files, found, items, lesson, parsed, problems

LATER = "/// worksheet\nid: plan\n\n[show check.promise] You said\n[text] What changes? {#change}\n///\n"


def test_fields_are_items_whose_keys_name_their_worksheet():
    (sheet,) = parsed(WORKSHEET, complete="answer").sheets
    assert (sheet.kind, sheet.title, sheet.intro, sheet.counts, sheet.scored) == (
        "worksheet", "Purpose check", "Fill in what you can.", True, False)
    assert [(item.key, item.kind) for item in sheet.items] == [
        ("check.promise", "paper-text"), ("check.far", "paper-select"), ("check.by", "paper-date"),
        ("check.people", "paper-number"), ("check.activities", "paper-table")]
    assert sheet.items[0].prompt == "Our promise\nIn one line."


def test_a_table_has_columns_and_rows():
    settings = items(WORKSHEET)[-1].settings
    assert settings["rows"] == 2
    assert [(one["id"], one["text"], one["kind"], one["options"]) for one in settings["columns"]] == [
        ("activity", "Activity", "text", []), ("level", "Level", "select", ["inform", "consult"])]


def test_a_table_is_answered_cell_by_cell_and_empty_rows_at_its_end_fall_away():
    table = items(WORKSHEET)[-1]
    response = paper_table.respond(table, {"a-check.activities.1.activity": [" A | stall "],
                                           "a-check.activities.0.level": ["inform"]})
    assert paper_table.rows_of(response.value) == [{"level": "inform"}, {"activity": "A | stall"}]
    assert paper_table.as_text(table, response) == "Level: inform\nActivity: A | stall"
    assert paper_table.tell(table, response)["response"] == response.value


@pytest.mark.parametrize("text", [None, "", "x", "3", "{}", '["a"]', "null"])
def test_an_answer_that_is_no_table_has_no_rows(text):
    assert paper_table.rows_of(text) == []
    assert paper_table.as_text(items(WORKSHEET)[-1], Response(text)) == ""


def test_bars_that_are_meant_are_no_cells():
    assert paper_table.cells(r"| a \| b | c |") == ["a | b", "c"]
    assert paper_table.cells("a | b") == ["a", "b"]


def test_a_commitment_is_a_table_of_up_to_three_actions_with_a_date():
    (sheet,) = parsed("/// commitment\nid: pledge\n\nChoose *well*.\n///\n", complete="answer").sheets
    (item,) = sheet.items
    assert (sheet.kind, sheet.title, sheet.intro, item.key) == (
        "commitment", "Your commitment", "Choose *well*.", "pledge.actions")
    assert item.settings["most"] == 3
    assert [(one["id"], one["kind"]) for one in item.settings["columns"]] == [("action", "text"), ("by", "date")]


def test_a_show_stands_before_the_item_after_it():
    sheet = parsed(WORKSHEET + LATER).sheets[1]
    assert sheet.shows == ({"at": 0, "of": "check.promise", "label": "You said"},)
    assert [item.key for item in sheet.items] == ["plan.change"]


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("[text] Our promise {#promise}", "[texts] Our promise {#promise}", (7, "P102")),
    ("[text] Our promise {#promise}", "[text] Our promise", (7, "P103")),
    ("[text] Our promise {#promise}", "[text] {#promise}", (7, "P104")),
    ("{#people}", "{#by}", (16, "P105")),
    ("In one line.", "- In one line {#line}", (8, "P106")),
    ("- Inform {#inform}\n", "", (10, "P107")),
    ("- Inform {#inform}\n", "- Inform {#inform}\n  Because.\n", (12, "P108")),
    ("- Inform {#inform}", "- Inform", (11, "Q106")),
    ("- Inform {#inform}", "- [x] Inform {#inform}", (11, "Q107")),
    ("|---|---|\n", "", (18, "P109")),
    ("| text | select: inform, consult |", "| text |", (18, "P109")),
    ("select: inform, consult |\n", "select: inform, consult |\n| x | y |\n", (22, "P109")),
    ("Activity {#activity}", "Activity", (19, "P110")),
    ("Activity {#activity}", "{#activity}", (19, "P110")),
    ("{#level}", "{#activity}", (19, "P105")),
    ("| text |", "| words |", (21, "P111")),
    ("| text |", "| text: a, b |", (21, "P111")),
    ("select: inform, consult", "select: inform", (21, "P111")),
    ("[table 2]", "[table 31]", (18, "P112")),
    ("[table 2]", "[table two]", (18, "P112")),
    ("[date] By when {#by}", "[show check] Before", (14, "P113")),
    ("[date] By when {#by}", "[show check.promis] Before", (14, "P114")),
    ("[date] By when {#by}", "[date] By ![](files/a.svg) when {#by}", (14, "C104")),
])
def test_what_is_wrong_in_a_worksheet_is_reported_at_its_line(old, new, problem):
    assert old in WORKSHEET
    assert problem in problems(WORKSHEET.replace(old, new, 1))


def test_a_worksheet_of_words_alone_is_reported():
    assert problems("/// worksheet\nid: s\n\nOnly words.\n///\n") == [(1, "P101")]


def test_a_worksheet_and_what_shows_it_have_no_problem():
    assert problems(WORKSHEET + LATER) == []


def test_a_show_of_a_later_lesson_is_warned_of():
    course = files(lesson(LATER, id="plan"), lesson(WORKSHEET))
    assert [(problem.code, problem.level) for problem in found(course)] == [("P115", "warning")]


@pytest.mark.parametrize(("old", "new", "kind"), [
    ("[text] Our promise", "[text] The promise", "wording"),
    ("[text] Our promise", "[number] Our promise", "structure"),
    ("- Inform {#inform}", "- Inform {#told}", "structure"),
    ("Activity {#activity}", "Activity {#doing}", "structure"),
    ("| Activity", "| An activity", "wording"),
])
def test_what_an_edit_of_a_field_is(old, new, kind):
    before, after = items(WORKSHEET), items(WORKSHEET.replace(old, new, 1))
    assert {class_of(one, other) for one, other in zip(before, after, strict=True)} == {None, kind}
