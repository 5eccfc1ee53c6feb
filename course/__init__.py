"""The open e-course platform. `create_app()` opens every room; nobody imports it."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.middleware.proxy_fix import ProxyFix

from course import headers, jobs, limiting, logs, metrics, refusing
from course.config import read_settings
from course.database import db
from course.engines import prepare
from course.extensions import csrf, migrate

MEGABYTE = 1024 * 1024


class WithoutNul(ImmutableMultiDict):
    """What a form or an address says, without the NUL that nobody types and PostgreSQL keeps in no text."""

    def __init__(self, pairs=()):
        super().__init__([(name.replace("\0", ""), text.replace("\0", "") if isinstance(text, str) else text)
                          for name, text in pairs])


class PlatformRequest(Request):
    @property
    def parameter_storage_class(self):
        """Other tools may name their documents as they like; these are found by a hash of the name."""
        return ImmutableMultiDict if self.path.startswith("/xapi/") else WithoutNul


class Platform(Flask):
    """No door here is a coroutine: Flask would ask that of every hook at every request."""

    request_class = PlatformRequest

    def ensure_sync(self, func):
        return func


def create_app(overrides=None):
    """A Flask application with the settings of the environment, then `overrides`. Raises WrongSetting."""
    app = Platform(__name__, static_folder=None)  # the roof serves static files
    settings = read_settings(overrides)
    configure(app, settings)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine, settings.WRITE_WAIT)
    logs.open_in(app)
    metrics.prepare(settings)
    from course import counting_requests

    counting_requests.open_in(app)
    headers.open_in(app)
    refusing.open_in(app)
    csrf.init_app(app)
    limiting.open_in(app, database_beside(settings))
    migrate.init_app(app, db, directory=str(Path(app.root_path).parent / "migrations"))
    jobs.open_in(app)
    open_rooms(app)
    if settings.PROXIES:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.PROXIES, x_proto=settings.PROXIES, x_host=settings.PROXIES)
    return app


def configure(app, settings):
    """Flask's and the extensions' own settings, from ours."""
    app.testing = settings.TESTING
    url = settings.database_url
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.SECRET_KEY,
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # or a failure would write an address into the log
        SESSION_COOKIE_NAME="__Host-session" if settings.SECURE_COOKIES else "session",
        SESSION_COOKIE_SECURE=settings.SECURE_COOKIES,
        TRUSTED_HOSTS=[host.strip() for host in settings.TRUSTED_HOSTS.split(",")],
        MAX_CONTENT_LENGTH=MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE // 2,
        MAX_FORM_PARTS=500,
        WTF_CSRF_SSL_STRICT=False,  # it wants the Referer that we ask browsers not to send; Sec-Fetch-Site serves instead
        WTF_CSRF_TIME_LIMIT=None,  # a form lives as long as its session: nobody loses an answer to a clock
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )


def database_beside(settings):
    """Where rate limits are counted: with SQLite in a file of their own, or they would wait for the writer that asks them."""
    url = settings.database_url
    return f"sqlite:///{settings.INSTANCE}/limits.db" if url.startswith("sqlite") else url


def open_rooms(app):
    """Rooms from the lowest floor up; each registers its doors, commands and hooks."""
    from course import (
        authoring,
        cmi5,
        content,
        conversation,
        enrolment,
        evaluation,
        forwarding,
        learning,
        lrs,
        mailing,
        people,
        reuse,
        roof,
        statements,
    )

    stores_and_takers = (people, content, statements, enrolment, conversation, cmi5)
    rooms = (*stores_and_takers, learning, evaluation, lrs, forwarding, mailing, authoring, reuse, roof)
    for room in rooms:
        room.open_in(app)
    own = [f"{room.__name__}.persons" for room in rooms if room is not roof]
    app.extensions["persons"] = [import_module(name) for name in own if find_spec(name)]  # for people.claiming and /privacy
