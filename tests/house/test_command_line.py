"""The command says what is wrong in a sentence, and never shows a trace."""

import os
import subprocess
import sys

import pytest

from tests import making

KEY = "for tests alone: 0123456789abcdef"


@pytest.fixture
def course(tmp_path):
    """Runs the `course` command in an empty folder, with an empty site."""

    def run(*words, key=KEY, **more):
        given = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd(), "COURSE_SECRET_KEY": key} | more
        given = given if "COURSE_DEMO" not in more else {name: value for name, value in given.items() if value != key}
        command = [sys.executable, "-W", "error", "-m", "course", *words]
        return subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, timeout=60)

    return run


@pytest.fixture
def folder(tmp_path):
    for path, data in making.files().items():
        place = tmp_path / "neighbours" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return tmp_path / "neighbours"


def test_without_a_secret_it_says_how_to_make_one(course):
    for words in (["--help"], ["history", "neighbours"]):
        done = course(*words, key="")
        assert "COURSE_SECRET_KEY is missing or weak" in done.stderr
        assert "Traceback" not in done.stderr and "No such command" not in done.stderr
    assert done.returncode == 1


def test_on_a_demo_it_needs_no_setting_but_that_one(course, tmp_path):
    assert course("db", "upgrade", COURSE_DEMO="yes").returncode == 0
    assert "no course" in course("history", "neighbours", COURSE_DEMO="yes").stderr.lower()
    assert len((tmp_path / "instance/secret.key").read_text()) == 64
    refused = course("history", "neighbours", COURSE_DEMO="yes", COURSE_TRUSTED_HOSTS="learn.example.org")
    assert "COURSE_DEMO is on" in refused.stderr or "COURSE_SECURE_COOKIES is off" in refused.stderr


def test_on_an_empty_site_it_says_what_to_run_first(course):
    done = course("history", "neighbours")
    assert done.returncode == 1
    assert "course db upgrade" in done.stderr and "Traceback" not in done.stderr


def test_a_course_is_checked_published_listed_and_fetched_back(course, folder):
    assert course("check", "neighbours", key="").returncode == 0
    assert course("db", "upgrade").returncode == 0
    assert "publication 1 stands" in course("publish", "neighbours", "--note", "the first").stdout
    assert "publication 1 stands" in course("publish", "neighbours").stdout  # the same again is what stands
    history = course("history", "neighbours").stdout
    assert "the first" in history and "lesson added: levels" in history
    name = subprocess.run(
        ["git", "hash-object", "02-levels/01-levels.md"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert course("show", name[:10]).stdout == making.FILES["02-levels/01-levels.md"]
    assert course("show", "ffffffff").stderr == "There is no such revision.\n"


def test_a_broken_course_is_named_by_file_and_line_and_nothing_is_published(course, folder):
    lesson = folder / "02-levels/01-levels.md"
    lesson.write_text(lesson.read_text().replace("- [x] Consult", "- [ ] Consult"))
    checked = course("check", "neighbours", key="")
    assert checked.returncode == 1
    assert "neighbours/02-levels/01-levels.md:" in checked.stdout and ": error " in checked.stdout
    course("db", "upgrade")
    refused = course("publish", "neighbours")
    assert refused.returncode == 1
    assert "nothing was published" in refused.stderr and "02-levels/01-levels.md:" in refused.stderr
    assert "There is no course" in course("history", "neighbours").stderr
