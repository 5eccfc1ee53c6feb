"""Databases for tests: one PostgreSQL for a whole run, a migrated blank on each kind, a copy of it for each test."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import flask_migrate
import psycopg

from course import create_app
from course.database import db

BOTH = ("sqlite", "postgresql")
FOLDER = "COURSE_TEST_FOLDER"
PREFIX = "course-tests-"
MEMORY = Path("/dev/shm")  # a copy of a database of 400 files is made there in a twentieth of the time
ENOUGH = 2 << 30  # bytes that must be free there
SETTINGS = {
    "SECRET_KEY": "for tests alone: 0123456789abcdef",
    "EXPORT_KEY": "for tests alone: fedcba9876543210",
    "PASSWORD_PROFILE": "cheap",
    "SECURE_COOKIES": False,
    "TRUSTED_HOSTS": "localhost,127.0.0.1",
    "TESTING": True,
}


@contextmanager
def fresh(kind):
    """The address of a migrated, empty database, gone afterwards."""
    with _copied_file() if kind == "sqlite" else _cloned_database() as address:
        yield address


@contextmanager
def empty(kind):
    """The address of a database in which nothing is, not even tables; gone afterwards."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(dir=_folder()) as folder:
            yield f"sqlite:///{folder}/course.db"
    else:
        with _made_database("template0") as address:
            yield address


def migrate(address, instance):
    """Bring a database to the newest migration, through the app."""
    app = create_app(SETTINGS | {"DATABASE_URL": address, "INSTANCE": str(instance)})
    with app.app_context():
        flask_migrate.upgrade()
    close(app)


def close(app):
    """Let go of an app's connections, so that its database can be removed."""
    with app.app_context():
        db.session.remove()
        for engine in (*db.engines.values(), app.extensions["limits"].storage.engine):
            engine.dispose()


@contextmanager
def postgresql(folder, durable=False):
    """A PostgreSQL server in `folder`, for benchmarks and faults; yields its address and stops it at the end."""
    try:
        yield start_postgresql(folder, durable)
    finally:
        stop_postgresql(folder)


def start_postgresql(folder, durable=False):
    runtime = Path(folder) / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    command = [sys.executable, "-m", "tests.postgres", str(folder), *(["--durable"] if durable else [])]
    done = subprocess.run(command, env=os.environ | {"XDG_RUNTIME_DIR": str(runtime)}, capture_output=True, text=True,
                          cwd=Path(__file__).parent.parent)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL did not start for the tests:\n{done.stderr}")
    return done.stdout.strip()


def stop_postgresql(folder):
    """SIGINT is PostgreSQL's fast shutdown. Does nothing where none runs."""
    note = Path(folder) / "data" / "postmaster.pid"
    try:
        process = int(note.read_text().split()[0])
        os.kill(process, signal.SIGINT)
    except (FileNotFoundError, ProcessLookupError):
        return
    end = time.monotonic() + 20
    while note.exists() and time.monotonic() < end:
        time.sleep(0.02)


def clear_away(folder):
    stop_postgresql(Path(folder) / "postgresql")
    shutil.rmtree(folder, ignore_errors=True)


def make_folder():
    """A folder for a whole run, in memory where there is room."""
    return tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=MEMORY if _has_room(MEMORY) else None)


def _has_room(folder):
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ENOUGH


def sweep():
    """Clear away after a run that was killed: its folder carries the id of its process."""
    for folder in (*Path(tempfile.gettempdir()).glob(f"{PREFIX}*"), *MEMORY.glob(f"{PREFIX}*")):
        try:
            os.kill(int(folder.name.removeprefix(PREFIX).split("-")[0]), 0)
        except ProcessLookupError:
            clear_away(folder)
        except PermissionError:  # another person's run
            continue


@contextmanager
def _copied_file():
    blank = _once("blank-sqlite", _make_blank_file)
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        shutil.copyfile(blank, Path(folder) / "course.db")
        yield f"sqlite:///{folder}/course.db"


@contextmanager
def _cloned_database():
    _once("blank-postgresql", _make_blank_database)
    with _made_database("blank") as address:
        yield address


@contextmanager
def _made_database(template):
    """Copying files takes half as long as the default strategy, which writes a log of them."""
    server, name = _once("server", _make_server), f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _make_blank_file():
    folder = _folder() / "blank"
    migrate(f"sqlite:///{folder}/course.db", folder)
    return f"{folder}/course.db"


def _make_blank_database():
    server = _once("server", _make_server)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS blank")  # a half-made one of a worker that failed
        connection.execute("CREATE DATABASE blank")
    migrate(server.replace("/postgres?", "/blank?"), _folder() / "blank")
    return "blank"


def _make_server():
    folder = _folder() / "postgresql"
    folder.mkdir(exist_ok=True)
    return start_postgresql(folder)


def _folder():
    return Path(os.environ[FOLDER])


def _once(name, make):
    """What `make` answers, made by the first worker that asks and read by the others."""
    note = _folder() / f"{name}.txt"
    with (_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            note.write_text(make())
    return note.read_text()
