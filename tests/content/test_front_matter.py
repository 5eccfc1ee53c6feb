import pytest

from course.content import front_matter
from course.content.parsing import COURSE, LESSON
from course.content.problems import Report

WHOLE = "id: a\ntitle: T\nminutes: 5\n"


def read(front, schema=LESSON):
    report = Report("lesson.md")
    return front_matter.read(front, schema, report), [(problem.line, problem.code) for problem in report.problems]


def test_scalars_stay_text_until_the_schema_reads_them():
    values, problems = read("id: no\ntitle: 12:30\nminutes: 010\ncore: off-topic")
    assert (values["id"], values["title"], values["minutes"]) == ("no", "12:30", 10)
    assert problems == [(5, "Y109")]


def test_defaults_stand_for_what_is_not_written():
    values, problems = read(WHOLE)
    assert problems == []
    assert (values["core"], values["maturity"], values["unsure"], values["complete"]) == (True, "", "", "read")


def test_what_is_required_is_missed():
    assert read("title: T")[1] == [(1, "Y105"), (1, "Y105")]
    assert read("# nothing but a comment")[1] == [(1, "Y105")] * 3


def test_an_unknown_key_is_reported_with_the_nearest_known_one():
    report = Report("lesson.md")
    front_matter.read(WHOLE + "minuts: 8", LESSON, report)
    assert [(problem.line, problem.code) for problem in report.problems] == [(5, "Y103")]
    assert 'Did you mean "minutes"?' in report.problems[0].message


def test_authors_are_one_or_a_list():
    course = "id: c\ntitle: C\nsummary: S\nlicence: L\nauthors:"
    assert read(f"{course} Frank", COURSE)[0]["authors"] == ("Frank",)
    assert read(f"{course}\n  - Frank\n  - Lena", COURSE)[0]["authors"] == ("Frank", "Lena")
    assert read(f"{course}\n  - Frank\n  - [Lena]", COURSE)[1] == [(8, "Y108")]


@pytest.mark.parametrize(("front", "problem"), [
    (WHOLE + "id: b", (5, "Y104")),
    (WHOLE + "unsure: &a x\ncomplete: *a", (5, "Y107")),
    (WHOLE + "unsure: !!python/object:os.system x", (5, "Y107")),
    (WHOLE + "unsure: [[[[x]]]]", (5, "Y107")),
    (WHOLE + "unsure: a: b", (5, "Y101")),
    (WHOLE + "unsure: 'a", (5, "Y101")),
    (WHOLE + "unsure: {a: b}", (5, "Y108")),
    (WHOLE + "? [a]\n: b", (5, "Y102")),
    ("- a", (2, "Y102")),
    ("id: A b\ntitle: T\nminutes: 5", (2, "Y109")),
    ("id: declined\ntitle: T\nminutes: 5", (2, "Y109")),
    ("id: a\ntitle:\nminutes: 5", (3, "Y109")),
    ("id: a\ntitle: T\nminutes: ten", (4, "Y109")),
    (WHOLE + "maturity: done", (5, "Y109")),
    ("x: " + "y" * 30_000, (2, "Y106")),
])
def test_each_problem_has_its_line(front, problem):
    assert problem in read(front)[1]


def test_the_head_ends_at_the_second_line_of_dashes():
    assert front_matter.split("---\nid: a\n---\nText\n---\n") == ("id: a", "Text\n---\n", 4)
    assert front_matter.split("Text\n") == (None, "Text\n", 1)
    assert front_matter.split("---\nid: a\n") == (None, "---\nid: a\n", 1)


def test_a_table_is_a_line_or_one_or_a_list_of_them():
    course = "id: c\ntitle: C\nsummary: S\nlicence: L\nauthors: A\nparent:"
    assert [one["title"] for one in read(f"{course} Talking", COURSE)[0]["parent"]] == ["Talking"]
    values, problems = read(f"{course}\n  title: Talking\n  authors: [Ruth, Anh]\n  address: https://example.org/a?b=c", COURSE)
    assert problems == [] and values["parent"][0]["authors"] == ("Ruth", "Anh") and values["parent"][0]["licence"] == ""
    assert [one["title"] for one in read(f"{course}\n  - title: A\n  - B", COURSE)[0]["parent"]] == ["A", "B"]
    assert read(f"{course}", COURSE)[0]["parent"] == ()


@pytest.mark.parametrize(("lines", "problem"), [
    ("  titel: T", (8, "Y103")), ("  title: T\n  title: T", (9, "Y104")), ("  licence: L", (8, "Y105")), ("  - [T]", (8, "Y108")),
    ("  title: T\n  address: javascript:alert(1)", (9, "Y109")), ("  title: T\n  address: https://a@b", (9, "Y109")),
    ("  title: T\n  edition: abc", (9, "Y109"))])
def test_what_is_wrong_in_a_table_has_its_line(lines, problem):
    course = "id: c\ntitle: C\nsummary: S\nlicence: L\nauthors: A\nparent:\n"
    assert problem in read(course + lines, COURSE)[1]
