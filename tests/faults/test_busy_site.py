"""A site under strain: who sends slowly stops nobody, and who cannot have a turn is told so, with nothing half written."""

import socket
import time
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import create_engine, func, select, text

from course.database import db
from course.learning.models import Attempt
from course.people.models import Person
from course.queueing import Turn
from tests import making
from tests.faults.browsing import Browser
from tests.forms import filled, form_to

LEVELS = "/courses/neighbours/levels"


@pytest.fixture
def settings(settings):
    return settings | {"WRITE_WAIT": 0.2}


@pytest.fixture
def course(app):
    making.publish(app)


def kept(app):
    with app.app_context():
        return tuple(db.session.execute(select(func.count()).select_from(model)).scalar() for model in (Person, Attempt))


def form_of(browser):
    """(where it goes, its body) of the first question, answered."""
    form = form_to(browser.get(LEVELS).text, "/told/attempts")
    return form.action, urlencode(filled(form, a_told="consult")).encode()


def test_a_client_that_sends_slowly_stops_no_other_writer(app, course, live_server):
    slow, quick = Browser(live_server), Browser(live_server)
    path, body = form_of(slow)
    head = (f"POST {path} HTTP/1.1\r\nHost: {urlsplit(live_server).netloc}\r\nCookie: {slow.cookie}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n").encode()
    with socket.create_connection(urlsplit(live_server).netloc.split(":"), timeout=10) as line:
        line.sendall(head + body[:len(body) // 2])
        time.sleep(0.2)
        sending = form_of(quick)
        assert quick.post(*sending).status == 303  # while the other has sent half: with the turn held, it would be a 503
        assert kept(app) == (1, 1)
        line.sendall(body[len(body) // 2:])
        assert line.recv(100).startswith(b"HTTP/1.1 303")
    assert kept(app) == (2, 2)


@pytest.fixture
def held(database_url, course):
    """A way to keep every writer waiting: the turn on SQLite, the tables on PostgreSQL. Called, it lets go."""
    if database_url.startswith("sqlite"):
        turn = Turn(f"{database_url.removeprefix('sqlite:///')}.queue", 1)
        yield turn.end
        return
    engine = create_engine(database_url)
    with engine.connect() as connection:
        connection.execute(text("LOCK TABLE person, attempt IN SHARE MODE"))
        yield connection.rollback
    engine.dispose()


def test_who_gets_no_turn_in_time_is_told_when_to_come_back_and_the_same_form_works_then(app, client, held):
    form = form_to(client.get(LEVELS).text, "/told/attempts")
    data = filled(form, a_told="consult")
    refused = client.post(form.action, data=data)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert "Nothing of yours was lost" in refused.text
    assert kept(app) == (0, 0)
    held()
    assert client.post(form.action, data=data).status_code == 303
    assert kept(app) == (1, 1)


@pytest.mark.databases("sqlite")
def test_a_program_that_stands_in_no_queue_of_ours_makes_the_site_busy_and_not_broken(app, client, course, database_url):
    form = form_to(client.get(LEVELS).text, "/told/attempts")
    engine = create_engine(database_url)
    with engine.connect() as connection:
        connection.connection.dbapi_connection.execute("BEGIN IMMEDIATE")
        assert client.post(form.action, data=filled(form, a_told="consult")).status_code == 503
    engine.dispose()
    assert client.post(form.action, data=filled(form, a_told="consult")).status_code == 303
    assert kept(app) == (1, 1)


@pytest.mark.databases("postgresql")
def test_pages_are_there_again_after_the_database_dropped_its_connections(client, course, database_url):
    assert client.get(LEVELS).status_code == 200
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                "WHERE datname = current_database() AND pid <> pg_backend_pid()"))
    engine.dispose()
    assert client.get(LEVELS).status_code == 200
