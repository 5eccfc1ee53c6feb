"""Opening a lesson: told once for each revision and visit, never for strangers, HEAD or prefetch."""

import pytest
from sqlalchemy import text

from course.database import db, writing
from course.errors import TooBusy
from course.learning import opening
from course.statements.finding import find
from tests import making
from tests.forms import send

HELLO = "/courses/neighbours/hello"


@pytest.fixture
def course(app):
    making.publish(app)


@pytest.fixture
def guest(client, course):
    """A client who began the course, and was led to its first lesson without opening it."""
    send(client, client.get("/courses/neighbours").text, "/enrolments", follow=False)
    return client


def opened(app):
    with app.app_context():
        return [row.lesson for row in find(making.COURSE, "experienced").all()]


def test_a_lesson_opened_twice_in_a_visit_is_told_once(app, clock, guest):
    guest.get(HELLO)
    clock.advance(minutes=3)
    guest.get(HELLO)
    assert opened(app) == ["hello"]


def test_after_thirty_idle_minutes_it_is_another_visit(app, clock, guest):
    guest.get(HELLO)
    clock.advance(minutes=29)
    guest.get(HELLO)
    clock.advance(minutes=29)
    guest.get(HELLO)
    assert opened(app) == ["hello"]
    clock.advance(minutes=31)
    guest.get(HELLO)
    assert opened(app) == ["hello", "hello"]


def test_a_new_revision_is_told_in_the_same_visit(app, clock, guest):
    guest.get(HELLO)
    making.publish(app, making.edited("01-start/01-hello.md", "Two neighbours", "Three neighbours"))
    guest.get(HELLO)
    assert opened(app) == ["hello", "hello"]


def test_strangers_heads_and_prefetches_write_nothing(app, client, guest):
    app.test_client().get(HELLO)
    guest.head(HELLO)
    guest.get(HELLO, headers={"Sec-Purpose": "prefetch;prerender"})
    assert opened(app) == []


def test_a_page_is_shown_though_its_opening_could_not_be_kept(app, guest, monkeypatch):
    def too_busy(*args):
        raise TooBusy

    monkeypatch.setattr(opening, "open_lesson", too_busy)
    page = guest.get(HELLO)
    assert page.status_code == 200 and "Two neighbours meet" in page.text
    assert opened(app) == []


def test_a_lesson_that_changed_says_so_until_it_is_read_again(app, clock, guest):
    guest.get(HELLO)
    making.publish(app, making.edited("01-start/01-hello.md", "Two neighbours meet", "Two neighbours meet again"))
    clock.advance(hours=2)
    assert "changed since you read it" in guest.get("/courses/neighbours").text.lower()
    page = guest.get(HELLO).text
    assert "changed since you read it" in page.lower() and "/hello/changes?since=1" in page
    changes = guest.get(HELLO + "/changes?since=1").text
    assert "Two neighbours meet again." in changes
    assert "changed since you read it" not in guest.get("/courses/neighbours").text.lower()


def test_who_began_by_an_answer_had_opened_its_lesson(app, client, course):
    page = client.get("/courses/neighbours/levels").text
    assert opened(app) == []
    send(client, page, "/told/attempts", a_told="consult")
    assert opened(app) == ["levels"]
    client.get("/courses/neighbours/levels")
    assert opened(app) == ["levels"]


def test_who_began_at_a_lessons_end_had_opened_it(app, client, course):
    send(client, client.get(HELLO).text, "/completions", follow=False)
    assert opened(app) == ["hello"]


@pytest.mark.databases("postgresql")
def test_a_database_that_writes_its_days_otherwise_opens_lessons_all_the_same(app, guest):
    with app.app_context():
        name = db.session.execute(text("SELECT current_database()")).scalar()
        with writing() as session:
            for setting in ("datestyle = 'German'", "timezone = 'America/St_Johns'"):
                session.execute(text(f'ALTER DATABASE "{name}" SET {setting}'))
        db.engine.dispose()  # as a server that is started anew
    for _ in range(2):
        assert guest.get(HELLO).status_code == guest.get("/courses/neighbours").status_code == 200
    assert opened(app) == ["hello"]
