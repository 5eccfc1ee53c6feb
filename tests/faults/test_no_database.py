"""A site whose PostgreSQL is away says that it will be back, and is: at whatever step of a request that is noticed."""

import pytest
from flask import current_app
from sqlalchemy import create_engine, text
from sqlalchemy.exc import TimeoutError
from sqlalchemy.pool import NullPool

from course import cli, create_app, postgresql
from course.database import ask, ask_once, db, writing
from course.errors import NoDatabase
from course.lrs import views as lrs
from tests import making
from tests.forms import send
from tests.lrs.asking import Tool, statement

pytestmark = pytest.mark.databases("postgresql")
SENTENCE = "The site cannot reach its database just now"


def test_while_it_is_away_each_page_that_asks_it_says_so_and_when_to_come_back(settings, tmp_path):
    app = create_app(settings | {"DATABASE_URL": f"postgresql://course@/course?host={tmp_path}", "TESTING": False})
    for path in ("/", "/courses/neighbours", "/courses/neighbours/levels"):
        answer = app.test_client().get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert SENTENCE in answer.text and "psycopg" not in answer.text
    assert app.test_client().get("/health").status_code == 503


def test_a_connection_that_was_cut_off_is_made_anew(app):
    making.publish(app)
    client = app.test_client()
    assert client.get("/courses/neighbours/levels").status_code == 200
    with app.app_context():
        db.session.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                " WHERE datname = current_database() AND pid <> pg_backend_pid()"))
        db.session.rollback()
    assert client.get("/courses/neighbours/levels").status_code == 200


OTHERS = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              " WHERE datname = current_database() AND pid <> pg_backend_pid()")
MYSELF = text("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture
def cut(database_url):
    """Cuts off every connection of the app; what it has under way notices at its next step."""
    engine = create_engine(database_url, poolclass=NullPool)

    def cut_off():
        with engine.connect() as connection:
            connection.execute(OTHERS)

    return cut_off


@pytest.fixture
def page(app, monkeypatch):
    """Put another view in the place of the first page; asks for it twice."""

    def ask_for(view):
        client, kept = app.test_client(), app.view_functions["learning.show_catalogue"]
        view.rule = kept.rule
        monkeypatch.setitem(app.view_functions, "learning.show_catalogue", view)
        first = client.get("/")
        monkeypatch.setitem(app.view_functions, "learning.show_catalogue", kept)
        return first, client.get("/")

    return ask_for


def read():
    ask(text("SELECT 1"))


def write():
    with writing():
        ask(text("SELECT pg_current_xact_id()"))


def die_alone():
    ask_once(MYSELF)


def die_in_a_session():
    ask(MYSELF)


def die_in_writing():
    with writing():
        ask(MYSELF)


def die_unread():
    """Told by another statement of the same transaction, which is the first to notice."""
    with writing():
        read()
        cut_now()
        read()


def die_at_the_commit():
    with writing():
        ask(text("SELECT pg_current_xact_id()"))
        cut_now()


def cut_now():
    current_app.extensions["cut"]()


@pytest.mark.parametrize("die", [die_alone, die_in_a_session, die_in_writing, die_unread, die_at_the_commit])
def test_who_is_cut_off_at_any_step_is_told_to_come_back_and_the_next_request_is_served(app, page, cut, die):
    app.extensions["cut"] = cut
    refused, served = page(lambda: die() or "this was said though nothing was done")
    assert (refused.status_code, refused.headers["Retry-After"], served.status_code) == (503, "2", 200)
    assert SENTENCE in refused.text


def test_what_was_read_before_is_answered_though_the_connection_cannot_be_given_back(page, cut):
    def view():
        read()
        cut()
        return "all was read"

    answered, served = page(view)
    assert (answered.status_code, answered.text, served.status_code) == (200, "all was read", 200)


def test_what_is_committed_is_acknowledged_though_the_connection_cannot_be_given_back(page, cut):
    def view():
        write()
        read()
        cut()
        return "all was written"

    assert page(view)[0].text == "all was written"


def test_a_connection_that_was_just_made_is_tried_before_it_is_given_up(client, monkeypatch):
    assert client.get("/").status_code == 200
    monkeypatch.setattr(postgresql, "_has_news", lambda handle: True)  # on the old one and on each that takes its place
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("step", [read, write])
def test_an_end_that_nobody_noticed_shows_at_the_beginning_of_what_comes_next(page, cut, monkeypatch, step):
    def view():
        read()
        db.session.rollback()
        cut()
        monkeypatch.setattr(postgresql, "_has_news", lambda handle: False)
        step()

    assert page(view)[0].status_code == 503


def test_a_tool_is_told_in_a_sentence_of_plain_text(app, monkeypatch):
    tool = Tool(app)
    monkeypatch.setattr("course.lrs.entering.session_sender", lambda *given: None)
    monkeypatch.setattr("course.lrs.entering.sender_of", lambda *given: ask_once(MYSELF))
    refused = tool.post(statement())
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert refused.mimetype == "text/plain" and SENTENCE in refused.text
    assert refused.headers["X-Experience-API-Version"] == "1.0.3"


def test_what_a_tool_sent_is_acknowledged_though_nothing_can_be_noted_after_it(app, monkeypatch):
    """Or it would send the same once more, under another id."""
    tool, said = Tool(app), statement()
    del said["id"]
    monkeypatch.setattr(lrs, "note_used", lambda sender: ask(MYSELF))
    assert len(tool.sent(said)) == 1


def test_what_comes_after_a_request_is_no_failure_either(app, monkeypatch):
    """Flask calls each exception of such a step a failure of its own."""
    making.publish(app)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.after_request_funcs, None, [lambda response: die_alone(), *app.after_request_funcs[None]])
    refused = app.test_client().get("/courses/neighbours/levels")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2") and SENTENCE in refused.text


def test_who_finds_no_connection_free_is_told_that_the_site_is_busy(app, page):
    def view():
        raise TimeoutError("QueuePool limit of size 5 overflow 10 reached")

    assert page(view)[0].status_code == 503


def test_rate_limits_are_part_of_it(app):
    with app.app_context():
        storage = app.extensions["limits"].storage
        storage.incr("a key", 60)
        with pytest.raises(NoDatabase), storage.engine.connect() as connection:
            connection.execute(MYSELF)
        assert storage.incr("a key", 60) == 2


def test_the_command_says_why(monkeypatch, capsys, tmp_path):
    for name in ("SECRET_KEY", "EXPORT_KEY"):
        monkeypatch.setenv(f"COURSE_{name}", "0123456789abcdef" * 4)
    monkeypatch.setenv("COURSE_INSTANCE", str(tmp_path))
    monkeypatch.setenv("COURSE_DATABASE_URL", f"postgresql://course@/course?host={tmp_path}")
    monkeypatch.setattr("sys.argv", ["course", "db", "current"])
    with pytest.raises(SystemExit):
        cli.main()
    assert "The database does not answer: connection" in capsys.readouterr().err


def test_what_else_the_database_says_is_a_failure(app, client, monkeypatch):
    def fail(*args, **more):
        db.session.execute(text("SELECT * FROM nothing_of_this_name"))

    app.config["PROPAGATE_EXCEPTIONS"] = False
    fail.rule = app.view_functions["learning.show_catalogue"].rule
    monkeypatch.setitem(app.view_functions, "learning.show_catalogue", fail)
    assert client.get("/").status_code == 500
    making.publish(app)
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    assert client.get("/").status_code == 500  # and the page that says so needs not know who is here
