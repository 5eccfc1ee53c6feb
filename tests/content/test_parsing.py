import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.checking import check_files
from course.content.course_text import CourseText, Problem, Prose
from course.content.parsing import LONGEST, parse_course
from tests.content.texts import CHOICE, COURSE, HEAD_LINES, MODULE, SURVEY, files, found, lesson, parsed, problems


def codes(course_files):
    return [(problem.path, problem.line, problem.code) for problem in found(course_files)]


def test_a_problem_prints_as_file_line_column_level_code_message():
    assert str(Problem("a/b.md", 3, 1, "error", "B101", "Broken.")) == "a/b.md:3:1: error B101 Broken."


def test_a_course_is_read_in_the_order_of_its_numbers():
    module = MODULE.replace("id: start", "id: later")
    course, problems = parse_course(files(
        lesson(), lesson(id="second"), **{"10-later/module.md": module, "10-later/2-b.md": lesson(id="fourth"),
                                          "10-later/1-a.md": lesson(id="third"), "10-later/10-c.md": lesson(id="fifth")}))
    assert problems == []
    assert [module.id for module in course.modules] == ["start", "later"]
    assert [one.id for one in course.lessons] == ["first", "second", "third", "fourth", "fifth"]


def test_the_head_of_a_course_is_kept():
    course, problems = parse_course(files())
    assert problems == []
    assert (course.id, course.title, course.licence, course.authors) == ("small", "A small course", "CC BY 4.0", ("Frank",))
    assert (course.kind, course.language, course.access, course.maturity) == ("course", "en", "open", "sketch")
    assert (course.welcome, course.welcome.line) == ("Welcome.", 8)


def test_pieces_stand_in_order_with_their_lines():
    one = parsed(f"\nBefore.\n\n{CHOICE}\nAfter.\n")
    assert [(piece.line - HEAD_LINES, isinstance(piece, Prose)) for piece in one.pieces] == [(2, True), (4, False), (18, True)]
    assert one.source == lesson(f"\nBefore.\n\n{CHOICE}\nAfter.\n")


def test_line_ends_and_a_byte_order_mark_do_not_matter():
    windows = b"\xef\xbb\xbf" + lesson("Text.\n\nMore.\n").replace("\n", "\r\n").encode()
    course, problems = parse_course(files(windows))
    assert problems == [] and course.lessons[0].pieces[0].markdown == "Text.\n\nMore."


@pytest.mark.parametrize(("path", "text", "problem"), [
    ("02-more/01-a.md", lesson(id="b"), ("02-more/module.md", 1, "F102")),
    ("more/module.md", MODULE.replace("start", "b"), ("more/module.md", 1, "F103")),
    ("01-start/notes.md", lesson(id="b"), ("01-start/notes.md", 1, "F105")),
    ("01-start/deep/01-a.md", lesson(id="b"), ("01-start/deep/01-a.md", 1, "F105")),
    ("02-more/module.md", MODULE.replace("start", "b"), ("02-more/module.md", 1, "F106")),
    ("01-start/module.md", MODULE + "Text.\n", ("01-start/module.md", 6, "F107")),
    ("01-start/02-b.md", "No front matter.\n", ("01-start/02-b.md", 1, "Y100")),
    ("01-start/02-b.md", b"---\nid: b\n\xff", ("01-start/02-b.md", 3, "F120")),
    ("01-start/02-b.md", "x" * (LONGEST + 1), ("01-start/02-b.md", 1, "F121")),
    ("01-start/02-b.md", lesson("a\n\0b", id="b"), ("01-start/02-b.md", HEAD_LINES + 2, "F122")),
    ("01-start/02-b.md", lesson("Text.\n\n" + "x" * 20_000, id="b"), ("01-start/02-b.md", HEAD_LINES + 3, "F123")),
    ("01-start/02-b.md", lesson("Text.\n\n" + "x\n" * 500, id="b"), ("01-start/02-b.md", HEAD_LINES + 3, "F123")),
    ("01-start/02-b.md", lesson("[" * 40, id="b"), ("01-start/02-b.md", HEAD_LINES + 1, "F124")),
    ("01-start/02-b.md", lesson(">" * 40, id="b"), ("01-start/02-b.md", HEAD_LINES + 1, "F124")),
    ("01-start/02-b.md", lesson("<a " * 40, id="b"), ("01-start/02-b.md", HEAD_LINES + 1, "F124")),
    ("course.md", COURSE + "\n/// survey\n///\n", ("course.md", 10, "B116")),
    ("measurement.yml", "a: [", ("measurement.yml", 2, "Y101")),
    ("measurement.yml", "[" * 30 + "]" * 30, ("measurement.yml", 1, "Y107")),
    ("measurement.yml", b"\xff", ("measurement.yml", 1, "F120")),
])
def test_each_thing_out_of_place_is_reported(path, text, problem):
    assert problem in codes(files(**{path: text}))


def test_a_long_measurement_plan_is_fine():
    assert codes(files(**{"measurement.yml": "a:\n" + "  - b: c\n" * 1000})) == []


def test_markdown_among_the_downloads_is_no_lesson():
    assert codes(files(**{"files/readme.md": "Hello"})) == []


def test_a_course_without_its_own_file_is_no_course():
    course_files = files()
    del course_files["course.md"]
    assert check_files(course_files)[0] is None
    assert ("course.md", 1, "F101") in codes(course_files)
    assert ("course.md", 1, "F104") in codes({"course.md": COURSE.encode()})
    assert check_files({})[0] is None


def test_a_broken_lesson_hides_nothing_of_the_others():
    assert [(path, code) for path, _, code in codes(files(lesson("/// survey\n", id="a"), lesson("Text\n///\n", id="b")))] == [
        ("01-start/01-lesson.md", "B101"), ("01-start/01-lesson.md", "B108"), ("01-start/01-lesson.md", "Q132"),
        ("01-start/02-lesson.md", "B102")]


def test_ids_stand_once_in_a_course():
    assert codes(files(lesson(), lesson())) == [("01-start/02-lesson.md", 1, "Q102")]
    assert codes(files(lesson(CHOICE), lesson(CHOICE, id="second"))) == [("01-start/02-lesson.md", HEAD_LINES + 1, "Q102")]
    assert ("02-more/module.md", 1, "Q102") in codes(files(**{"02-more/module.md": MODULE, "02-more/1-a.md": lesson(id="b")}))


def test_a_question_in_a_quiz_may_not_take_the_id_of_another_block():
    quiz = f"//// quiz\nid: all\n\n{CHOICE}////\n"
    assert codes(files(lesson(CHOICE), lesson(quiz, id="second"))) == [("01-start/02-lesson.md", HEAD_LINES + 7, "Q102")]


def test_an_item_may_come_back_in_the_survey_of_another_lesson_only():
    again = SURVEY.replace("id: pulse-1", "id: pulse-2")
    assert codes(files(lesson(SURVEY), lesson(again, id="second"))) == []
    assert {code for _, _, code in codes(files(lesson(SURVEY + again)))} == {"Q102"}
    assert {code for _, _, code in codes(files(lesson(SURVEY.replace("{#town}", "{#pulse-1}"))))} == {"Q102"}


def test_completing_by_an_answer_needs_something_to_answer():
    assert problems("Text.\n", complete="answer") == [(-5, "F110")]
    assert problems(CHOICE, complete="answer") == [] == problems(SURVEY, complete="answer")
    assert problems(CHOICE, complete="pass") == [(-5, "F111")]
    assert problems(f"//// quiz\nid: q\npass: 60 %\n\n{CHOICE}////\n", complete="pass") == []


def test_a_follow_up_is_no_core_lesson_and_asks_on_one_day():
    month, quarter = (f"/// survey\nid: {days}\nwave: day-{days}\n\n[text] So? {{#x{days}}}\n///\n" for days in (30, 90))
    assert problems(month) == [(-4, "F112")]
    assert problems(month, core="no") == []
    assert problems(month + quarter, core="no") == [(7, "F113")]


LINES = st.lists(st.sampled_from([
    "---", "id: a", "title: T", "", "/// question | choice", "//// quiz", "/// survey", "///", "////", "id: q", "- [x] a {#a}",
    "- [ ] b {#b}", "- [", "  under", "[scale agree] x {#x}", "[one] x {#y}", "- row {#r}", "scale.agree: 1 a | 2 b", "```",
    "<div>", "[^1]: note", "[a][b] ![](x) <a href=", "{#", "> [!NOTE]", "| a | b |", "|---|---|", "\t- x", "# H", "#### H"]) |
    st.text(max_size=12), max_size=25)


@settings(max_examples=200, deadline=None)
@given(LINES, LINES, st.binary(max_size=30))
def test_no_text_makes_the_checker_fail(head, body, data):
    texts = files("\n".join(["---", *head, "---", *body]).encode(errors="replace"), lesson("\n".join(body).encode(
        errors="replace").decode()), data, **{"course.md": COURSE + "\n".join(head).encode(errors="replace").decode()})
    course, problems = check_files(texts)
    assert course is None or isinstance(course, CourseText)
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message.endswith((".", "`.", ")")) for problem in problems)


@pytest.mark.parametrize("text", [
    "/" * 1_000_000, "///\n" * 20_000, "/// question | choice\n" * 4_000, "[" * 99_000, "<a " * 30_000, "- [x] a {#a}\n" * 7_000,
    "\n".join("/" * number + " quiz" for number in range(430, 3, -1)), "> " * 49_000, "    " * 24_000 + "- a", "\0" * 99_000])
def test_hostile_text_is_refused(text):
    assert [problem for problem in found(files(lesson(text))) if problem.stops]
