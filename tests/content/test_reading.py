import os
import subprocess

import pytest

from course.content import reading
from course.content.naming import tree_name
from course.content.reading import read_folder


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "01-start").mkdir()
    (tmp_path / "course.md").write_bytes(b"Welcome\n")
    (tmp_path / "01-start" / "module.md").write_bytes(b"Start\n")
    return tmp_path


def codes(folder):
    return [(problem.path, problem.line, problem.code) for problem in read_folder(folder)[1]]


def test_every_regular_file_is_read_but_those_that_begin_with_a_dot(folder):
    (folder / ".hidden").write_text("no")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("no")
    (folder / "empty").mkdir()
    assert read_folder(folder) == ({"course.md": b"Welcome\n", "01-start/module.md": b"Start\n"}, [])


def test_text_loses_its_byte_order_mark_and_windows_line_ends_and_other_files_stay_as_they_are(folder):
    (folder / "a.csv").write_bytes(b"\xef\xbb\xbfa;b\r\nc\rd\r\n")
    (folder / "a.bin").write_bytes(b"\xef\xbb\xbfa\r\n\0\xff")
    files, problems = read_folder(folder)
    assert (files["a.csv"], files["a.bin"], problems) == (b"a;b\nc\rd\n", b"\xef\xbb\xbfa\r\n\0\xff", [])


def test_a_committed_folder_has_the_name_that_git_gives_it(folder):
    (folder / "windows.md").write_bytes(b"one\r\ntwo\r\n")
    (folder / ".gitattributes").write_text("** -text\n*.md text eol=lf\n")
    scrubbed = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=folder, env=scrubbed, check=True, capture_output=True).stdout

    git("init", "-q")
    git("add", "course.md", "01-start", "windows.md")
    assert tree_name(read_folder(folder)[0]) == git("write-tree").decode().strip()


def test_links_are_refused(folder):
    (folder / "link.md").symlink_to(folder / "course.md")
    (folder / "linked").symlink_to(folder / "01-start")
    assert codes(folder) == [("link.md", 1, "R104"), ("linked", 1, "R104")]


def test_a_link_that_takes_a_files_place_while_the_folder_is_read_is_not_followed(folder, tmp_path_factory, monkeypatch):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("Not yours\n")
    look = reading._length

    def look_and_swap(entry, name, report):
        length = look(entry, name, report)
        if name == "course.md":
            (folder / name).unlink()
            (folder / name).symlink_to(secret)
        return length

    monkeypatch.setattr(reading, "_length", look_and_swap)
    files, problems = read_folder(folder)
    assert "course.md" not in files
    assert [(problem.path, problem.code) for problem in problems] == [("course.md", "R109")]


def test_a_pipe_is_refused_and_not_waited_for(folder):
    os.mkfifo(folder / "pipe.md")
    assert codes(folder) == [("pipe.md", 1, "R105")]


def test_an_executable_file_is_refused_with_its_remedy(folder):
    (folder / "course.md").chmod(0o755)
    files, problems = read_folder(folder)
    assert "course.md" not in files and problems[0].code == "R106" and "chmod a-x" in problems[0].message


def test_a_repository_inside_is_refused(folder):
    (folder / "01-start" / ".git").write_text("gitdir: elsewhere")
    assert codes(folder) == [("01-start", 1, "R103")]


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"a\nb.md", b"a\\b.md", "cafe\u0301.md".encode()])
def test_odd_names_are_refused(folder, name):
    with open(os.path.join(os.fsencode(folder), name), "wb"):
        pass
    assert [code for _, _, code in codes(folder)] == ["R101"]


def test_names_that_differ_only_in_case_are_refused(folder):
    (folder / "Course.md").write_text("")
    (folder / "01-Start").mkdir()
    (folder / "01-Start" / "other.md").write_text("")
    assert {code for _, _, code in codes(folder)} == {"R102"} and len(codes(folder)) == 2


@pytest.mark.parametrize(("data", "line"), [(b"one\ntwo \xff\n", 2), (b"one\n\ntwo \0\n", 3)])
def test_text_that_is_no_text_is_refused_with_its_line(folder, data, line):
    (folder / "a.txt").write_bytes(data)
    assert codes(folder) == [("a.txt", line, "R110")]


def test_a_text_or_file_over_its_limit_is_not_read(folder, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_TEXT", 10)
    monkeypatch.setattr(reading, "LONGEST_FILE", 20)
    (folder / "long.md").write_text("x" * 11)
    (folder / "long.png").write_text("x" * 21)
    (folder / "fits.png").write_text("x" * 20)
    assert codes(folder) == [("long.md", 1, "R107"), ("long.png", 1, "R107")]


@pytest.mark.parametrize(("limit", "value"), [("MOST_FILES", 3), ("LONGEST_COURSE", 20)])
def test_a_course_over_its_limits_is_refused(folder, monkeypatch, limit, value):
    monkeypatch.setattr(reading, limit, value)
    for number in range(4):
        (folder / f"{number}.txt").write_text("12345")
    assert [code for _, _, code in codes(folder)] == ["R108"]


def test_folders_nested_too_deeply_are_refused(folder, monkeypatch):
    monkeypatch.setattr(reading, "DEEPEST", 2)
    (folder / "a" / "b" / "c").mkdir(parents=True)
    (folder / "a" / "b" / "c" / "d.txt").write_text("")
    assert codes(folder) == [("a/b/c", 1, "R107")]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path):
    assert codes(tmp_path / "none") == [(".", 1, "R109")]
