from dataclasses import replace

import pytest

from course.content import proofs
from course.content.checking import check_files
from course.content.course_text import Source
from course.content.parsing import LessonParser
from course.content.proofs import Proofs, to_json
from course.content.reading import read_folder
from tests.content.texts import CHOICE, CHOICES, REFLECTION, SURVEY, files, lesson
from tests.house.sources import ROOT

PICTURE = {"files/a.svg": "<svg/>"}
QUIZ = f"//// quiz\nid: all\npass: 60 %\n\n{CHOICE.replace('id: told', 'id: asked')}////\n"
BODY = "\n".join(["Text:\n- one\n", "[There](lesson:second) ![A](files/a.svg) [b]\n", "[b]: https://example.org/\n",
                  CHOICE.replace("They were asked first.", ""), CHOICES, REFLECTION, QUIZ, SURVEY])
COURSE = files(lesson(BODY), lesson(id="second"), **PICTURE)


def kept(course_files):
    """The proofs that a first check of these files leaves behind."""
    made = Proofs()
    check_files(course_files, made)
    return made.new()


def sources(value):
    """Every Source in it with its line, in order."""
    if isinstance(value, Source):
        yield value, value.line, value.inline
    elif isinstance(value, list | tuple):
        for each in value:
            yield from sources(each)
    elif isinstance(value, dict):
        yield from sources(list(value.values()))
    elif hasattr(value, "__dataclass_fields__"):
        yield from sources([getattr(value, name) for name in value.__dataclass_fields__])


@pytest.fixture
def parsed(monkeypatch):
    """The paths of the lessons that are parsed from now on."""
    paths, parse = [], LessonParser.__call__

    def counted(self, path, data):
        paths.append(path)
        return parse(self, path, data)

    monkeypatch.setattr(LessonParser, "__call__", counted)
    return paths


def flagships():
    return [read_folder(path.parent)[0] for path in (ROOT / "modules").glob("*/course.md")]


@pytest.mark.parametrize("course_files", [COURSE, *flagships()])
def test_a_check_with_proofs_answers_the_same_and_parses_nothing(course_files, parsed):
    once = check_files(course_files)
    left = kept(course_files)
    parsed.clear()
    again = check_files(course_files, Proofs(left))
    assert again == once and list(sources(again[0])) == list(sources(once[0]))
    assert parsed == []


def test_only_the_lesson_that_changed_is_parsed_and_kept_anew(parsed):
    left = kept(COURSE)
    parsed.clear()
    made = Proofs(left)
    changed = COURSE | {"01-start/02-lesson.md": lesson("Other text.\n", id="second").encode()}
    assert check_files(changed, made) == check_files(changed)
    assert parsed[:1] == ["01-start/02-lesson.md"] and len(made.new()) == 1


def test_a_proof_does_not_hold_where_a_lesson_or_a_file_is_gone():
    left = kept(COURSE)
    for gone, code in (("01-start/02-lesson.md", "C106"), ("files/a.svg", "C107")):
        rest = {path: data for path, data in COURSE.items() if path != gone}
        found = check_files(rest, Proofs(left))
        assert found == check_files(rest) and code in {problem.code for problem in found[1]}


def test_a_proof_goes_with_its_text_to_another_place():
    left = kept(COURSE)
    moved = {path.replace("01-lesson", "07-moved"): data for path, data in COURSE.items()}
    course, problems = check_files(moved, Proofs(left))
    assert (course, problems) == check_files(moved)
    assert {problem.path for problem in problems} == {"01-start/07-moved.md"}


def test_what_stands_twice_is_seen_among_proofs():
    twice = files(lesson(CHOICE), lesson(CHOICE, id="second"))
    left = kept(files(lesson(CHOICE))) | kept(files(lesson(CHOICE, id="second")))
    assert "Q102" in {problem.code for problem in check_files(twice, Proofs(left))[1]}


@pytest.mark.parametrize("body", ["See [there](lesson:none).\n", "/// survey\n", CHOICE.replace("[x]", "[ ]")])
def test_a_lesson_with_errors_leaves_no_proof(body):
    assert kept(files(lesson(body))) == {}


def test_what_json_cannot_hold_is_not_kept_and_parsed_again():
    lesson = check_files(COURSE)[0].lessons[0]
    assert to_json(proofs.Proof(lesson, checked=())) is not None
    assert to_json(proofs.Proof(replace(lesson, title={1, 2}), checked=())) is None


def test_link_references_of_one_lesson_are_not_known_in_another():
    prompt = CHOICE.replace("Which *level* is this?", "Which [level] is this?\n\n[level]: https://example.org/")
    other = CHOICE.replace("id: told", "id: asked").replace("Which *level* is this?", "Which [level] is this?")
    first, second = check_files(files(lesson(prompt), lesson(other, id="second")))[0].lessons
    assert first.sheets[0].items[0].text == "Which level is this?"
    assert second.sheets[0].items[0].text == "Which [level] is this?"


def test_the_checkers_name_changes_with_its_code(monkeypatch, tmp_path):
    before = proofs.checker()
    (tmp_path / "proofs.py").write_text("other code\n")
    monkeypatch.setattr(proofs, "__file__", str(tmp_path / "proofs.py"))
    proofs.checker.cache_clear()
    assert proofs.checker() != before
    proofs.checker.cache_clear()
