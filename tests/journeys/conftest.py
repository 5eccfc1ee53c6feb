"""Fixtures of the journeys: a small course that stands, the cast with their accounts, and a browser with or without scripts."""

import pytest
from playwright.sync_api import expect

from course.mailing.sending import send_due
from course.outbox import written_letters
from tests import making
from tests.cast import ada, eve, frank, lena, stan
from tests.people.asking import make

expect.set_options(timeout=10_000)


@pytest.fixture
def course(app):
    """The small course, published."""
    making.publish(app)


@pytest.fixture
def everybody(app, course):
    """An account for each of the cast who has one, with their roles."""
    return {person: make(app, person) for person in (lena, frank, eve, ada, stan)}


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def open_browser(request, browse):
    """`open_browser(**options)`: one more person's browser; each test runs once with scripts and once without."""
    return lambda **options: browse(javascript=request.param, **options)


def pytest_collection_modifyitems(items):
    """Without scripts on PostgreSQL, the whole ways alone: the test that is called as its file is. For the others, scripts
    and databases have nothing to do with each other, and each is varied by itself."""
    items[:] = [item for item in items if not _spared(item)]


def _spared(item):
    params = item.callspec.params if hasattr(item, "callspec") else {}
    plain = (params.get("open_browser"), params.get("database_url")) == (False, "postgresql")
    return plain and item.originalname != item.path.stem


@pytest.fixture
def post(app):
    """`post()` sends what stands in the outbox and gives the newest letter of the folder `mail`."""

    def send():
        with app.app_context():
            send_due()
        return written_letters(app.config["SETTINGS"])[0]

    return send
