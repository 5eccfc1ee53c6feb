"""The demo: everything from an empty folder, the same again in a moment, and made by the same acts as anybody's."""

import re
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from course.clock import now
from course.content.queries import all_standing
from course.database import db
from course.demo import activity
from course.demo.commands import demo_app, log_of, prepare, quiet, refuse_taken, welcome
from course.demo.crowd import crowd
from course.demo.people import PASSWORD, SIGN_INS
from course.demo.words import THOUGHTS
from course.enrolment.models import Enrolment
from course.errors import WrongSetting
from course.learning.models import Answer, Completion, Opening
from course.statements.finding import find
from tests.databases import close
from tests.forms import send

MODULES = Path(__file__).parents[2] / "modules"


@pytest.fixture
def demo(tmp_path):
    app = demo_app(8000, INSTANCE=str(tmp_path), PASSWORD_PROFILE="cheap", DEMO=True)
    with app.app_context():
        prepare(12)
    yield app
    close(app)


def counted(*models):
    return [db.session.execute(select(func.count()).select_from(model)).scalar() for model in models]


def test_the_crowd_did_what_anybody_does_and_the_ledger_was_told(demo):
    with demo.app_context():
        course = all_standing()[0].outline.key
        enrolments, openings, answers, completions = counted(Enrolment, Opening, Answer, Completion)
        told = {verb: len(find(course, verb).all()) for verb in ("registered", "experienced", "answered", "completed")}
        published_at = all_standing()[0].at
        times = [row.timestamp for row in find(course).all()]
    assert told == {"registered": enrolments, "experienced": openings, "answered": answers, "completed": completions}
    assert enrolments == 12 and answers > 30
    assert published_at < min(times) and max(times) <= now() and (max(times) - min(times)).days > 7


def test_readers_say_each_thing_once_and_to_the_question_that_was_asked(monkeypatch):
    somebody = next(iter(crowd(1, now())))
    said = []
    monkeypatch.setattr(activity, "thoughts_of", lambda course: said)
    for key, texts in THOUGHTS.items():
        asked = SimpleNamespace(course_id=1), SimpleNamespace(key=key), somebody.chance
        for _ in texts:
            said.append(SimpleNamespace(sheet=key, text=activity._unsaid(*asked)))
        assert activity._unsaid(*asked) is None
    assert sorted(one.text for one in said) == sorted(text for texts in THOUGHTS.values() for text in texts)
    asked = {part for path in MODULES.rglob("*.md") for part in re.findall(r"(?m)^id: (thoughts-.*)$", path.read_text())}
    assert asked == set(THOUGHTS)


def test_preparing_it_again_changes_nothing(demo):
    models = (Enrolment, Opening, Answer, Completion)
    with demo.app_context():
        before = counted(*models)
        prepare(12)
        assert counted(*models) == before


@pytest.mark.parametrize("email", [email for email, _ in SIGN_INS])
def test_everybody_who_is_named_can_sign_in(demo, email):
    client = demo.test_client()
    page = send(client, client.get("/sign-in").text, "/sign-in", email=email, password=PASSWORD)
    assert page.status_code == 200 and "/sign-out" in client.get("/account").text


def test_a_port_in_use_is_said_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WrongSetting, match=f"Port {port} is in use.*make demo PORT={port + 1}"):
            refuse_taken(port)


@pytest.mark.databases("sqlite")
def test_the_terminal_ends_with_the_sign_ins_and_says_where_the_rest_is_written(app, capsys):
    welcome(8000, "http://localhost:8001", log_of(app))
    with quiet(app):
        app.test_client().get("/health")
        print("a line for each request", file=sys.stderr)
    print("told on the terminal", file=sys.stderr)
    said = capsys.readouterr()
    assert said.err == "told on the terminal\n" and str(log_of(app)) in said.out
    assert all(email in said.out for email, _ in SIGN_INS) and PASSWORD in said.out
    assert log_of(app).read_text().endswith("a line for each request\n")


def test_the_crowd_is_the_same_everywhere():
    until = now()
    one, other = crowd(30, until), crowd(30, until)
    assert [(somebody.number, somebody.skill, somebody.begins_at) for somebody in one] == [
        (somebody.number, somebody.skill, somebody.begins_at) for somebody in other
    ]
    assert all(until - somebody.begins_at <= (until - one[0].begins_at) for somebody in one)
