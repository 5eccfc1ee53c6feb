import pytest

from course.content.readability import WORD, grade, syllables
from tests.content.texts import COURSE, files, found, lesson

GETTYSBURG = ("Four score and seven years ago our fathers brought forth on this continent a new nation, conceived in liberty, "
              "and dedicated to the proposition that all men are created equal.")
PLAIN = "We meet on the first day of each month. You can come as you are. Bring a friend. The room is warm. " * 8
HARD = ("Organizational accountability necessitates institutional mechanisms facilitating multidirectional communication among "
        "heterogeneous constituencies participating in collaborative governance arrangements. ") * 12


@pytest.mark.parametrize(("word", "count"), [
    ("made", 1), ("makes", 1), ("asked", 1), ("wanted", 2), ("boxes", 2), ("houses", 2), ("table", 2), ("people", 2), ("the", 1),
    ("neighbor", 2), ("community", 4), ("don't", 1), ("organizations", 5), ("rhythm", 1), ("I", 1)])
def test_syllables_are_counted_by_rule(word, count):
    assert syllables(word) == count


def test_a_known_sentence_is_counted_as_by_hand_or_nearly():
    by_hand = 48
    assert sum(map(syllables, WORD.findall(GETTYSBURG))) == pytest.approx(by_hand, rel=0.1)


def test_the_formula_is_the_known_one():
    assert grade(["The cat sat on the mat. It did not move at all!"] * 9) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade([f"{GETTYSBURG} " * 4]) == pytest.approx(0.39 * 30 + 11.8 * 48 / 30 - 15.59, abs=1.5)


def test_headings_and_labels_are_no_sentences():
    assert grade([PLAIN]) == grade([PLAIN, *["Who comes"] * 50])


def test_a_text_of_a_few_words_has_no_grade():
    assert grade(["Only a few words stand here."]) is None


def levels(body, head=COURSE):
    return [problem for problem in found(files(lesson(body), **{"course.md": head})) if problem.code == "C118"]


def test_a_lesson_far_above_its_course_is_warned_of():
    nine = COURSE.replace("title:", "reading: 9\ntitle:", 1)
    (problem,) = levels(HARD, nine)
    assert (problem.line, problem.level) == (1, "warning") and "far above the course's 9" in problem.message
    assert levels(PLAIN, nine) == levels(HARD) == levels(HARD, nine.replace("title:", "language: nl\ntitle:", 1)) == []
    assert levels(f"```\n{HARD}\n```\n", nine) == []


def test_a_level_is_a_grade():
    easy = COURSE.replace("title:", "reading: easy\ntitle:", 1)
    assert [problem.code for problem in found(files(**{"course.md": easy}))] == ["Y109"]
