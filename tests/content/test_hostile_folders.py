"""Broken, huge and hostile folders: each gets its sentence, within seconds and in bounded memory, and nothing is harmed."""

import os
import re
import socket
import subprocess
import sys
from dataclasses import dataclass

import pytest

from course.content import checking
from course.content.checking import check_files
from tests.content.texts import COURSE, MODULE, files, lesson
from tests.house.sources import ROOT

LESSON, PLAN = "01-start/01-lesson.md", "measurement.yml"
SECONDS, MEGABYTES = 40, 450  # of CPU, and at the peak, of which a course may have 200; for all folders together
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True))
LATIN = lesson("A café.\n").encode("latin-1")
ANY = r"\d+:\d+"


def text(body, path=LESSON):
    """Puts this text, or these bytes, at the path."""
    data = body.encode() if isinstance(body, str) else body
    return lambda folder: (folder / path).write_bytes(data)


def sparse(path, megabytes=1000):
    def make(folder):
        with open(folder / path, "wb") as file:
            file.truncate(megabytes * 1_000_000)
    return make


def heavy(folder):
    for number in range(40):
        sparse(f"files/{number}.png", 19)(folder)


def link(path, target):
    return lambda folder: (folder / path).symlink_to(target)


def deep(folder):
    place = folder
    for _ in range(120):
        place = place / "d"
        place.mkdir()
    (place / "end.txt").write_text("here")


def many(folder):
    for number in range(20_000):
        (folder / "files" / f"{number}.txt").touch()


def listening(folder):
    here = os.getcwd()
    os.chdir(folder)  # a socket's address is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind("files/plug.md")
    finally:
        os.chdir(here)


def killer(unit, size=9_900):
    """A lesson of one paragraph that repeats what makes a backtracking reader slow, as long as a paragraph may be."""
    return text(lesson((unit * size)[:size] + "\n"))


# name: (what makes it of a good folder, the line that must be said; None: nothing must be, but in time)
FOLDERS = {
    "yaml-bomb": (text(lesson().replace("title: First", LAUGHS)), rf"{LESSON}:\d+:\d+: error Y107"),
    "yaml-bomb-in-the-plan": (text(LAUGHS, PLAN), rf"{PLAN}:1:\d+: error Y107"),
    "yaml-nest": (text("a: " + "[" * 40_000, PLAN), rf"{PLAN}:1:\d+: error Y107"),
    "yaml-tag": (text(lesson(title="!!python/object/apply:os.system ['true']")), rf"{LESSON}:3:\d+: error Y107"),
    "huge-text": (sparse(LESSON), rf"{LESSON}:1:1: error R107 The file has 1000\.0 MB"),
    "huge-picture": (sparse("files/a.png"), r"files/a\.png:1:1: error R107"),
    "huge-plan": (sparse(PLAN), rf"{PLAN}:1:1: error R107"),
    "huge-together": (heavy, rf"files/\d+\.png:{ANY}: error R108"),
    "link-out": (link("files/passwords.txt", "/etc/passwd"), r"files/passwords\.txt:1:1: error R104"),
    "link-up": (link("02-up", ".."), r"02-up:1:1: error R104"),
    "link-to-itself": (link("files/a.md", "a.md"), r"files/a\.md:1:1: error R104"),
    "nul": (text(lesson("one\ntwo \0\n")), rf"{LESSON}:7:1: error R110 This text holds a NUL"),
    "latin-1": (text(LATIN), rf"{LESSON}:6:1: error R110 This text is not UTF-8"),
    "utf-16": (text(lesson().encode("utf-16")), rf"{LESSON}:1:1: error R110"),
    "control": (text(lesson("\x1b[2Jgone\n")), rf"{LESSON}:6:1: error F122"),
    "deep-folders": (deep, r"d(/d)+:1:1: error R107"),
    "many-files": (many, rf"files/\d+\.txt:{ANY}: error R108"),
    "pipe": (lambda folder: os.mkfifo(folder / "files/pipe.md"), r"files/pipe\.md:1:1: error R105"),
    "socket": (listening, r"files/plug\.md:1:1: error R105"),
    "million-lines": (text(lesson("\n" * 990_000)), rf"{LESSON}:1:1: error F121"),
    "million-slashes": (text(lesson("///\n" * 240_000)), rf"{LESSON}:1:1: error F121"),
    "no-head": (text("\n" * 90_000), rf"{LESSON}:1:1: error Y100"),
    "all-blocks": (text(lesson("/// question | choice\n\n" * 4_200)), rf"{LESSON}:{ANY}: error B101"),
    "quotes": (text(lesson("> " * 40_000)), rf"{LESSON}:\d+:1: error F123"),
    "lists-on-a-line": (killer("1. "), rf"{LESSON}:6:1: error F124"),
    "dashes-on-a-line": (killer("- "), rf"{LESSON}:6:1: error F124"),
    "lists-in-lists": (text(lesson("\n".join("    " * depth + "- a\n" for depth in range(200)))), rf"{LESSON}:{ANY}: error F124"),
    "open-brackets": (killer("["), rf"{LESSON}:6:1: error F124"),
    "open-tags": (killer("<a "), rf"{LESSON}:6:1: error F124"),
    "open-comments": (killer("<!-- "), rf"{LESSON}:6:1: error F124"),
    "stars": (killer("*_"), None),
    "stars-and-words": (killer("**a *b "), None),
    "carets": (killer("^a"), None),
    "ticks": (killer("`a"), None),
    "entities": (killer("&#"), None),
    "backslashes": (killer("\\"), None),
    "autolinks": (killer("http://a"), None),
    "tables": (text(lesson("|a|b|\n|-|-|\n\n" * 6_000)), None),
}


@dataclass
class Checked:
    lines: list
    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """What one `course check` of all the folders says and takes."""
    root = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in FOLDERS.items():
        for path, data in {"course.md": COURSE, "01-start/module.md": MODULE, LESSON: lesson(), "files/a.txt": "a\n"}.items():
            (root / name / path).parent.mkdir(parents=True, exist_ok=True)
            (root / name / path).write_text(data)
        make(root / name)
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-m", "course", "check", *FOLDERS], cwd=root, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, env=given) as process:
        said, sums = process.stdout.read(), process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1 and "Traceback" not in sums and sums.count("\n") == len(FOLDERS), sums[-2000:]
    return Checked(said.splitlines(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_hostile_folder_gets_its_sentence(checked, name):
    about = [line.removeprefix(f"{name}/") for line in checked.lines if line.startswith(f"{name}/")]
    sentence = FOLDERS[name][1]
    if sentence is None:
        assert not any(": error " in line for line in about)
    else:
        assert any(re.match(sentence, line) for line in about), about[:3]


def test_all_of_them_together_take_seconds_and_bounded_memory(checked):
    assert checked.seconds < SECONDS and checked.megabytes < MEGABYTES


def test_nothing_of_a_file_outside_is_said(checked):
    assert not any("root:" in line for line in checked.lines)


def test_what_cannot_be_drawn_is_a_problem_and_no_trace(monkeypatch):
    def sink(*things):
        raise RecursionError

    monkeypatch.setattr(checking, "draw_prose", sink)
    assert [(problem.path, problem.line, problem.code) for problem in check_files(files())[1]] == [(LESSON, 1, "F125")]
    monkeypatch.undo()
    monkeypatch.setattr(checking.TextChecker, "check", sink)
    assert {problem.code for problem in check_files(files())[1]} == {"F125"}
