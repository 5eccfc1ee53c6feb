import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from course.cli import main_group
from course.content.comparing import Change, compare
from course.content.lineage import NOTHING, extended
from course.content.parsing import parse_course
from course.content.publishing import CourseDoesNotParse
from course.content.vanishing import check_against
from tests import making
from tests.content.texts import CHOICE, COURSE, MODULE, SURVEY, files, lesson

LEVELS = "02-levels/01-levels.md"
QUIZ = f"//// quiz\nid: quiz-1\n\n{CHOICE}////\n"


def course(course_files):
    text, problems = parse_course(course_files)
    assert problems == []
    return text


def of(body, **keys):
    return files(lesson(body, **keys))


def gone(before, after):
    """[(path, code, whether it names the way out)]"""
    found = check_against(course(after), course(before))
    return [(one.path, one.code, "withdrawn: [" in one.message) for one in found]


def codes(course_files):
    return [(one.path, one.level, one.code) for one in parse_course(course_files)[1]]


@pytest.mark.parametrize("after", [
    of("Text.\n"), of(CHOICE.replace("id: told", "id: asked")), of(QUIZ.replace("id: told", "id: asked"))])
def test_a_question_that_is_gone_without_a_word_is_an_error(after):
    before = of(QUIZ) if "quiz" in str(after) else of(CHOICE)
    assert gone(before, after) == [("01-start/01-lesson.md", "E101", True)]


def test_a_lesson_is_named_and_not_all_that_stood_in_it():
    assert gone(files(lesson(), lesson(QUIZ, id="second")), files(lesson())) == [("course.md", "E101", True)]


def test_what_moved_to_another_lesson_is_not_gone():
    before = files(lesson(CHOICE), lesson("Text.\n", id="second"))
    assert gone(before, files(lesson("Text.\n"), lesson(CHOICE, id="second"))) == []


def test_an_item_of_a_survey_that_is_gone_is_an_error():
    assert gone(of(SURVEY), of(SURVEY.replace("[text] What was unclear? {#unclear}\n", ""))) == [
        ("01-start/01-lesson.md", "E101", True)]


@pytest.mark.parametrize("place", ["course.md", "01-start/module.md"])
def test_what_is_withdrawn_on_purpose_is_no_error(place):
    head = {"course.md": COURSE, "01-start/module.md": MODULE}[place]
    after = of("Text.\n") | {place: head.replace("\n---", "\nwithdrawn: [told]\n---", 1).encode()}
    assert gone(of(CHOICE), after) == []


@pytest.mark.parametrize(("before", "after"), [
    (of(CHOICE), of(CHOICE.replace("id: told", "id: asked\nwas: told"))),
    (of(QUIZ), of(QUIZ.replace("id: told", "id: asked\nwas: told"))),
    (of(QUIZ), of(QUIZ.replace("id: quiz-1", "id: quiz-2\nwas: quiz-1"))),
    (of(SURVEY), of(SURVEY.replace("id: pulse-1", "id: pulse-2\nwas: pulse-1"))),
    (of(CHOICE), of(CHOICE, id="second", was="first"))])
def test_a_new_id_that_says_the_old_one_is_no_error(before, after):
    assert gone(before, after) == []


def test_the_message_says_what_may_be_meant():
    before, after = of(CHOICE), of(CHOICE.replace("id: told", "id: tolds"))
    (problem,) = check_against(course(after), course(before))
    assert '"tolds" is new here' in problem.message and '"was: told"' in problem.message


@pytest.mark.parametrize(("course_files", "problem"), [
    (files(lesson(id="a", was="b"), lesson(id="b")), ("01-start/01-lesson.md", "error", "E102")),
    (of(CHOICE.replace("id: told", "id: told\nwas: told")), ("01-start/01-lesson.md", "error", "E102")),
    (files(lesson(id="a", was="c"), lesson(id="b", was="c")), ("01-start/02-lesson.md", "error", "E103")),
    (of(CHOICE) | {"course.md": COURSE.replace("\n---", "\nwithdrawn: [told]\n---", 1).encode()},
     ("course.md", "warning", "E104"))])
def test_what_cannot_be_said_of_former_ids(course_files, problem):
    assert codes(course_files) == [problem]


def test_what_was_renamed_is_compared_with_what_it_was():
    before, after = course(of(CHOICE)), course(of(CHOICE.replace("id: told", "id: asked\nwas: told"), id="new", was="first"))
    assert compare(before, after) == [
        Change("lesson renamed", "new", was="first"), Change("question renamed", "new", "asked", was="told")]
    reworded = course(of(CHOICE.replace("id: told", "id: asked\nwas: told").replace("Which *level*", "Which level")))
    assert [(one.kind, one.question) for one in compare(before, reworded)] == [
        ("question renamed", "asked"), ("wording", "asked")]


def test_was_says_nothing_more_once_it_was_published():
    after = course(of(CHOICE.replace("id: told", "id: asked\nwas: told")))
    assert compare(after, after) == []


def test_names_and_series_go_on_over_several_changes_of_an_id():
    lineage = extended(NOTHING, [Change("wording", "l", "a", confirmed=True, fingerprints=("1", "2"))])
    lineage = extended(lineage, [Change("question renamed", "l", "b", was="a")])
    lineage = extended(lineage, [Change("question renamed", "l", "c", was="b"), Change("lesson renamed", "m", was="l")])
    assert [lineage.today("block", key) for key in "abc"] == ["c", "c", "c"]
    assert lineage.today("lesson", "l") == "m" and lineage.former("block", "c") == ["a", "b"]
    assert lineage.series("c", "2") == "1"


@pytest.mark.databases("sqlite")
def test_publishing_stops_and_what_stood_stands(app):
    making.publish(app)
    without = making.edited(LEVELS, "id: told\n", "id: asked\n")
    with pytest.raises(CourseDoesNotParse, match="E101"):
        making.publish(app, without)
    with making.reading(app) as standing:
        assert standing.number == 1
    assert making.publish(app, making.withdrawing(without, "told")) == 2


@pytest.mark.databases("sqlite")
def test_check_compares_with_the_library_where_it_is_asked_to(app, tmp_path):
    making.publish(app)
    for path, data in making.edited(LEVELS, "id: told\n", "id: asked\n").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    runner, info = CliRunner(), ScriptInfo(create_app=lambda: app)
    assert runner.invoke(main_group, ["check", str(tmp_path)], obj=info).exit_code == 0
    said = runner.invoke(main_group, ["check", "--against-library", str(tmp_path)], obj=info)
    assert said.exit_code == 1 and f"{LEVELS}:1:1: error E101" in said.output


OTHER = MODULE.replace("id: start", "id: begin")


def modules(head=MODULE, course_head=COURSE):
    return files(**{"01-start/module.md": head, "course.md": course_head})


def more_modules():
    return modules() | {"02-more/module.md": MODULE.replace("id: start", "id: more").encode(),
                        "02-more/01-second.md": lesson(id="second").encode()}


def test_a_module_that_is_gone_without_a_word_is_an_error_and_was_or_withdrawn_the_way_out():
    assert gone(modules(), modules(OTHER)) == [("01-start/module.md", "E101", True)]
    (found,) = check_against(course(modules(OTHER)), course(modules()))
    assert 'The module "start"' in found.message and '"was: start"' in found.message
    assert gone(modules(), modules(OTHER.replace("id: begin", "id: begin\nwas: start"))) == []
    assert gone(modules(), modules(OTHER, COURSE.replace("summary:", "withdrawn: [start]\nsummary:"))) == []
    assert gone(more_modules(), modules(MODULE, COURSE.replace("summary:", "withdrawn: [more]\nsummary:"))) == []
    assert gone(more_modules(), modules(MODULE, COURSE.replace("summary:", "withdrawn: [second]\nsummary:"))) == []
    assert gone(more_modules(), modules() | {"01-start/02-second.md": lesson(id="second").encode()}) == [
        ("course.md", "E101", True)]
    moved = {path.replace("01-start", "02-begin"): data for path, data in modules(OTHER).items()}
    assert gone(modules(), moved) == [("course.md", "E101", True)]


def test_a_former_module_does_not_stand_and_was_one_thing_alone():
    assert codes(modules(MODULE.replace("id: start", "id: start\nwas: start"))) == [("01-start/module.md", "error", "E102")]
    two = modules(OTHER.replace("id: begin", "id: begin\nwas: start"))
    two |= {"02-more/module.md": MODULE.replace("id: start", "id: more\nwas: start").encode(),
            "02-more/01-second.md": lesson(id="second").encode()}
    assert codes(two) == [("02-more/module.md", "error", "E103")]
    assert codes(modules(OTHER.replace("id: begin", "id: begin\nwas: first"))) == []  # a lesson of this name is another thing


def test_a_renamed_module_moves_no_lesson():
    (change,) = compare(course(modules()), course(modules(OTHER.replace("id: begin", "id: begin\nwas: start"))))
    assert (change.kind, change.lesson, change.was) == ("module renamed", "begin", "start")


@pytest.mark.parametrize("name", ["worksheet", "commitment", "thoughts", "video", "team-session"])
def test_every_block_may_say_what_it_was(name):
    more = {"worksheet": "[text] What? {#what}", "video": "Said and shown."}.get(name, "Whose word counts?")
    settings = "title: T\nfile: https://example.org/a.mp4\ncaptions: files/a.vtt\n" if name == "video" else ""
    block = f"/// {name}\nid: one\n{settings}\n{more}\n///\n"
    renamed = block.replace("id: one", "id: other\nwas: one")
    assert gone(of(block), of(block.replace("id: one", "id: other"))) == [("01-start/01-lesson.md", "E101", True)]
    assert gone(of(block), of(renamed)) == []
    assert [(one.kind, one.question, one.was) for one in compare(course(of(block)), course(of(renamed)))] == [
        ("sheet renamed", "other", "one")]
