"""The courses that we publish ourselves: whole, and without a single remark of the checker."""

from pathlib import Path

import pytest

from course.content.checking import check_files
from course.content.reading import read_folder

FOLDERS = [path.parent for path in sorted((Path(__file__).parents[2] / "modules").glob("*/course.md"))]
FLAGSHIP = "community-engagement-in-collective-impact"


@pytest.fixture(scope="module")
def flagship():
    (folder,) = [folder for folder in FOLDERS if folder.name == FLAGSHIP]
    return check_files(read_folder(folder)[0])[0]


def sheets(module):
    return [sheet for lesson in module.lessons for sheet in lesson.sheets]


def kinds(module):
    return [sheet.kind for sheet in sheets(module)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_checker_has_nothing_to_say(folder):
    files, problems = read_folder(folder)
    assert [str(problem) for problem in (*problems, *check_files(files)[1])] == []


def test_it_has_a_start_five_modules_and_a_finish(flagship):
    assert len(flagship.modules) == 7
    assert sum(len(module.lessons) for module in flagship.modules) >= 20
    assert all(3 <= sum(lesson.core for lesson in module.lessons) <= 6 for module in flagship.modules[1:])


def test_each_module_has_a_worksheet_a_question_to_readers_a_quiz_of_five_and_a_pulse_of_four(flagship):
    for module in flagship.modules[1:6]:
        (quiz,) = [sheet for sheet in sheets(module) if sheet.kind == "quiz"]
        (pulse,) = [sheet for sheet in sheets(module) if sheet.wave == "pulse"]
        assert (len(quiz.items), len(pulse.items)) == (5, 4), module.id
        assert kinds(module).count("thoughts") == 1 and "worksheet" in kinds(module), module.id


def test_every_option_of_every_question_teaches(flagship):
    silent = [f"{item.key}: {option.id}" for module in flagship.modules for sheet in sheets(module) for item in sheet.items
              if item.kind in ("choice", "choices", "scenario") for option in item.options if not option.feedback]
    assert silent == []


def test_what_is_asked_at_the_start_is_asked_again_at_the_end_and_after_ninety_days(flagship):
    waves = {sheet.wave: {item.key for item in sheet.items} for module in flagship.modules for sheet in sheets(module)
             if sheet.wave in ("baseline", "end", "day-90")}
    asked = {key for key in waves["baseline"] if key[0] in "kca" and key[1].isdigit()}
    assert len(asked) == 8 and asked <= waves["end"] and {f"{key}.then" for key in asked} <= waves["end"]
    practices = {key for key in waves["baseline"] if key[0] == "b" and key[1:2].isdigit()}
    assert len(practices) == 10 and practices <= waves["day-90"]


def test_every_kind_of_question_and_block_is_met_somewhere(flagship):
    met = {item.kind for module in flagship.modules for sheet in sheets(module) for item in sheet.items}
    assert {"choice", "choices", "scenario", "number", "short-text", "order", "match", "cloze", "reflection"} <= met
    assert {"worksheet", "commitment", "thoughts", "team-session", "survey", "quiz"} <= {
        kind for module in flagship.modules for kind in kinds(module)}
