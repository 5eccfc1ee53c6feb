"""The evaluator's page and her downloads: who may come in, what she sees, and that it is what the files hold."""

import csv
import io
import re
from html import unescape

import pytest

from course.content.naming import blob_name
from course.content.queries import source_of, standing
from course.database import db
from course.evaluation.exporting import FILES, Dataset
from course.evaluation.indicators import definition, finished, reached
from course.evaluation.showing import UNCOUNTED
from tests import making
from tests.cast import frank, lena
from tests.evaluation.making import COURSE, Doing
from tests.people.asking import make, signed_in

DESK = f"/evaluation/{COURSE}"


@pytest.mark.parametrize("address", [DESK, f"{DESK}/exports/answers.csv"])
def test_only_the_courses_evaluators_come_in(app, client, clock, address):
    Doing(app, clock).publish()
    assert client.get(address).status_code == 404
    for somebody in (lena, frank):
        make(app, somebody)
        assert signed_in(app, somebody).get(address).status_code == 404


@pytest.fixture
def empty_course(app, clock):
    """Published before anybody signs in, for it takes a day."""
    Doing(app, clock).publish()


def test_an_empty_course_says_what_will_be_here(empty_course, desk):
    page = desk.get(DESK).text
    assert "Nobody has begun this course yet." in page
    assert "exports/codebook.csv" in page


def test_the_desk_shows_figures_with_their_n_and_definitions(story, desk):
    page = " ".join(desk.get(DESK).text.split())
    assert "5 people have begun this course" in page
    assert definition(finished) in page and definition(reached) in page
    assert "1 of 5 registered" in page
    assert page.count('<svg class="chart"') >= 8
    assert "Asked under: How far do you agree?" in page  # a row of a matrix says little without it
    assert " style=" not in page


def test_who_left_a_reflection_empty_did_not_write(app, clock, empty_course, desk):
    doing = Doing(app, clock)
    for words in ({"promised": "A sentence."}, {}, {}):
        doing.answer(doing.begin(), "levels", "promised", **words)
    page = " ".join(re.sub("<[^>]*>", "", desk.get(DESK).text).split())
    assert "1 of 3 wrote" in page and "2 of 3 left it empty" in page


def test_the_desk_leads_to_each_of_its_parts(story, desk):
    page = desk.get(DESK).text
    parts = re.findall(r'<a href="#([a-z-]+)">', page.partition('aria-label="On this page"')[2].partition("</nav>")[0])
    assert parts and [part for part in parts if f'id="{part}"' not in page] == []


def test_the_text_that_a_row_names_is_read_beside_the_files(app, story, desk):
    rows = list(csv.DictReader(io.StringIO(desk.get(f"{DESK}/exports/answers.csv").text, newline="")))
    for name in {row["revision"] for row in rows}:
        page = unescape(desk.get(f"{DESK}/revisions", query_string={"revision": f" {name[:12].upper()} "}).text)
        with app.app_context():
            assert source_of(name).decode().strip() in page and name in page
    assert f"{DESK}/revisions" in desk.get(DESK).text


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("name", "words"), [
    ("0123456789", "There is no such revision."), ("<b>", "digits 0 to 9"), ("abc", "the first four")])
def test_what_names_no_revision_stays_typed_and_is_told(empty_course, desk, name, words):
    answer = desk.get(f"{DESK}/revisions", query_string={"revision": name})
    assert answer.status_code == 404 and words in answer.text and "Show text" in answer.text and "<b>" not in answer.text


def test_a_revision_of_another_course_is_not_found(app, empty_course, desk):
    files = {path: data.replace(b"id: neighbours", b"id: others") for path, data in making.files().items()}
    files["01-start/01-hello.md"] += b"\nOf others.\n"
    making.publish(app, files)
    theirs, shared = (blob_name(files[path]) for path in ("01-start/01-hello.md", "02-levels/02-quiz.md"))
    assert desk.get(f"{DESK}/revisions?revision={theirs}").status_code == 404
    assert desk.get(f"{DESK}/revisions?revision={shared}").status_code == 200


def test_texts_of_authors_and_learners_are_shown_as_text(story, desk):
    page = desk.get(DESK).text
    assert "=1+1, &#34;Empower&#34; 邻居" in page


def test_rows_on_the_screen_are_the_files(story, desk):
    page = desk.get(DESK).text
    for name in FILES.keys() - set(UNCOUNTED):
        shown = re.search(rf'{name}\.csv</strong> <span class="rows">(\d+) rows?</span>', page)[1]
        answer = desk.get(f"{DESK}/exports/{name}.csv")
        assert len(list(csv.reader(io.StringIO(answer.text, newline="")))) - 1 == int(shown)


def test_a_file_comes_as_a_download_that_nobody_keeps(story, desk):
    answer = desk.get(f"{DESK}/exports/answers.csv")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={COURSE}-answers.csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.data.startswith(b"\xef\xbb\xbf")
    assert desk.get(f"{DESK}/exports/answers.csv?flavour=spreadsheet").data.startswith(b"\xef\xbb\xbf")


def test_a_file_is_sent_while_it_is_read(story, desk):
    answer = desk.get(f"{DESK}/exports/answers.csv", buffered=False)
    assert answer.is_streamed
    assert b"".join(answer.response).startswith(b"pid,question,")
    answer.close()


@pytest.mark.databases("sqlite")
def test_a_file_leaves_the_databases_memory_as_it_was(app, story):
    with app.app_context():
        def kept():
            return db.session.connection().exec_driver_sql("PRAGMA cache_size").scalar()

        before, pieces = kept(), Dataset(standing(COURSE)).file("answers")
        next(pieces)
        assert abs(kept()) < abs(before)
        pieces.close()  # as when somebody stops a download
        assert kept() == before


@pytest.mark.parametrize("address", [f"{DESK}/exports/people.csv", f"{DESK}/exports/answers.csv?flavour=xlsx",
                                     "/evaluation/elsewhere"])
def test_what_there_is_not_is_not_found(story, desk, address):
    assert desk.get(address).status_code == 404


def test_the_command_writes_every_file(story, cli, tmp_path):
    done = cli.invoke(args=["export", COURSE, str(tmp_path / "out"), "--flavour", "spreadsheet"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.csv" for name in FILES)
    for name in FILES:
        text = (tmp_path / "out" / f"{name}.csv").read_bytes().decode("utf-8-sig")
        rows = len(list(csv.reader(io.StringIO(text, newline="")))) - 1
        assert f"{name}.csv: {rows} rows" in done.output
