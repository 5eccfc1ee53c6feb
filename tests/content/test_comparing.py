import pytest

from course.content.comparing import Change, compare
from course.content.parsing import parse_course
from tests.content.texts import CHOICE, MODULE, REFLECTION, SURVEY, files, lesson


def course(course_files):
    text, problems = parse_course(course_files)
    assert problems == []
    return text


def changes(before, after):
    return compare(course(files(lesson(before))), course(files(lesson(after))))


def order(*ids):
    return course(files(*(lesson(id=name) for name in ids)))


def test_in_a_first_edition_every_lesson_is_new():
    assert compare(None, order("a", "b")) == [Change("lesson added", "a"), Change("lesson added", "b")]


def test_the_same_text_is_no_change():
    assert changes(f"Text.\n\n{SURVEY}", f"Text.\n\n{SURVEY}") == []


def test_white_space_and_the_name_of_a_file_are_no_change():
    assert changes("Some text.\n\n" + CHOICE, "Some\ntext.\n\n\n" + CHOICE.replace("Which *level*", "Which  *level*")) == []
    renamed = {path.replace("01-lesson", "07-other"): data for path, data in files().items()}
    assert compare(course(files()), course(renamed)) == []


def test_lessons_come_and_go():
    assert compare(order("a", "b"), order("b", "c")) == [Change("lesson withdrawn", "a"), Change("lesson added", "c")]


def test_a_lesson_that_changes_its_place_is_moved():
    assert compare(order("a", "b", "c", "d"), order("b", "c", "d", "a")) == [Change("lesson moved", "a")]
    other = MODULE.replace("id: start", "id: more")
    before = files(lesson(), **{"02-more/module.md": other, "02-more/1-a.md": lesson(id="a"), "02-more/2-b.md": lesson(id="b")})
    after = files(lesson(), lesson(id="a"), **{"02-more/module.md": other, "02-more/2-b.md": lesson(id="b")})
    assert compare(course(before), course(after)) == [Change("lesson moved", "a")]


@pytest.mark.parametrize(("old", "new"), [
    ("Some text.", "Other text."), ("A few words", "Some words"), ("title: What", "title: How")])
def test_what_stands_outside_the_questions_is_lesson_text(old, new):
    body = f"Some text.\n\n{SURVEY}"
    assert changes(body, body.replace(old, new)) == [Change("lesson text", "first")]


def test_a_new_title_is_lesson_text():
    assert compare(course(files(lesson())), course(files(lesson(title="Other")))) == [Change("lesson text", "first")]


def test_a_question_that_moves_within_the_text_changes_the_lesson_and_not_the_question():
    assert changes(f"One.\n\n{CHOICE}\nTwo.\n", f"{CHOICE}\nOne.\n\nTwo.\n") == [Change("lesson text", "first")]


def test_questions_come_and_go():
    before, after = f"Text.\n\n{CHOICE}", f"Text.\n\n{CHOICE.replace('id: told', 'id: asked')}"
    assert changes(before, after) == [Change("question gone", "first", "told"), Change("question added", "first", "asked")]


@pytest.mark.parametrize(("kind", "old", "new"), [
    ("wording", "Which *level* is this?", "Which level was this?"), ("wording", "Inform {", "Informed {"),
    ("feedback", "They were asked first.", "They were not asked."), ("structure", "{#inform}", "{#informed}"),
    ("structure", "- [ ] Inform", "- [ ] Tell {#tell}\n- [ ] Inform")])
def test_a_change_of_a_question_has_its_class(kind, old, new):
    assert changes(CHOICE, CHOICE.replace(old, new)) == [Change(kind, "first", "told")]


def test_another_right_option_is_a_change_of_the_key():
    swapped = CHOICE.replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")
    assert changes(CHOICE, swapped) == [Change("key", "first", "told")]


def test_another_kind_is_structure():
    as_many = CHOICE.replace("| choice", "| choices")
    assert changes(CHOICE, as_many) == [Change("structure", "first", "told")]


def test_another_model_answer_is_feedback():
    assert changes(REFLECTION, REFLECTION.replace("the deed", "what was done")) == [Change("feedback", "first", "gap")]


def test_another_point_on_a_scale_is_structure_and_another_word_for_one_is_wording():
    assert {change.kind for change in changes(SURVEY, SURVEY.replace("3 agree", "3 agree | 4 agree fully"))} == {"structure"}
    assert {change.kind for change in changes(SURVEY, SURVEY.replace("2 neither", "2 in between"))} == {"wording"}


def test_settings_that_change_no_meaning_are_no_change():
    assert changes(CHOICE, CHOICE.replace("id: told", "id: told\nshuffle: yes\nconfidence: yes")) == []
