"""What is wrong in a question of each kind is reported at its line; what is well is silent."""

import pytest

from course.content.comparing import class_of
from course.content.parsing import parse_course
from course.content.rendering import Renderer
from course.content.sheets import from_json
from tests.content.texts import (
    CLOZE,
    MARKED,
    MATCH,
    NUMBER,
    ORDER,
    SCENARIO,
    TEXT,
    Links,
    files,
    items,
    lesson,
    problems,
)


@pytest.mark.parametrize("body", MARKED)
def test_an_example_of_each_kind_is_well(body):
    assert problems(body) == []


@pytest.mark.parametrize(("body", "old", "new", "problem"), [
    (SCENARIO, "[best]", "[risky]", (1, "Q115")), (SCENARIO, "[risky]", "[best]", (1, "Q115")),
    (SCENARIO, "[risky]", "[x]", (14, "Q107")),
    (SCENARIO, "{#pairs}", "{#best}", (10, "C140")), (SCENARIO, "    Most speak.\n", "", (10, "C101")),
    (NUMBER, "1500 +- 2 %", "1.500", (7, "Q150")), (NUMBER, "1500 +- 2 %", "about 1500", (7, "Q150")),
    (NUMBER, "1500 +- 2 %", "1,500", (7, "Q150")), (NUMBER, "1500 +- 2 %", "0 +- 2 %", (7, "Q150")),
    (NUMBER, "2000.5", "1510", (11, "Q152")), (NUMBER, "[x]", "[ ]", (1, "Q151")), (NUMBER, "[x]", "[best]", (7, "Q107")),
    (NUMBER, " {#too-many}", "", (11, "Q106")), (NUMBER, "{#too-many}", "{#fifteen-hundred}", (11, "Q103")),
    (NUMBER, "    Yes.\n", "", (7, "C101")), (NUMBER, "id: score\n", "id: score\nshuffle: yes\n", (3, "B103")),
    (TEXT, "neighbours {", "THE residents! {", (8, "Q153")), (TEXT, "neighbours {", "… {", (8, "Q153")),
    (TEXT, "[x]", "[ ]", (1, "Q151")), (TEXT, "id: decides\n", "id: decides\nfold-accents: perhaps\n", (3, "B106")),
    (ORDER, "2. Listen {#listen}\n3. Tell {#tell}\n4. Ask again {#ask-again}\n", "", (1, "Q140")),
    (ORDER, " {#listen}", "", (10, "Q106")), (ORDER, "{#tell}", "{#listen}", (11, "Q103")),
    (ORDER, "Tell {#tell}", "{#tell}", (11, "Q108")),
    (ORDER, "4. Ask again {#ask-again}\n", "4. Ask again {#ask-again}\nMore.\n", (13, "Q105")),
    (ORDER, "- [wrong]", "- [x]", (14, "Q107")), (ORDER, "- [wrong] Begin with what you want to know.\n", "", (4, "C101")),
    (MATCH, "|---|---|\n", "", (1, "Q141")), (MATCH, "| Practice | Example |\n|---|---|\n", "", (1, "Q141")),
    (MATCH, "| Telling {#telling} | A letter |", "| Telling {#telling} |  |", (10, "Q143")),
    (MATCH, "| Telling {#telling} | A letter |", "| Telling {#telling} | A | letter |", (10, "Q143")),
    (MATCH, " {#telling}", "", (10, "Q106")), (MATCH, "{#telling}", "{#room}", (10, "Q103")),
    (MATCH, "A longer agenda |\n", "A longer agenda |\nWords.\n", (12, "Q105")),
    (MATCH, "| Room for all {#room} | Childcare \\| a lift |\n| Telling {#telling} | A letter |\n", "", (1, "Q142")),
    (CLOZE, "[[", "[", (1, "Q160")), (CLOZE, "{#last}", "", (6, "Q161")),
    (CLOZE, "{#how-many}", "{#last}", (6, "Q103")), (CLOZE, "closing | asking", "closing", (6, "Q162")),
    (CLOZE, "closing | asking", "closing | closing", (6, "Q162")), (CLOZE, "= five | 5", "= | 5", (6, "Q162")),
    (CLOZE, "the Flats | Bright", "| Bright", (7, "Q162")), (CLOZE, "5]]{#how", "5]{#how", (1, "Q160")),
    (CLOZE, "a loop has [[= five | 5]]{#how-many} steps in\n[[Harbor County | the Flats | Bright Start]]{#where}",
     "or [[= Closing]]{#where}", (1, "Q163")),
    (CLOZE, "step left", "[step](https://example.org/[[a | b]]{#in-an-address}) left", (1, "Q164")),
    (CLOZE, "step left", '<abbr title="[[a | b]]{#in-html}">step</abbr> left', (1, "Q164")),
    (CLOZE, "step left", "step <!-- [[a | b]]{#unseen} --> left", (1, "Q164")),
    (CLOZE, "- [wrong] Look at the picture.\n", "", (4, "C101")),
])
def test_what_is_wrong_is_reported_at_its_line(body, old, new, problem):
    assert old in body
    assert problem in problems(body.replace(old, new))


def test_a_prompt_may_be_left_to_the_list_or_table():
    assert items(ORDER.replace("Put them in order.\n", ""))[0].text == "Put these in order."
    assert items(MATCH.replace("What belongs together?\n", ""))[0].text == "What belongs together?"


def test_right_cells_that_read_the_same_are_one():
    (item,) = items(MATCH.replace("| A letter |", "| A seat with a vote |"))
    assert item.settings["pairs"]["telling"] == item.settings["pairs"]["inclusion"] == "seat" and len(item.options) == 3


@pytest.mark.parametrize("body", [ORDER, MATCH, CLOZE])
def test_what_is_shown_stands_in_an_order_that_tells_nothing(body):
    (item,) = items(body)
    shown = [option.id for option in item.options]
    assert shown == [option.id for option in items(body)[0].options]
    if item.kind == "cloze":
        assert [gap["choices"] for gap in item.settings["gaps"]] == [["asking", "closing"], [], ["Bright Start",
        "Harbor County", "the Flats"]]
    else:
        assert shown != list(item.settings.get("order") or item.settings["pairs"].values())
        assert not any(key in token for key in shown for token in item.settings["tokens"].values())


@pytest.mark.parametrize(("body", "old", "new", "kind"), [
    (SCENARIO, "Ask in pairs", "Ask in twos", "wording"), (SCENARIO, "Most speak.", "Many speak.", "feedback"),
    (SCENARIO, "[acceptable]", "[risky]", "key"), (NUMBER, "+- 2 %", "+- 3 %", "key"),
    (NUMBER, "Take some off", "Take off", "feedback"),
    (NUMBER, "The net", "Which net", "wording"), (TEXT, "- [ ] the president", "- [x] the president", "key"),
    (TEXT, "id: decides\n", "id: decides\nfold-accents: yes\n", "key"), (TEXT, "She does not.", "She may not.", "feedback"),
    (ORDER, "2. Listen {#listen}\n3. Tell {#tell}", "2. Tell {#tell}\n3. Listen {#listen}", "key"),
    (ORDER, "Listen {", "Hear {", "wording"),
    (ORDER, "\n4. Ask again {#ask-again}", "", "structure"), (ORDER, "Before all else.", "First.", "feedback"),
    (MATCH, "A letter", "A call", "wording"), (MATCH, "|  | A longer agenda |\n", "", "structure"),
    (MATCH, "Fair *inc", "Good *inc", "wording"),
    (MATCH, "Practice", "Habit", "wording"), (CLOZE, "closing | asking", "asking | closing", "key"),
    (CLOZE, "five | 5", "five", "key"),
    (CLOZE, "the Flats |", "", "structure"), (CLOZE, "left out", "missed", "wording"),
])
def test_a_change_has_its_class(body, old, new, kind):
    assert old in body
    before, after = items(body)[0], items(body.replace(old, new))[0]
    assert class_of(before, after) == kind
    assert (before.fingerprint == after.fingerprint) == (kind == "feedback")


@pytest.mark.parametrize("body", MARKED)
def test_a_sheet_is_the_same_when_it_was_kept(body):
    course, _ = parse_course(files(lesson(body)))
    parts = Renderer({each.id for each in course.lessons}, Links()).lesson(course.lessons[0])
    (kept,) = [part["sheet"] for part in parts if "sheet" in part]
    (item,) = from_json(kept).items
    assert item.key == items(body)[0].key and item.answers == tuple(item.answers)
    assert "<p>" in item.prompt and all(option.html == option.html.strip() for option in (*item.options, *item.answers))
