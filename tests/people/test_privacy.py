"""The page of what is kept names every table that holds something about people, and every column in it."""

import html
import re
from datetime import date
from pathlib import Path

import pytest

import course
from course.database import db
from course.limiting import hits
from course.people.claiming import rooms
from course.people.labelling import LABELS, label, shown
from tests.cast import frank, lena
from tests.people.asking import make, signed_in

pytestmark = pytest.mark.databases("sqlite")

# Tables of the library, the same for everybody, and the site's own name.
OF_NO_PERSON = {"activity", "audit_head", "blob", "course", "edition", "edition_file", "package", "package_file", "package_piece",
                "page", "parent_edition", "platform", "proof", "question", "reach", "reference", "revision", "synced", "tally",
                "voiding"}
ALONE = {"rate_limit_hit": hits}  # outside of the models


def kept():
    return [table for room in rooms() for table in room.KEPT]


def test_every_table_is_on_the_page_or_holds_nothing_about_people(app):
    with app.app_context():
        named = [table.table for table in kept()]
    assert len(named) == len(set(named))
    assert set(named) | OF_NO_PERSON == set(db.metadata.tables) | set(ALONE)
    assert not set(named) & OF_NO_PERSON


def test_tables_of_no_person_lead_to_none(app):
    for name in OF_NO_PERSON:
        table = db.metadata.tables[name]
        assert not {key.column.table.name for key in table.foreign_keys} & {"person", "enrolment", "attempt", "visit"}


def test_every_column_has_its_words(app):
    with app.app_context():
        said = {table.table: set(table.what) for table in kept()}
    assert said == {name: set((db.metadata.tables.get(name) if name not in ALONE else ALONE[name]).columns.keys())
                    for name in said}


def test_each_room_speaks_of_its_own_tables(app):
    owners = {mapper.local_table.name: mapper.class_.__module__ for mapper in db.Model.registry.mappers}
    with app.app_context():
        for room in rooms():
            own = room.__name__.removesuffix(".persons")
            for table in room.KEPT:
                assert owners.get(table.table, own).startswith((own, "course.outbox", "course.auditing")), table.table


def test_page_is_open_to_everybody_and_shows_all_of_it(app, client):
    answer = client.get("/privacy")
    assert answer.status_code == 200
    page = html.unescape(answer.text)
    with app.app_context():
        for table in kept():
            assert table.title in page
            assert [words for words in table.words if words not in page] == []
    make(app, lena)
    assert signed_in(app, lena).get("/privacy").status_code == 200


def test_what_stays_in_the_browser_is_told(client):
    """By one cookie and these scripts alone: whatever else is to keep something there has its words on the page first."""
    scripts, keeps = Path(course.__file__).parent.glob("static/js/*.js"), r"(session|local)Storage|document\.cookie|indexedDB"
    keeping = {script.stem for script in scripts if re.search(keeps, script.read_text(encoding="utf-8"))}
    assert keeping == {"main", "keep-draft", "hold-draft", "write-text"}
    page = client.get("/privacy").text
    assert "There is one cookie" in page and "stays in that tab of your browser" in page


def test_every_column_of_somebodys_copy_has_words_of_its_own(app):
    """On the page of all that is kept about somebody no two rows are called alike, and none by a name of a program."""
    spare = set(LABELS)
    with app.app_context():
        for table in filter(lambda table: table.leads, kept()):
            labels = {column: label(table, column) for column in table.what}
            spare -= {name for column, words in labels.items() for name in (column, f"{table.table}.{column}")
                      if words == LABELS.get(name)}
            assert not [words for words in labels.values() if "_" in words or not words[:1].isupper()], table.table
            assert len(set(labels.values())) == len(labels), table.table
    assert not spare


def test_a_copy_is_read_in_words_and_taken_as_it_stands(app):
    make(app, lena)
    make(app, frank)
    hers = signed_in(app, lena)
    page, data = html.unescape(hers.get("/account/copy").text), hers.get("/account/copy.json").text
    assert "<dt>Role</dt>" in html.unescape(signed_in(app, frank).get("/account/copy").text)
    assert "<dt>Signed up</dt>" in page and "<dt>Whose device it is</dt>" in page
    assert re.search(r"<dt>Begun</dt><dd[^>]*>\d+ [A-Z]\w+ \d{4}, \d\d:\d\d:\d\d UTC</dd>", page)
    nothing = page.partition("Where there is nothing about you")[2]
    assert "<li>Thoughts that you share</li>" in nothing and "<li>You</li>" not in nothing
    assert "signed_up_at" not in page and "person id" not in page and '"signed_up_at"' in data


@pytest.mark.parametrize(("value", "words"), [
    ({"value": ["consult", "involve"], "written": None, "sure": True}, "value: consult, involve; sure: yes"), ([], ""),
    (False, "no"),
    ({"told": {"value": "Two {seats}", "missing": ""}}, "told: value: Two {seats}"), (date(2026, 2, 3), "3 February 2026"),
    (b"\xffpage 3", "\ufffdpage 3"), (1.5, 1.5), ("as it is", "as it is")])
def test_what_is_several_is_shown_without_brackets(value, words):
    assert shown(value) == words
