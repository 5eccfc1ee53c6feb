"""Fixtures: the app on a database of its own, a client, a command line, the clock, and the app behind a socket."""

import socket
import sys
import threading
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import pytest
from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server

from course import clock as the_clock
from course import create_app
from tests import databases
from tests.making_apps import KeptTemplates, keep_sql, keep_what_is_alike

KEPT = type(lru_cache(int))
# No app is in what these keep.
STAYING = ("course.static_files", "course.counting_requests", "course.statements.credentials", "course.learning.facts",
           "course.content.proofs")


@pytest.fixture
def database_url(request):
    """Once with SQLite, once with PostgreSQL; `@pytest.mark.databases("sqlite")` names one; `empty=True`: no tables."""
    marker = request.node.get_closest_marker("databases")
    make = databases.empty if marker and marker.kwargs.get("empty") else databases.fresh
    with make(request.param) as address:
        yield address


@pytest.fixture
def listening():
    """A socket on a free port of this machine, where `live_server` will answer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@pytest.fixture
def settings(database_url, tmp_path, listening):
    """What the app is made with. A module or a class that needs others overrides this fixture."""
    return databases.SETTINGS | {
        "DATABASE_URL": database_url,
        "INSTANCE": str(tmp_path / "instance"),
        "SITE_ADDRESS": f"http://127.0.0.1:{listening.getsockname()[1]}",
        "PLATFORM_IRI": "https://course.example",
    }


@pytest.fixture
def app(settings):
    keep_what_is_alike()
    app = create_app(settings)
    keep_sql(app)
    app.jinja_env.bytecode_cache = KeptTemplates()
    app.test_client_class = FreshClient
    yield app
    databases.close(app)
    forget_what_is_kept()


def forget_what_is_kept():
    """The process keeps what it read and drew under each app's engine. None is asked again after its test, and a thousand of them
    are so much memory that Python's own tidying takes seconds."""
    for name, module in list(sys.modules.items()):
        if name.startswith("course."):
            for thing in list(vars(module).values()):
                if isinstance(thing, KEPT) and thing.__module__ == name and name not in STAYING:
                    thing.cache_clear()


class FreshClient(FlaskClient):
    """Refuses to ask inside an open app context: Flask reuses it, and Flask-Login keeps the user on it."""

    def open(self, *args, **kwargs):
        assert not has_app_context(), "Close the app context before a request: requests would share its signed-in user."
        kwargs.setdefault("buffered", True)  # an answer that streams keeps its context open until it is read
        return super().open(*args, **kwargs)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def cli(app):
    return app.test_cli_runner()


@pytest.fixture
def clock():
    """The clock, held at nine in the morning, UTC, of 2 November 2026, a Monday."""
    yield HeldClock(datetime(2026, 11, 2, 9, tzinfo=UTC))
    the_clock.release()


class HeldClock:
    def __init__(self, at):
        self.set(at)

    def set(self, at):
        self.at = at
        the_clock.hold(at)

    def advance(self, **span):
        """`clock.advance(days=3, minutes=5)`"""
        self.set(self.at + timedelta(**span))


class Quiet(WSGIRequestHandler):
    def log(self, *args):
        """A test that fails says so itself."""


@pytest.fixture
def live_server(app, listening):
    """The app behind a real socket; yields its address, without a slash at the end."""
    host, port = listening.getsockname()
    server = make_server(host, port, app, threaded=True, fd=listening.fileno(), request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://{host}:{port}"
    server.shutdown()
    thread.join()
    server.server_close()
