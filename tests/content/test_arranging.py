"""The tree of a course is changed by renaming alone: ids and texts stay, and order stands in names."""

import pytest

from course.content.arranging import (
    CannotBeArranged,
    add_lesson,
    add_module,
    folders_in_order,
    lessons_in_order,
    move_lesson,
    move_module,
    place_lesson,
    place_module,
    withdraw_lesson,
    withdraw_module,
)
from course.content.checking import check_files
from course.content.heads import quoted, with_body, with_head
from course.content.parsing import parse_course
from tests import making

LEVELS = "02-levels/01-levels.md"


def order(files):
    text, problems = parse_course({path: data for path, data in files.items() if isinstance(data, bytes)})
    assert not [one for one in problems if one.code.startswith("F")]
    return [[lesson.id for lesson in module.lessons] for module in text.modules]


def test_a_lesson_moves_within_its_module_and_its_text_stays():
    files, path = move_lesson(making.files(), LEVELS, 1)
    assert order(files) == [["hello"], ["the-quiz", "levels", "pulse"]]
    assert files[path] == making.files()[LEVELS]


def test_a_lesson_moves_over_the_border_of_its_module():
    files, path = move_lesson(making.files(), LEVELS, -1)
    assert order(files) == [["hello", "levels"], ["the-quiz", "pulse"]]
    files, _ = move_lesson(files, path, 1)
    assert order(files) == [["hello"], ["levels", "the-quiz", "pulse"]]


@pytest.mark.parametrize(("folder", "place", "wanted"), [
    ("02-levels", 2, [["hello"], ["the-quiz", "pulse", "levels"]]),
    ("02-levels", 99, [["hello"], ["the-quiz", "pulse", "levels"]]),
    ("02-levels", 0, [["hello"], ["levels", "the-quiz", "pulse"]]),
    ("01-start", 0, [["levels", "hello"], ["the-quiz", "pulse"]]),
    ("01-start", -3, [["levels", "hello"], ["the-quiz", "pulse"]])])
def test_a_lesson_is_put_at_a_place_of_any_module(folder, place, wanted):
    files, path = place_lesson(making.files(), LEVELS, folder, place)
    assert order(files) == wanted and files[path] == making.files()[LEVELS]


def test_a_module_is_put_at_a_place():
    files, folder = place_module(making.files(), "01-start", 1)
    assert order(files) == [["levels", "the-quiz", "pulse"], ["hello"]] and folder == "02-start"


def test_the_first_lesson_of_all_stays_where_it_is():
    files = making.files()
    assert move_lesson(files, "01-start/01-hello.md", -1)[0] == files


def test_a_module_moves_with_all_that_is_in_it():
    files, folder = move_module(making.files(), "02-levels", -1)
    assert order(files) == [["levels", "the-quiz", "pulse"], ["hello"]]
    assert folder == "01-levels" and folders_in_order(files) == ["01-levels", "02-start"]


def test_what_is_added_can_be_published_at_once():
    files, path = add_module(making.files(), "Was nun: “weiter”?")
    files, lesson = add_lesson(files, path.partition("/")[0], "No")
    text, problems = check_files(files)
    assert [one for one in problems if one.level == "error"] == []
    assert text.modules[-1].title == "Was nun: “weiter”?" and text.modules[-1].lessons[-1].title == "No"
    assert lesson in lessons_in_order(files, path.partition("/")[0])


def test_what_is_withdrawn_is_listed_beside_what_was_before():
    files = withdraw_lesson(making.files(), LEVELS, ["levels", "told"])
    files = withdraw_module(files, "01-start", ["hello"])
    text, _ = parse_course(files)
    assert text.withdrawn == ("levels", "told", "hello") and order(files) == [["the-quiz", "pulse"]]


def test_a_list_of_several_lines_is_read_and_kept():
    files = making.edited("course.md", "maturity: testing\n", "maturity: testing\nwithdrawn:\n  - one\n  - two\n")
    text, _ = parse_course(withdraw_lesson(files, LEVELS, ["levels"]))
    assert text.withdrawn == ("one", "two", "levels")


@pytest.mark.parametrize("act", [
    lambda files: move_lesson(files, "02-levels/09-none.md", 1),
    lambda files: move_module(files, "09-none", 1),
    lambda files: place_lesson(files, LEVELS, "09-none", 0),
    lambda files: place_lesson(files, "02-levels/09-none.md", "02-levels", 0),
    lambda files: place_module(files, "09-none", 0),
    lambda files: add_lesson(files, "09-none", "A title"),
    lambda files: withdraw_lesson(files, "02-levels/module.md", []),
    lambda files: withdraw_module(files, "files", []),
])
def test_what_is_not_there_cannot_be_moved(act):
    with pytest.raises(CannotBeArranged):
        act(making.files())


@pytest.mark.parametrize("value", ["no", "12:30", "a: b", "it's # not", "010", "[x]", "", "- a", "Ä, B", "{#id}", "null"])
def test_a_value_in_a_head_stays_the_text_that_it_is(value):
    files = {**making.files(), "course.md": with_head(making.files()["course.md"].decode(), title=value or "x",
                                                    authors=[value or "x", "Second, with comma"]).encode()}
    text, problems = parse_course(files)
    assert (text.title, text.authors) == (value or "x", (value or "x", "Second, with comma")), quoted(value)


def test_a_head_keeps_what_is_not_changed():
    text = "---\n# mine\nid: a\nsummary: >\n  two\n  lines\ntitle: Old\n---\nBody\n"
    assert with_head(text, summary="One", maturity=None) == "---\n# mine\nid: a\nsummary: One\ntitle: Old\n---\nBody\n"
    assert with_body(text, "New\n") == text.replace("Body", "New")
