"""Fixtures for every test: a database of its own (SQLite and PostgreSQL), the app, a client, a clock, a browser."""

import gc
import os

from hypothesis import HealthCheck, settings

from tests import databases

pytest_plugins = ["tests.apps", "tests.browsing"]

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # that others are at work on it is no failure


def pytest_configure(config):
    """The session that starts the workers makes one folder for all of them, and they find it by its name; each
    `tmp_path` is in it, too."""
    config.addinivalue_line("markers", "databases(*names, empty=False): run on these alone, of sqlite and postgresql")
    if not hasattr(config, "workerinput"):
        databases.sweep()
        os.environ[databases.FOLDER] = os.environ["PYTEST_DEBUG_TEMPROOT"] = databases.make_folder()


def pytest_collection_finish():
    """What is there before the first test stays to the end: Python's tidying took an eighth of the time to walk through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        databases.clear_away(os.environ.pop(databases.FOLDER))


def pytest_generate_tests(metafunc):
    """A test that uses `database_url`, through `app` or `client` too, runs once on each database."""
    if "database_url" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("databases")
        metafunc.parametrize("database_url", marker.args if marker else databases.BOTH, indirect=True)
