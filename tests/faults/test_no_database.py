"""A site whose PostgreSQL is away says that it will be back, and is."""

import pytest
from sqlalchemy import text

from course import create_app
from course.database import db
from tests import making
from tests.forms import send

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
