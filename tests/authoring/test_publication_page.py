"""Before a draft is published, its page says what changes, of which class, whom it touches, and keeps what was typed."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from course.content.editions import put_out
from course.content.queries import standing
from course.database import db
from course.learning import remarking
from course.learning.models import Mark
from course.learning.remarking import reckon
from tests import cast, making
from tests.authoring.test_restoring import bring_back
from tests.forms import form_to, send
from tests.learning.test_remarking import answered
from tests.people.asking import make, signed_in

PAGE, LEVELS = "/authoring/neighbours/draft/publication", "02-levels/01-levels.md"


@pytest.fixture
def frank(app):
    """With a draft that changes a key and a word, made by bringing an edition back."""
    changed = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult")
    changed = making.edited(LEVELS, "- [ ] Inform", "- [x] Inform", changed)
    changed = making.edited("01-start/01-hello.md", "Two neighbours", "Three neighbours", changed)
    making.publish(app, changed | {"files/map.png": b"\x89PNG"})
    making.publish(app)
    answered(app, "inform", "consult", "empower")
    make(app, cast.frank)
    client = signed_in(app, cast.frank)
    bring_back(client, 1, 2)
    return client


def test_it_says_what_changes_and_whom_that_touches(frank):
    page = unescape(frank.get(PAGE).text)
    assert "Key: levels, question <code>told</code>" in page
    assert "3 answered; 1 would pass who did not; 1 would lose, and keep the mark they have" in page
    assert "The words that change" in page and "<strong>Hello</strong>" in page
    assert ">Two<" in page and ">Three<" in page
    assert "<strong>New</strong>: <code>files/map.png</code>" in page


def test_what_was_said_stays_when_publishing_is_refused(app, frank):
    page = frank.get(PAGE).text
    form = form_to(frank.get("/authoring/neighbours/draft/texts/01-start/01-hello.md").text, "/draft/texts/")
    frank.post(form.action, data=dict(form.hidden) | {"body": "Otherwise."})
    answer = send(frank, page, "/draft/publication", note="The key was wrong", **{"class-told": "wording", "remark-told": "yes"})
    assert answer.status_code == 409 and 'value="The key was wrong"' in answer.text
    assert re.search(r'<option value="wording" selected>', answer.text) and 'value="yes" checked' in answer.text


def test_answers_are_marked_anew_though_they_are_many(app, frank, monkeypatch):
    monkeypatch.setattr(remarking, "SLICE", 2)
    send(frank, frank.get(PAGE).text, "/draft/publication", note="Wrong key", **{"class-told": "key", "remark-told": "yes"})
    with app.app_context():
        assert db.session.execute(select(func.count()).select_from(Mark)).scalar() == 3
        assert len(reckon(standing(making.COURSE), "told").marks) == 0


def test_the_author_and_note_stand_in_the_history(app, frank, cli):
    send(frank, frank.get(PAGE).text, "/draft/publication", note="The key was wrong", **{"class-told": "wording"})
    with app.app_context():
        newest = put_out(making.COURSE)[0]
    assert (newest.number, newest.note) == (3, "The key was wrong") and newest.by
    assert [change["found"] for change in newest.changes if change["question"] == "told"] == ["key"]
    assert "Frank: The key was wrong" in cli.invoke(args=["history", making.COURSE]).output
