"""Publishing a change costs what the change costs, not what the course does."""

import pytest
from sqlalchemy import func, select

from course.authoring.publishing import prepare, publish_prepared
from course.content import preparing, proofs, publishing
from course.content.models import Blob, Page, Proof, Question, Revision
from course.content.parsing import LessonParser
from course.content.queries import standing
from course.content.rendering import Renderer
from course.database import db, writing
from tests import making

LESSON = "02-levels/01-levels.md"
CHANGED = making.edited(LESSON, "Some are told", "Many are told")


@pytest.fixture
def work(monkeypatch):
    """{what: [paths]} of the lessons that are parsed and drawn from now on."""
    done = {"parsed": [], "drawn": []}
    parse, draw = LessonParser.__call__, Renderer.lesson
    monkeypatch.setattr(LessonParser, "__call__", lambda self, path, data: done["parsed"].append(path) or parse(self, path, data))
    monkeypatch.setattr(Renderer, "lesson", lambda self, lesson: done["drawn"].append(lesson.path) or draw(self, lesson))
    return done


def publish(app, files):
    """Publish as the command does: prepared first, stored then."""
    with app.app_context():
        prepared = prepare(files)
        with writing():
            publish_prepared(prepared)


def rows(app):
    with app.app_context():
        return {model.__name__: db.session.execute(select(func.count()).select_from(model)).scalar()
                for model in (Blob, Revision, Page, Question, Proof)}


def test_a_change_of_one_lesson_parses_draws_and_stores_one(app, work):
    publish(app, making.files())
    before = rows(app)
    work["parsed"].clear(), work["drawn"].clear()
    publish(app, CHANGED)
    assert work == {"parsed": [LESSON], "drawn": [LESSON]}
    assert {name: count - before[name] for name, count in rows(app).items()} == {
        "Blob": 1, "Revision": 1, "Page": 1, "Question": 3, "Proof": 1}


def test_a_text_that_comes_back_is_its_old_revision_and_costs_nothing(app, work):
    publish(app, making.files())
    publish(app, CHANGED)
    before = rows(app)
    work["parsed"].clear(), work["drawn"].clear()
    publish(app, making.files())
    assert work == {"parsed": [], "drawn": []} and rows(app) == before
    with making.reading(app) as now:
        assert (now.number, now.outline.lesson("levels").number) == (3, 1)


def test_what_is_published_from_proofs_is_what_is_published_without(app):
    publish(app, making.files())
    publish(app, CHANGED)
    with app.app_context():
        outline = standing(making.COURSE).outline
    other = making.edited("course.md", "id: neighbours", "id: others", base=CHANGED)
    publish(app, other)
    with app.app_context():
        twin = standing("others").outline
    for line, other_line in zip(outline.lessons, twin.lessons, strict=True):
        assert (line.key, line.title, line.sheets, line.revision) == (
            other_line.key, other_line.title, other_line.sheets, other_line.revision)


def test_a_new_checker_reads_everything_again_and_its_proofs_take_the_place_of_the_old(app, work, monkeypatch):
    publish(app, making.files())
    for module in (preparing, publishing):
        monkeypatch.setattr(module, "checker", lambda: "another")
    work["parsed"].clear(), work["drawn"].clear()
    before = rows(app)
    publish(app, CHANGED)
    assert len(set(work["parsed"])) == 4 and work["drawn"] == [LESSON]
    assert rows(app)["Proof"] == before["Proof"] + 1
    with app.app_context():
        checkers = db.session.execute(select(Proof.checker, func.count()).group_by(Proof.checker)).all()
    assert sorted(map(tuple, checkers)) == sorted([("another", 4), (proofs.checker(), 1)])


def test_a_new_renderer_draws_everything_anew(app, work, monkeypatch):
    publish(app, making.files())
    for module in (preparing, publishing):
        monkeypatch.setattr(module, "RENDERER", "another")
    work["drawn"].clear()
    publish(app, CHANGED)
    assert len(work["drawn"]) == 4


def test_nothing_is_parsed_or_drawn_while_others_wait_for_their_turn(app, work):
    with app.app_context():
        prepared = prepare(making.files())
        assert len(work["parsed"]) == len(work["drawn"]) == 4
        with writing():
            publish_prepared(prepared)
        assert len(work["parsed"]) == len(work["drawn"]) == 4
