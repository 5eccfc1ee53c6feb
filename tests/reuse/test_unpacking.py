"""Zips of strangers: each trick is refused with a sentence that says what and how to mend it, and nothing is kept of it."""

import io
import stat
import zipfile
from contextlib import suppress

import pytest

from course.content import reading
from course.content.naming import tree_name
from course.reuse import unpacking
from course.reuse.unpacking import ZipRefused, open_course
from tests import making
from tests.reuse.zips import named, zipped


def opened(data):
    return open_course(io.BytesIO(data))


def refused(data):
    with pytest.raises(ZipRefused) as refusal:
        opened(data)
    return str(refusal.value)


@pytest.mark.parametrize("top", ["", "neighbours/", "repository-main/modules/neighbours/"])
def test_a_course_is_found_wherever_its_folder_lies(top):
    sent = opened(zipped(top=top, entries=[named("README.md")] if top else ()))
    assert sent.files == making.files() and sent.edition == tree_name(making.files()) and sent.text.id == "neighbours"


def test_what_zip_tools_add_is_left_out_and_line_ends_are_those_of_git():
    files = making.files() | {"__MACOSX/._course.md": b"\0", ".DS_Store": b"\0", ".gitattributes": b"", "course.md":
                              b"\xef\xbb\xbf" + making.files()["course.md"].replace(b"\n", b"\r\n")}
    assert opened(zipped(files, top="")).files == making.files()


def test_where_it_comes_from_is_read_from_the_comment():
    assert opened(zipped(comment=b"https://example.org/courses/n 1234")).address == "https://example.org/courses/n"
    assert opened(zipped(comment=b"javascript:alert(1)")).address == opened(zipped(comment=b"\xff\xfe")).address == ""


def test_names_are_utf_8_with_or_without_a_word_on_it():
    data = zipped(entries=[named("neighbours/files/größe.txt")])
    assert "files/größe.txt" in opened(data).files
    unsaid = bytearray(data)
    for sign in (b"PK\1\2", b"PK\3\4"):
        place = unsaid.rindex(sign)
        flags = place + (8 if sign == b"PK\1\2" else 6)
        unsaid[flags + 1] &= 0xF7
    assert "files/größe.txt" in opened(bytes(unsaid)).files
    other = bytes(unsaid).replace("größe".encode(), b"gr\xf6\xdfe__")
    assert "is not UTF-8. Rename the file" in refused(other)


@pytest.mark.parametrize("name", [
    "/etc/passwd", "../up.md", "neighbours/a/../../../up.md", "C:/x.md", "a\\b.md", "a//b.md", "./a.md", "a/\x01b", "a" * 501])
def test_names_that_lead_out_or_astray_are_refused(name):
    assert "could not lie safely" in refused(zipped(entries=[named(name)]))


@pytest.mark.parametrize(("name", "said"), [
    ("neighbours/COURSE.md", "once more in other letter case"), ("neighbours/course.md/in.md", "are one in many folders"),
    ("Neighbours/files/a.txt", "are one in many folders"), ("/".join("a" * 1 for _ in range(40)), "folders more than 20 deep")])
def test_names_that_fall_together_and_nests_are_refused(name, said):
    assert said in refused(zipped(entries=[named(name)]))


def test_links_devices_locks_and_odd_pressing_are_refused():
    for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO):
        assert "is a link or a device" in refused(zipped(entries=[named("neighbours/x.md", b"/etc/passwd", kind | 0o777)]))
    locked = bytearray(zipped())
    locked[locked.index(b"PK\1\2") + 8] |= 1
    assert "password" in refused(bytes(locked))
    assert "ordinary zip" in refused(zipped(compression=zipfile.ZIP_LZMA))


def test_bombs_are_refused_by_ratio_count_and_size(monkeypatch):
    assert "less than 1/100" in refused(zipped(making.files() | {"files/zeros.bin": bytes(3_000_000)}))
    assert "less than 1/100" in refused(zipped(making.files() | {f"files/{n}.bin": bytes(900_000) for n in range(20)}))
    monkeypatch.setattr(unpacking, "MOST_FILES", 4)
    assert "at most 4 files" in refused(zipped())
    monkeypatch.setattr(unpacking, "MOST_FILES", 5000)
    monkeypatch.setattr(unpacking, "LONGEST_COURSE", 100)
    assert "Unpacked, the course has more than" in refused(zipped())


def test_a_zip_in_a_zip_is_a_download_and_no_more():
    inner = zipped()
    assert opened(zipped(making.files() | {"files/more.zip": inner})).files["files/more.zip"] == inner


def test_what_no_course_may_hold_is_named_with_its_place(monkeypatch):
    said = refused(zipped(making.files() | {"01-start/01-hello.md": b"\xff\xfe", "02-levels/02-quiz.md": b"a\0b"}))
    assert "01-start/01-hello.md:1: This text is not UTF-8" in said and "02-levels/02-quiz.md:1: This text holds a NUL" in said
    monkeypatch.setattr(reading, "LONGEST_TEXT", 300)
    assert "Make it smaller" in refused(zipped())


def test_what_is_no_course_is_refused():
    assert "no course.md" in refused(zipped({"a.md": b"x"}))
    assert "holds 2 courses (neighbours/, neighbours/in/)" in refused(zipped(making.files() | {"in/course.md": b"x"}))
    head = refused(zipped(making.files() | {"course.md": b"---\nid: A B\n---\n"}))
    assert "The head of course.md cannot be read" in head and "course.md:2: " in head
    for data in (b"", b"# Words", b"<html>", b"Rar!\x1a\x07"):
        assert "This is no zip" in refused(data)
    assert "cut off" in refused(zipped()[:-40])


def test_whatever_byte_is_wrong_it_is_refused_or_read_and_nothing_else_happens():
    whole = zipped(compression=zipfile.ZIP_STORED)
    for place in range(0, len(whole), 7):
        torn = bytearray(whole)
        torn[place] ^= 0xFF
        with suppress(ZipRefused):
            opened(bytes(torn))
