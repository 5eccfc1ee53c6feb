"""A course goes out as a zip: what is unpacked from it is the same edition wherever it is published."""

import io
import zipfile
from pathlib import Path

import pytest
from limits import parse

from course.authoring.publishing import publish_folder
from course.content.checking import check_files
from course.content.naming import tree_name
from course.content.parsing import parse_course
from course.content.queries import standing
from course.content.reading import read_folder
from course.database import writing
from course.people import limits
from course.reuse.excerpting import alone, excerpt_of
from course.reuse.exporting import origin_of
from tests import cast, making, papers
from tests.authoring.test_workshop import HELLO, write
from tests.people.asking import make, signed_in

HOUSE = Path(__file__).parents[2]
ZIP, DRAFT = "/reuse/neighbours/course.zip", "/reuse/neighbours/draft.zip"


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def unpacked(data, where):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(where)
        [folder] = {name.partition("/")[0] for name in archive.namelist()}
    return where / folder


def without_errors(files):
    return [str(problem) for problem in check_files(files)[1] if problem.stops]


def test_what_is_unpacked_checks_and_publishes_as_the_same_edition(app, frank, tmp_path):
    folder = unpacked(frank.get(ZIP).data, tmp_path)
    files, problems = read_folder(folder)
    assert folder.name == "neighbours" and problems == [] and files == making.files() and not without_errors(files)
    with app.app_context(), writing():
        publication = publish_folder(folder)
        assert publication.number == 1 and standing("neighbours").edition == tree_name(files)


@pytest.mark.databases("sqlite")
def test_the_same_edition_is_the_same_zip_and_says_where_it_comes_from(frank):
    first, second = frank.get(ZIP), frank.get(ZIP)
    assert first.data == second.data and first.mimetype == "application/zip"
    comment = zipfile.ZipFile(io.BytesIO(first.data)).comment.decode()
    assert comment.split()[0].endswith("/courses/neighbours") and comment.split()[1] == tree_name(making.files())


@pytest.mark.databases("sqlite")
def test_the_zip_is_sent_file_by_file(frank):
    answer = frank.get(ZIP, buffered=False)
    pieces = list(answer.response)
    answer.close()
    assert len(pieces) == len(making.files()) + 1 and b"".join(pieces) == frank.get(ZIP).data


@pytest.mark.databases("sqlite")
def test_a_draft_is_packed_as_its_author_wrote_it(frank, tmp_path):
    write(frank, HELLO, "Two neighbours", "Three neighbours")
    assert b"Three" in read_folder(unpacked(frank.get(DRAFT).data, tmp_path / "mine"))[0][HELLO]
    assert b"Three" not in read_folder(unpacked(frank.get(ZIP).data, tmp_path / "stands"))[0][HELLO]
    alone = read_folder(unpacked(frank.get(f"{DRAFT}?module=start").data, tmp_path / "alone"))[0]
    assert b"Three" in alone["01-start/01-hello.md"] and "files/door.svg" in alone


@pytest.mark.databases("sqlite")
def test_a_module_is_packed_with_its_pictures_as_a_course_that_stands_alone(frank, tmp_path):
    files = read_folder(unpacked(frank.get(f"{ZIP}?module=start").data, tmp_path))[0]
    assert sorted(files) == ["01-start/01-hello.md", "01-start/module.md", "course.md", "files/door.svg", "files/list.txt"]
    text, problems = check_files(files)
    assert problems == [] and text.title == "Start" and text.licence == "CC BY 4.0" and text.authors == ("Frank",)
    [parent] = text.parents
    assert (parent.title, parent.authors, parent.edition) == ("Talking with neighbours", ("Frank",), tree_name(making.files()))
    assert f"[the next lesson]({parent.address}/levels)".encode() in files["01-start/01-hello.md"]
    assert frank.get(f"{ZIP}?module=never").status_code == 404


def test_each_module_of_the_real_course_stands_alone():
    files, _ = read_folder(HOUSE / "modules/community-engagement-in-collective-impact")
    text, address = parse_course(files)[0], "https://example.org/courses/c"
    for module in text.modules:
        excerpt = excerpt_of(text, files, module.id)
        inside = alone(excerpt, origin_of(text, "", "", address), address)
        assert without_errors(inside | {path: files[path] for path in excerpt.files}) == []


NEXT = """---
id: next
title: Next
minutes: 3
---

/// worksheet
id: next-sheet

[show check.first] What you wrote first

[show check.first] Once more

[text] And now {#now}
///
"""


def test_what_a_worksheet_showed_from_elsewhere_is_asked_anew():
    files = papers.files(**{"01-start/02-next.md": NEXT})
    excerpt = excerpt_of(parse_course(files)[0], files, "start")
    inside = alone(excerpt, {"title": "T"}, "")
    assert b"[text] What you wrote first {#from-check-first}" in inside["01-start/02-next.md"]
    assert b"[text] Once more {#from-check-first-2}" in inside["01-start/02-next.md"]
    assert all(words in "\n".join(excerpt.mended) for words in ("asked anew", "lesson levels"))


HEAD = "maturity: testing\n"


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("before", "after", "who"), [
    ("maturity", "maturity", {"fay", "frank"}),
    (HEAD, f"{HEAD}download: anyone\n", {"stranger", "lena", "fay", "frank"}),
    (HEAD, f"{HEAD}download: nobody\n", {"frank"}),
    ("licence: CC BY 4.0", "licence: All rights reserved\ndownload: anyone", {"frank"}),
    ("access: open", "access: invited\ndownload: anyone", {"frank"}),
])
def test_texts_hold_the_answers_and_are_for_whom_author_and_licence_allow(app, before, after, who):
    making.publish(app, making.edited("course.md", before, after))
    making.publish(app, making.edited("course.md", "id: neighbours", "id: others"))
    fay = cast.Person("Fay", "fay@example.org", "facilitator")
    make(app, fay, course="others")
    for somebody in (cast.lena, cast.frank):
        make(app, somebody)
    clients = {"stranger": app.test_client(), "lena": signed_in(app, cast.lena), "fay": signed_in(app, fay),
               "frank": signed_in(app, cast.frank)}
    assert {name for name, client in clients.items() if client.get(ZIP).status_code == 200} == who
    said = {name for name, client in clients.items() if "Download course as a zip" in client.get("/reuse/neighbours").text}
    assert said == who


def test_it_is_packed_by_the_command(app, frank, tmp_path, cli):
    file = tmp_path / "out.zip"
    done = cli.invoke(args=["pack", "neighbours", str(file)])
    assert done.exit_code == 0 and "unpack it into modules/" in done.output
    assert read_folder(unpacked(file.read_bytes(), tmp_path))[0] == making.files()
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".out")] == []


@pytest.mark.databases("sqlite")
def test_readers_see_what_a_course_and_a_module_were_adapted_from(app, client):
    parent = ("parent:\n  title: Talking\n  address: https://example.org/t\n  authors: Ruth\n"
              "  licence: CC BY 4.0\n  changes: Shortened.\n")
    files = making.edited("course.md", HEAD, HEAD + parent)
    making.publish(app, making.edited("02-levels/module.md", "title: Levels\n", "title: Levels\nparent: Ladders\n", base=files))
    said = '<a href="https://example.org/t" rel="nofollow noopener">Talking</a> by Ruth, <a href="https://creativecommons.org/licenses/'
    course, hello, levels = (client.get(f"/courses/neighbours{path}").text for path in ("", "/hello", "/levels"))
    assert f"Adapted from {said}" in course and "adapted from:</p><ul><li>“Ladders”." in course
    assert f"The course is adapted from {said}" in hello and "Changes: Shortened." in hello and "Ladders" not in hello
    assert "This module is adapted from “Ladders”." in levels


@pytest.mark.databases("sqlite")
def test_who_downloads_without_end_is_asked_to_wait(app, monkeypatch):
    monkeypatch.setattr(limits, "DOWNLOAD", ("download", parse("2 per 1 hour")))
    making.publish(app, making.edited("course.md", HEAD, f"{HEAD}download: anyone\n"))
    stranger = app.test_client()
    assert [stranger.get(ZIP).status_code for _ in range(3)] == [200, 200, 429]
