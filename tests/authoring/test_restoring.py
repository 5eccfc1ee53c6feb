"""An earlier edition comes back by being published again, and nothing that learners did is lost by it."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from course.content.editions import put_out
from course.content.queries import files_of, standing
from course.database import db
from course.learning.models import Answer, Attempt, Completion
from tests import cast, making
from tests.forms import filled, form_to, send
from tests.learning.test_a_new_id import LEVELS, NEW, completed, finish, renamed
from tests.people.asking import make, signed_in

HELLO, EDITIONS, DRAFT = "01-start/01-hello.md", "/authoring/neighbours/editions", "/authoring/neighbours/draft"
MORE = {"02-levels__05-more.md": "---\nid: more\ntitle: More\nminutes: 2\n---\n\nA new lesson.\n"}


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def offered(client, number, newest):
    return client.get(f"{EDITIONS}/differences?from={number}&to={newest}").text


def bring_back(client, number, newest):
    """The page of what publishing it would change."""
    return send(client, offered(client, number, newest), f"/{number}/restorations")


def restore(client, number, newest, **said):
    page = bring_back(client, number, newest).text
    return send(client, page, "/draft/publication", **said)


def library(app):
    with app.app_context():
        now = standing(making.COURSE)
        return now.number, files_of(now.edition_id)


def kept(app):
    with app.app_context():
        return [db.session.execute(select(func.count()).select_from(model)).scalar() for model in (Attempt, Answer, Completion)]


def test_it_is_seen_before_it_stands_and_stands_as_a_new_edition(app, frank):
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours"))
    page = bring_back(frank, 1, 2)
    assert page.status_code == 200 and "What it changes" in page.text
    assert re.search(r"Three.*Two", page.text, re.S) and library(app)[0] == 2
    note = unescape(re.search(r'name="note".*? value="([^"]*)"', page.text)[1])
    assert note.startswith("Number 1 of")
    send(frank, page.text, "/draft/publication", note=note)
    assert library(app) == (3, making.files())
    with app.app_context():
        last, *_, first = put_out(making.COURSE)
        assert (last.edition, last.note) == (first.edition, note)


def test_it_is_one_step_of_the_draft_that_can_be_undone(app, frank):
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours"))
    form = form_to(frank.get(f"{DRAFT}/texts/{HELLO}").text, f"/draft/texts/{HELLO}")
    frank.post(form.action, data=dict(form.hidden) | {"body": "Only in the draft."})
    assert "not published. They give way" in offered(frank, 1, 2)
    bring_back(frank, 1, 2)
    page = frank.get(DRAFT).text
    assert "Last: Number 1 brought back." in page
    undo = form_to(page, "/draft/undoings")
    frank.post(undo.action, data=filled(undo))
    assert "Only in the draft." in frank.get(f"{DRAFT}/texts/{HELLO}").text


def test_what_learners_did_survives_a_change_and_its_taking_back(app, client, frank):
    levels = client.get("/courses/neighbours/levels").text
    old_address = send(client, levels, "/told/attempts", follow=False, a_told="inform").location.split("#")[0]
    making.publish(app, renamed(making.files(**MORE)))
    send(client, client.get(NEW + "?again=which-level").text, "/which-level/attempts", **{"a-which-level": "consult"})
    finish(client)
    send(client, client.get("/courses/neighbours/more").text, "/completions")
    before = kept(app), completed(app)
    assert restore(frank, 1, 2).status_code == 200
    number, files = library(app)
    assert number == 3
    head = files[LEVELS].split(b"---")[1]
    assert b"id: levels\n" in head and b"was: how-much-say\n" in head
    assert b"id: told\nwas: which-level\nconfidence: yes\n" in files[LEVELS]
    assert b"withdrawn: [more]" in files["course.md"]
    assert (kept(app), completed(app)) == before
    page = client.get("/courses/neighbours/levels").text
    assert "CANARY-consult" in page and 'id="result-told"' in page
    assert "1 of 3 core lessons done" in client.get("/courses/neighbours").text
    assert client.get(NEW).location == "/courses/neighbours/levels"
    assert "CANARY-inform" in client.get(old_address).text
    assert client.get("/courses/neighbours/more").status_code == 410
    answer = send(client, client.get("/courses/neighbours/levels?again=told").text, "/told/attempts", a_told="consult")
    assert "Try 3" in answer.text


def test_and_there_and_back_again(app, client, frank):
    send(client, client.get("/courses/neighbours/levels").text, "/told/attempts", a_told="consult")
    making.publish(app, renamed())
    restore(frank, 1, 2)
    restore(frank, 2, 3)
    files = library(app)[1]
    assert b"id: which-level\nwas: told\n" in files[LEVELS] and library(app)[0] == 4
    page = client.get(NEW).text
    assert "CANARY-consult" in page and 'id="result-which-level"' in page


def test_a_page_grown_old_brings_nothing_back(app, frank):
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours"))
    old = offered(frank, 1, 2)
    making.publish(app, making.edited(HELLO, "Two neighbours", "Four neighbours"))
    assert send(frank, old, "/1/restorations").status_code == 409
    page = offered(frank, 1, 3)
    bring_back(frank, 2, 3)
    assert send(frank, page, "/1/restorations").status_code == 409


def test_pictures_come_back_with_their_edition(app, frank):
    files = making.files(**{"files__door.svg": None}) | {"files/door.png": b"\x89PNG\r\n"}
    making.publish(app, making.edited(HELLO, "door.svg", "door.png", files))
    restore(frank, 1, 2)
    assert library(app) == (3, making.files())


def test_the_note_that_was_typed_stays_when_publishing_is_refused(app, frank):
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours"))
    page = bring_back(frank, 1, 2).text
    making.publish(app, making.edited(HELLO, "Two neighbours", "Four neighbours"))
    answer = send(frank, page, "/draft/publication", note="Back to two")
    assert answer.status_code == 409 and "Your note: “Back to two”" in unescape(answer.text)
