"""`course check --fix` writes missing ids, and nothing else."""

import json
import re
import subprocess

import pytest
from click.testing import CliRunner

from course.content.commands import check_course
from course.content.fixing import fixed
from tests import making
from tests.content.texts import CHOICE, CHOICES, COURSE, REFLECTION, SURVEY, files, found, lesson

QUIZ = f"//// quiz\nid: all\ntitle: All\n\n{CHOICE}////\n"
WHOLE = "\n".join(["Text.\n", CHOICES, REFLECTION, QUIZ.replace("id: told", "id: asked").replace("{#", "{#q-"), SURVEY])
ID_LINE = re.compile(rb"^[ \t]*id: [a-z0-9-]+\r?\n", re.MULTILINE)
ID_AT_END = re.compile(rb" ?\{#[a-z0-9_-]+\}")


def without_ids(data):
    """The text with every id taken out: what --fix may not change."""
    return ID_AT_END.sub(b"", ID_LINE.sub(b"", data))


def one(body, **keys):
    return files(lesson(body, **keys))


def mended(course_files):
    better, count = fixed(course_files)
    return course_files | better, count


@pytest.mark.parametrize("body", [CHOICE, CHOICES, REFLECTION, QUIZ, SURVEY, WHOLE])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_lesson_without_any_id_gets_them_all_and_is_otherwise_the_same_byte_for_byte(body, end):
    bare = re.sub(r" \{#[^}]*\}", "", re.sub(r"^id: .*\n", "", lesson(body), flags=re.MULTILINE))
    before = {path: data.replace(b"\n", end) for path, data in files(bare).items()}
    after, count = mended(before)
    path = "01-start/01-lesson.md"
    assert found(after) == [] and count >= 2
    assert without_ids(after[path]) == before[path]
    assert {name: data for name, data in after.items() if name != path} == {
        name: data for name, data in before.items() if name != path}
    assert fixed(after) == ({}, 0)


def test_each_id_is_made_once_and_of_the_words_beside_it():
    after, _ = mended(one(CHOICE.replace(" {#inform}", "") + CHOICES.replace("id: two-of-four\n", "")))
    text = after["01-start/01-lesson.md"].decode()
    assert re.search(r"^- \[ \] Inform \{#inform-[a-z0-9]{4}\}$", text, re.MULTILINE)
    assert re.search(r"^/// question \| choices\nid: which-belong-[a-z0-9]{4}\n\n", text, re.MULTILINE)
    other, _ = mended(one(CHOICE.replace(" {#inform}", "")))
    assert other["01-start/01-lesson.md"].decode().split("Inform")[1] != text.split("Inform")[1]


@pytest.mark.parametrize(("before", "after"), [
    ("/// survey\n[text] What? {#what}\n///\n", "/// survey\nid: ~\n\n[text] What? {#what}\n///\n"),
    ("/// survey\n    title: A\n\n[text] What? {#what}\n///", "/// survey\n    id: ~\n    title: A\n\n[text] What? {#what}\n///"),
    ("/// survey\nid: a\n\n[text] What?  \n///\n", "/// survey\nid: a\n\n[text] What? {#~}  \n///\n"),
    ("/// survey\nid: a\n\n[many] Où? {#where}\n- [write-in] Là\n- Ici\n///\n",
     "/// survey\nid: a\n\n[many] Où? {#where}\n- [write-in] Là {#~}\n- Ici {#~}\n///\n"),
    ("/// survey\nid: a\n\n[text] 何ですか\n///\n", "/// survey\nid: a\n\n[text] 何ですか {#~}\n///\n"),
    ("/// worksheet\nid: w\n\n[text] Our promise\n///\n", "/// worksheet\nid: w\n\n[text] Our promise {#~}\n///\n"),
    ("/// worksheet\nid: w\n\n[table 2] Now {#now}\n| One | Two {#two} |\n|---|---|\n| text | text |\n///\n",
     "/// worksheet\nid: w\n\n[table 2] Now {#now}\n| One {#~} | Two {#two} |\n|---|---|\n| text | text |\n///\n"),
])
def test_an_id_stands_where_its_author_would_write_it(before, after):
    text = mended(one(before))[0]["01-start/01-lesson.md"].decode()
    pattern = re.escape(lesson(after)).replace(re.escape("~"), "[a-z0-9-]+")
    assert re.fullmatch(pattern, text)


@pytest.mark.parametrize("body", [
    CHOICE.replace("{#inform}", "{#Not Good}"), CHOICE.replace("id: told", "id: Not Good"), "/// survey\n",
    "/// question | nothing\n///\n", "///// survey\n[text] What?\n"])
def test_what_is_wrong_otherwise_is_left_to_its_author(body):
    before = one(body)
    after, _ = mended(before)
    assert without_ids(after["01-start/01-lesson.md"]).replace(b"\n\n", b"\n") == without_ids(
        before["01-start/01-lesson.md"]).replace(b"\n\n", b"\n")


def test_ids_of_the_course_and_its_modules_are_their_authors_choice():
    before = files() | {"course.md": COURSE.replace("id: small\n", "").encode()}
    assert fixed(before) == ({}, 0)


@pytest.fixture
def folder(tmp_path):
    for path, data in making.files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def run(*words):
    return CliRunner().invoke(check_course, list(map(str, words)))


def stamp_of(path):
    """Which file it is and when it was written; when it was read does not matter."""
    told = path.stat()
    return told.st_ino, told.st_mtime_ns, told.st_ctime_ns, told.st_size


def test_the_command_fixes_the_files_as_they_lie_there_and_again_changes_nothing(folder):
    path = folder / "02-levels/01-levels.md"
    bare = b"\xef\xbb\xbf" + path.read_bytes().replace(b" {#inform}", b"").replace(b"\n", b"\r\n")
    path.write_bytes(bare)
    path.chmod(0o600)
    others = {name: stamp_of(folder / name) for name in making.FILES if name != "02-levels/01-levels.md"}
    done = run("--fix", folder)
    assert done.exit_code == 0 and "1 ids written into 1 files" in done.stderr
    assert re.sub(rb" \{#inform-\w{4}\}", b"", path.read_bytes()) == bare and path.stat().st_mode & 0o777 == 0o600
    assert {name: stamp_of(folder / name) for name in others} == others
    stamp = stamp_of(path)
    assert "0 ids written" in run("--fix", folder).stderr and stamp_of(path) == stamp


def test_without_fix_nothing_is_written(folder):
    path = folder / "02-levels/01-levels.md"
    path.write_bytes(path.read_bytes().replace(b" {#inform}", b""))
    stamp = stamp_of(path)
    assert run(folder).exit_code == 1 and stamp_of(path) == stamp


def test_each_problem_is_one_line(folder):
    path = folder / "02-levels/01-levels.md"
    path.write_text(path.read_text().replace("{#inform}", "").replace("[x] Consult", "[ ] Consult"))
    done = run(folder)
    lines = done.stdout.splitlines()
    form = re.compile(r".+/02-levels/01-levels\.md:\d+:\d+: (error|warning) [A-Z]\d{3} .+")
    assert lines and all(map(form.fullmatch, lines))
    assert done.stderr == f"{folder}: {len(lines)} errors, 0 warnings\n"


def test_as_json_it_says_the_same(folder):
    path = folder / "02-levels/01-levels.md"
    path.write_text(path.read_text().replace("{#inform}", "").replace("[x] Consult", "[ ] Consult"))
    told = json.loads(run("--json", folder).stdout)
    assert [f"{one['path']}:{one['line']}:{one['column']}: {one['level']} {one['code']} {one['message']}" for one in told
            ] == run(folder).stdout.splitlines()
    path.write_text(making.FILES["02-levels/01-levels.md"])
    assert json.loads(run("--json", folder).stdout) == []


def test_a_file_that_git_ignores_is_warned_of(folder):
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (folder / ".gitignore").write_text("*.txt\n")
    done = run(folder)
    assert done.exit_code == 0 and "files/list.txt:1:1: warning R111" in done.stdout and done.stdout.count("\n") == 1
    (folder / ".gitignore").write_text("*.pdf\n")
    assert run(folder).stdout == ""
