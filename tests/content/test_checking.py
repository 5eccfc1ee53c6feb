import pytest

from course.content.checking import check_course, check_files
from course.content.parsing import parse_course
from course.content.proofs import Proofs
from tests.content.texts import CHOICE, CHOICES, MODULE, REFLECTION, SURVEY, files, found, lesson, problems

PICTURE = {"files/a.svg": "<svg/>"}
LONG = CHOICE.replace("Consult {", "Consult, and tell what became of it {").replace("- [x]", "- [ ] Tell {#tell}\n  No.\n- [x]")


def three(block):
    return "\n".join(block.replace("id: told", f"id: told-{number}") for number in range(3))


def quiz(block):
    return f"//// quiz\nid: all\nshuffle: yes\n\n{block}////\n"


TOLD = "Remember: their view was sought and reported back."
LONG_ANSWER = CHOICE.replace("Consult {#c", "Their view was sought and reported back {#c").replace("id: told", "id: long")
SHORT_TEXT = "/// question | text\nid: who\n\nAs the residents know: who decides?\n\n- [x] residents {#a}\n  Yes.\n///\n"
FIRES = [
    ("C101", CHOICE.replace("They were asked first.", ""), (6, "warning"), CHOICE),
    ("C102", three(LONG), (4, "warning"), three(CHOICE)),
    ("C102", three(LONG), (4, "warning"), LONG),
    ("C103", CHOICE.replace("id: told", "id: told\nshuffle: yes").replace("Consult {", "All of the above {"), (11, "error"),
     CHOICE.replace("Consult {", "All of the above {")),
    ("C103", quiz(CHOICE.replace("Consult {", "None of these {")), (14, "error"), quiz(CHOICE)),
    ("C104", "Text.\n\n![](files/a.svg)\n", (3, "error"), "![A circle](files/a.svg)\n"),
    ("C104", '<img src="files/a.svg">\n', (1, "error"), '<img src="files/a.svg" alt="A circle">\n'),
    ("C104", CHOICE.replace("They were", "![ ](files/a.svg)"), (8, "error"), CHOICE),
    ("C105", "## One\n\n#### Two\n", (3, "warning"), "## One\n\n### Two\n\n## Three\n"),
    ("C105", "Text.\n\n### One\n", (3, "warning"), "# One\n\n## Two\n"),
    ("C106", "Text.\n\nSee [there](lesson:frist).\n", (3, "error"), "See [the first](lesson:first).\n"),
    ("C123", "Text.\n\nClick [here](https://example.org/).\n", (3, "warning"), "See [the plan](https://example.org/).\n"),
    ("C123", CHOICE.replace("They were", "[Read more](lesson:first)"), (8, "warning"), CHOICE),
    ("C124", "Text.\n\n| | |\n|---|---|\n| a | b |\n", (3, "warning"), "| | When |\n|---|---|\n| a | b |\n"),
    ("C106", CHOICE.replace("They were asked", "[See](lesson:none)"), (8, "error"),
     CHOICE.replace("They", "[See](lesson:first)")),
    ("C106", REFLECTION.replace("the deed", "[it](lesson:none)"), (6, "error"), REFLECTION),
    ("C106", SURVEY.replace("I can say how", "[I](lesson:none)"), (12, "error"), SURVEY),
    ("C107", "A [plan](files/b.pdf).\n", (1, "error"), "A [plan](files/a.svg).\n"),
    ("C107", "![Plan](files/b.svg)\n", (1, "error"), "![Plan](../files/a.svg)\n"),
    ("C108", "Text.\n[a](../02-b.md)\n", (2, "error"), "[a](https://example.org) [b](mailto:a@b.org)\n"),
    ("C108", "[a](#a.b)\n", (1, "error"), "One[^1].\n\n[^1]: Note.\n"),
    ("C108", "[a](javascript:x)\n", (1, "error"), "`[a](javascript:x)`\n"),
    ("C109", "![a](https://example.org/a.png)\n", (1, "error"), "![a](files/a.svg)\n"),
    ("C111", "Text.\n\n<video src='x'></video>\n", (3, "warning"), "<details><summary>More</summary>Text</details>\n"),
    ("C111", "<p style='color: red'>Text</p>\n", (1, "warning"), "<p lang='nl'>Text</p>\n"),
    ("C112", "Text.\n\n    /// question | choice\n    ///\n\nText /// more\n", (3, "error"), "`///` and file:///x\n"),
    ("C113", CHOICE.replace("They were asked first.", "First. {#early}"), (8, "error"), CHOICE),
    ("C113", "## Heading {#Top}\n", (1, "error"), "## Heading {#top}\n\n`{#top}`\n"),
    ("C121", "## The way\n\n[a](#teh-way)\n", (3, "error"), "## The way\n\n[a](#the-way) [b](lesson:first#the-way)\n"),
    ("C121", "## The way {#way}\n\n[a](#the-way)\n", (3, "error"), "## The way {#way}\n\n[a](#way)\n"),
    ("C121", "[a](lesson:first#way)\n", (1, "error"), "[a](lesson:first)\n"),
    ("C121", "```\n## Way\n```\n\n[a](#way)\n", (5, "error"), "## Way\n## Way\n\n[a](#way-2)\n"),
    ("C121", f"## Way\n\n{CHOICE.replace('They were asked', '[See](#wya)')}", (10, "error"),
     f"## Way\n\n{CHOICE.replace('They were asked', '[See](#way)')}"),
    ("C122", "## One {#way}\n\n## Two {#way}\n", (3, "error"), "## Way\n\n## Way\n\n## Three {#three}\n"),
    ("C114", f"<div>\n\n{CHOICE}", (3, "error"), f"<div>x</div>\n\n{CHOICE}"),
    ("C114", f"<!-- not ready\n\n{CHOICE}\n-->\n", (3, "error"), f"<!-- ready -->\n\n{CHOICE}"),
    ("C115", f"{CHOICE.replace('is this?', 'is this[^1]?')}\n[^1]: Note.\n", (4, "error"),
     f"One[^1].\n\n{CHOICE}\n[^1]: Note.\n"),
    ("C115", "Text.\n\nOne[^none].\n", (3, "error"), "One`[^none]`.\n"),
    ("C117", CHOICE.replace("Which *level*", "They consult: which level"), (4, "warning"),
     CHOICE.replace("Which *level*", "They inform and consult: which level")),
    ("C117", CHOICE.replace("Which *level*", "They *consult*: which level"), (4, "warning"),
     CHOICE.replace("Which *level*", "They consulted: which level")),
    ("C117", SHORT_TEXT, (4, "warning"), SHORT_TEXT.replace("As the residents", "As people")),
    ("C117", f"{TOLD}\n\n{LONG_ANSWER}", (6, "warning"), f"{TOLD}\n\nSomething between.\n\n{LONG_ANSWER}"),
    ("C117", f"{LONG_ANSWER}\n{TOLD}\n", (4, "warning"), f"{LONG_ANSWER}\nMore.\n\n{TOLD}\n"),
    ("C117", quiz(LONG_ANSWER + CHOICE.replace("Which *level*", TOLD)), (8, "warning"), quiz(LONG_ANSWER)),
    ("C116", "Text:\n- one\n- two\n", (2, "warning"), "Text:\n\n- one\n  more\n- two\n\n1. one\n2. two\n"),
    ("C116", "Text:\n1. one\n", (2, "warning"), "It was in\n2019. Then it ended.\n\n```\na\n- b\n```\n"),
]


@pytest.mark.parametrize(("code", "body", "where", "well"), FIRES)
def test_a_rule_fires_at_its_line_and_is_silent_where_all_is_well(code, body, where, well):
    hits = [problem for problem in found(files(lesson(body), **PICTURE)) if problem.code == code]
    assert [(problem.line - 5, problem.level) for problem in hits] == [where]
    assert code not in {problem.code for problem in found(files(lesson(well), **PICTURE))}


def test_the_core_lessons_fit_the_modules_budget():
    full = files(lesson(minutes=20), lesson(id="second", minutes=11))
    assert [(problem.path, problem.level, problem.code) for problem in found(full)] == [
        ("01-start/module.md", "warning", "C110")]
    assert found(files(lesson(minutes=20), lesson(id="second", minutes=11, core="no"))) == []
    assert found(files(lesson(minutes=90), **{"01-start/module.md": MODULE.replace("minutes: 30\n", "")})) == []


def test_the_welcome_and_the_modules_descriptions_are_checked_as_well():
    course_files = files(**{"01-start/module.md": MODULE.replace("minutes: 30", "description: See [it](lesson:none).")})
    course_files["course.md"] += b"\n![](files/none.svg)\n"
    assert [(problem.path, problem.code) for problem in found(course_files)] == [
        ("01-start/module.md", "C106"), ("course.md", "C104"), ("course.md", "C107")]


def test_a_link_to_a_heading_of_another_lesson_names_the_nearest_and_holds_while_it_is_there():
    two = files(lesson("[on](lesson:second#whos-missing)\n"), lesson("## Who is missing?\n", id="second"))
    (problem,) = found(two)
    assert (problem.path, problem.code) == ("01-start/01-lesson.md", "C121")
    assert 'has no heading "whos-missing". Did you mean "who-is-missing"?' in problem.message
    well, proofs = files(lesson("[on](lesson:second#who-is-missing)\n"), lesson("## Who is missing?\n", id="second")), Proofs()
    assert check_files(well, proofs)[1] == []
    well["01-start/02-lesson.md"] = lesson("## Who was missing?\n", id="second").encode()
    assert [one.code for one in check_files(well, proofs)[1]] == ["C121"]  # though the lesson with the link is as it was


def test_a_whole_lesson_with_every_kind_of_sheet_has_no_problem():
    assert problems("\n".join(["Text.", "", CHOICES, REFLECTION, quiz(CHOICE), SURVEY])) == []


def test_checking_is_parsing_and_checking_the_course():
    course_files = files(lesson("[a](lesson:none)\n\n/// survey\n"))
    course, problems = check_files(course_files)
    parsed, first = parse_course(course_files)
    assert course == parsed and problems == sorted(first + check_course(course, course_files))


def test_a_message_says_how_to_mend_it():
    (problem,) = found(files(lesson("See [there](lesson:frist).\n")))
    assert str(problem) == ('01-start/01-lesson.md:6:1: error C106 There is no lesson "frist". Did you mean "first"?')
