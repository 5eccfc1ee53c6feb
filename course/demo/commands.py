"""`course demo`: everything from an empty folder to an address in the browser, and the same again in a moment."""

import os
import socket
import threading
from contextlib import contextmanager, nullcontext, redirect_stderr
from datetime import timedelta
from pathlib import Path
from random import Random

import click
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import func, select
from waitress import serve as waitress_serve

from course import create_app
from course.authoring.explaining import what_waits
from course.authoring.publishing import publish_folder
from course.authoring.syncing import look
from course.clock import held, now
from course.config import of_a_demo
from course.content.queries import all_standing
from course.content.syncing import remember
from course.database import db, writing
from course.demo import second
from course.demo.activity import say_yes, take_course
from course.demo.crowd import WEEKS, Somebody, crowd
from course.demo.people import PASSWORD, SIGN_INS, make_people
from course.enrolment.models import Enrolment
from course.errors import WrongSetting
from course.learning.balloting import tell_ballots
from course.mailing.sending import send_due
from course.people.queries import person_by_email

HOST = "127.0.0.1"


@click.command("demo")
@click.option("--port", default=8000, show_default=True)
@click.option("--learners", default=200, show_default=True)
@click.option("--prepare-only", is_flag=True, help="Make everything, and start no server.")
def run_demo(port, learners, prepare_only):
    """Run a demo on this machine: SQLite in ./instance, the real course, people to sign in as, 200 learners."""
    if not prepare_only:
        refuse_taken(port)
    line = second.listen()
    other = second_app(port, line)  # first, for the last that is made has the queue of jobs
    app = demo_app(port, NEAR_DESTINATIONS=True)
    with app.app_context():
        prepare(learners)
    with other.app_context():
        second.fill_second()
    second.join(app, other, second.address_on(line))
    welcome(port, second.address_on(line), log_of(app))
    if not prepare_only:
        with quiet(app):
            second.serve_second(other, line)
            for errand in (post_letters, second.forward):
                threading.Thread(target=errand, args=(app,), daemon=True).start()
            waitress_serve(app, host=HOST, port=port, threads=8, ident=None, _quiet=True)


def log_of(app):
    return Path(app.config["SETTINGS"].INSTANCE) / "demo.log"


@contextmanager
def quiet(app):
    """What the servers say of requests and failures goes into a file meanwhile, or it would push the sign-ins off the screen."""
    with log_of(app).open("a", encoding="utf-8", buffering=1) as file, redirect_stderr(file):
        yield


def refuse_taken(port):
    with socket.socket() as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asking.bind((HOST, port))
        except OSError:
            raise WrongSetting(
                f"Port {port} is in use, perhaps by another demo. Stop that one, or choose another port:"
                f" make demo PORT={port + 1}"
            ) from None


def demo_app(port, **overrides):
    """The application with the settings of a demo: secrets made once, and cookies that work without https."""
    instance = overrides.get("INSTANCE") or os.environ.get("COURSE_INSTANCE", "instance")
    return create_app(
        {
            "INSTANCE": instance,
            **of_a_demo(instance),
            "DEMO": True,
            "SITE_ADDRESS": f"http://{HOST}:{port}",
            **overrides,
        }
    )


def second_app(port, line):
    """The demo's second site, on SQLite in a folder within the first one's."""
    instance = second.folder_in(os.environ.get("COURSE_INSTANCE", "instance"))
    return demo_app(port, INSTANCE=instance, DATABASE_URL="", SITE_ADDRESS=second.address_on(line), SITE_NAME="Second store",
                    PLATFORM_IRI="http://localhost:8000/second")


def prepare(learners):
    """Migrations, the courses, the people, the crowd: each only as far as it is not there yet."""
    upgrade()
    with nullcontext() if all_standing() else held(now() - timedelta(weeks=WEEKS, days=2)):  # before anybody began
        for folder in sorted(Path(current_app.config["SETTINGS"].MODULES).iterdir()):
            if (folder / "course.md").exists():
                _put_out(folder)
    make_people()
    _fill(learners)


def _put_out(folder):
    """Publish a course's folder, unless the library has moved on since: what was published in the browser stays."""
    desk = look(folder)
    if desk.state in ("ahead", "in step"):
        with writing():
            publication = publish_folder(folder, note="From the folder of courses")
            remember(publication.course_id, folder, publication.edition_id)
    else:
        click.echo(what_waits(desk))


def _fill(learners):
    """The crowd, from where an interrupted start left off; and Lena, half-way through the first module."""
    there = db.session.execute(select(func.count()).select_from(Enrolment)).scalar()
    if there >= learners:
        return
    standing, until = all_standing()[0], now() - timedelta(minutes=5)
    click.echo(f"Eight weeks of {learners} learners are being made; this takes a moment, once ...")
    if not there:
        lena = Somebody(0, until - timedelta(days=4), 0.7, 1.0, 1.0, True, Random(1))
        take_course(lena, standing, until, person=person_by_email("lena@example.org").id, lessons=4)
    for somebody in crowd(learners - 1, until)[max(0, there - 1) :]:
        take_course(somebody, standing, until)
    say_yes(standing, until, by=person_by_email("frank@example.org").id)
    with writing():
        tell_ballots()


def welcome(port, store, log):
    click.echo(f"\n  Open course: http://{HOST}:{port}/\n")
    click.echo(f"  Sign in with the password “{PASSWORD}” as:")
    for email, role in SIGN_INS:
        click.echo(f"    {email:<22} {role}")
    click.echo("\n  Or take the course with no account at all. Letters are shown at /letters. Ada sees on the page Records how")
    click.echo(f"  what people complete goes on to a second record store, {store}/.\n")
    click.echo("  Commands reach this site with COURSE_DEMO=yes before them: COURSE_DEMO=yes .venv/bin/course --help")
    click.echo(f"  A line for each request, and what went wrong, stands in {log}. Stop with Ctrl-C.\n")


def post_letters(app):
    """The demo's own postman: each second, for letters are read on the same screen."""
    while True:
        with app.app_context():
            send_due()
        threading.Event().wait(1)
