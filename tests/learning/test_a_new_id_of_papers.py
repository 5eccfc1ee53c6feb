"""Worksheets, commitments, thoughts and modules have other ids: what learners wrote and completed goes on under the new ones."""

import csv
import io

import pytest
from sqlalchemy import select

from course.content.queries import standing
from course.conversation.models import Thought
from course.database import db
from course.evaluation.exporting import Dataset
from course.learning.models import Completion
from tests import making, papers
from tests.conversation.test_thoughts import TALK
from tests.forms import filled, form_to, send

PAPER, PLAN, TALKED = "03-papers/01-paper.md", "03-papers/02-plan.md", "02-levels/04-talk.md"
PLACE = "/courses/neighbours/"


def course():
    return papers.files(**{"02-levels__04-talk.md": TALK})


def renamed():
    """The worksheet, the pledge, the thoughts and the module of levels, each under another id."""
    files = course()
    for path, old, new in ((PAPER, "id: check", "id: purpose\nwas: check"), (PLAN, "id: pledge", "id: promise\nwas: pledge"),
                           (TALKED, "id: word", "id: say\nwas: word"), (PLAN, "[show check.", "[show purpose."),
                           ("02-levels/module.md", "id: levels-module", "id: how-far\nwas: levels-module")):
        files = making.edited(path, f"{old}" if old.startswith("[") else f"{old}\n", new if old.startswith("[") else f"{new}\n",
                              base=files)
    return files


@pytest.fixture
def lena(app, client):
    """She saved a worksheet and a pledge, shared a thought, and completed the module of levels; then the ids changed."""
    making.publish(app, course())
    client.get(PLACE)
    send(client, client.get(PLACE + "paper").text, "/check/versions", **papers.fields(promise="We ask", far="consult"))
    send(client, client.get(PLACE + "plan").text, "/pledge/versions", **{"a-pledge.actions.0.action": "Ring Dolores"})
    send(client, client.get(PLACE + "talk").text, "/word/thoughts", text="The night shift’s")
    page = client.get(PLACE + "levels").text
    send(client, page, "/told/attempts", a_told="consult")
    send(client, client.get(PLACE + "levels").text, "/supports/attempts", a_supports=["childcare", "later"])
    send(client, client.get(PLACE + "the-quiz").text, "/quiz-1/attempts", **{"a-q-one": "no", "a-q-two": "residents"})
    assert making.publish(app, renamed()) == 2
    return client


def rows(app, name):
    with app.app_context():
        data = Dataset(standing(making.COURSE))
        found = list(csv.DictReader(io.StringIO(b"".join(data.file(name)).decode(), newline="")))
        assert len(found) == data.rows(name)
        return found


def test_what_stood_on_the_papers_stands_on_them_and_is_shown_elsewhere(lena):
    assert 'value="consult" selected' in lena.get(PLACE + "paper").text and "We ask" in lena.get(PLACE + "paper").text
    plan = lena.get(PLACE + "plan").text
    assert "We ask" in plan and "Ring Dolores" in plan
    assert "Ring Dolores" in lena.get(PLACE[:-1]).text
    assert "Worksheets of earlier" not in plan


def test_what_is_saved_next_follows_what_was_saved_before(app, lena):
    form = form_to(lena.get(PLACE + "paper").text, "/purpose/versions")
    lena.post(form.action, data=filled(form) | {"a-purpose.promise": "We ask first", "a-purpose.far": "consult"})
    found = [row for row in rows(app, "worksheets") if row["field"].endswith(".promise")]
    assert [(row["worksheet"], row["field"], row["value"], row["version"]) for row in found] == [
        ("purpose", "purpose.promise", "We ask", "1"), ("purpose", "purpose.promise", "We ask first", "2")]
    assert len({row["fingerprint"] for row in found}) == 1
    assert {row["field"] for row in rows(app, "worksheets") if row["worksheet"] == "promise"} == {"promise.actions"}


def test_thoughts_stand_under_the_question_of_today(app, lena):
    assert "The night shift’s" in lena.get(PLACE + "talk").text
    assert [(row["thoughts"], row["module"]) for row in rows(app, "thoughts")] == [("say", "how-far")]
    with app.app_context():
        assert db.session.execute(select(Thought.sheet)).scalars().all() == ["word"]


def test_a_module_that_was_complete_is_so_and_counts_once(app, lena):
    with app.app_context():
        before = db.session.execute(select(Completion.key).where(Completion.what == "module")).scalars().all()
    assert "levels-module" in before
    send(lena, lena.get(PLACE + "hello").text, "/completions")
    with app.app_context():
        modules = db.session.execute(select(Completion.key).where(Completion.what == "module")).scalars().all()
        assert sorted(modules) == sorted([*before, "start"])
        data = Dataset(standing(making.COURSE))
        found = {(one.key, one.module): one.n for one in data.funnel}
    assert (found["module_reached", "how-far"], found["module_completed", "how-far"], found["started", None]) == (1, 1, 1)
    assert {row["module"] for row in rows(app, "progress")} == {"start", "how-far", "papers"}
    assert {row["module"] for row in rows(app, "answers")} == {"how-far"}
