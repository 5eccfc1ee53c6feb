"""`course erase` and `course retain`: what they say first, what they do, and that it is kept; nothing by itself unless set."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from course.database import db
from course.people.models import Erasure, Person
from course.people.tasks import retain_by_night
from course.statements.finding import ledger
from tests import cast, making
from tests.evaluation.making import Doing
from tests.lrs.asking import Tool, statement
from tests.people.asking import count, make

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def settings(settings):
    return settings | {"KEEP_GUESTS": 400, "KEEP_ACCOUNTS": 800, "KEEP_STATEMENTS": 1_000}


def run(app, *words):
    answer = app.test_cli_runner().invoke(args=words)
    return answer.output or str(answer.exception)


def erasures(app):
    with app.app_context():
        return [row.what for row in db.session.execute(select(Erasure).order_by(Erasure.id)).scalars()]


def statements(app):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(ledger)).scalar()


@pytest.fixture
def done(app, clock):
    making.publish(app)
    doing = Doing(app, clock)
    doing.people = {"guest": doing.begin(), "lena": doing.begin(cast.lena.email)}
    for person in doing.people.values():
        doing.answer(person, "levels", "promised", promised="Two seats")
    return doing


def test_a_person_is_erased_by_her_address_after_a_dry_run_that_changes_nothing(app, done):
    said = run(app, "erase", "--person", cast.lena.email, "--dry-run")
    assert "1 answers would be erased." in said and "1 persons would be erased." in said and erasures(app) == []
    assert run(app, "erase", "--person", cast.lena.email, "--dry-run") == said
    assert "1 answers erased." in run(app, "erase", "--person", cast.lena.email)
    assert erasures(app) == [f"person {done.people['lena']}"]
    assert "no account" in run(app, "erase", "--person", cast.lena.email)
    assert "1 answers erased" in run(app, "erase", "--person", str(done.people["guest"]))


def test_statements_of_one_name_go_for_good(app, done):
    tool = Tool(app)
    tool.sent(statement("anna"), statement("anna"), statement("bert"))
    with app.app_context():
        asked = select(ledger.c.actor, func.count()).where(ledger.c.authority.is_not(None)).group_by(ledger.c.actor)
        name = next(actor for actor, n in db.session.execute(asked) if n == 2)
    before = statements(app)
    assert run(app, "erase", "--actor", str(name), "--dry-run") == "2 records would be erased.\n"
    assert statements(app) == before and erasures(app) == []
    assert run(app, "erase", "--actor", str(name)) == "2 records erased.\n"
    assert statements(app) == before - 2 == before - 3 + len(tool.ids(agent={"mbox": "mailto:bert@example.org"}))
    assert tool.ids(agent={"mbox": "mailto:anna@example.org"}) == [] and erasures(app) == [f"actor {name}"]


def test_statements_before_a_day_go_for_good(app, done, clock):
    clock.advance(days=10)
    tool = Tool(app)
    tool.sent(statement("anna"))
    day = newest(app) - timedelta(days=1)
    said = run(app, "erase", "--before", f"{day:%Y-%m-%d}")
    assert statements(app) == 1 and said.endswith("records erased.\n") and erasures(app) == [f"before {day:%Y-%m-%d}"]
    assert run(app, "erase", "--before", f"{day:%Y-%m-%d}", "--dry-run") == "Nothing would be erased.\n"


def newest(app):
    with app.app_context():
        return db.session.execute(select(func.max(ledger.c.stored))).scalar()


@pytest.mark.parametrize("words", [(), ("--person", "1", "--before", "2026-01-01")])
def test_one_thing_is_erased_at_a_time(app, words):
    assert "Say one of" in run(app, "erase", *words)


def test_each_is_erased_when_her_time_is_over_and_not_before(app, done, clock):
    make(app, cast.frank)
    assert run(app, "retain", "--dry-run") == "Nothing would be erased.\n"
    clock.advance(days=399)
    doing_more = done.begin()
    clock.advance(days=2)
    assert run(app, "retain", "--dry-run") == "1 persons would be erased.\n"
    retain_by_night.call_local()
    assert erasures(app) == [f"person {done.people['guest']}"]
    clock.advance(days=400)
    assert "2 persons" in run(app, "retain")  # the guest who came later, and the account; Frank has a role
    assert count(app, Person, Person.erased_at.is_(None)) == 1 and doing_more
    before = statements(app)
    clock.advance(days=300)
    assert f"{before - 1} records" in run(app, "retain")  # all but the later guest's
    assert erasures(app)[-1].startswith("before ")


class TestWithoutPeriods:
    @pytest.fixture
    def settings(self, settings):
        return settings | {"KEEP_GUESTS": 0, "KEEP_ACCOUNTS": 0, "KEEP_STATEMENTS": 0}

    def test_nothing_is_erased_by_itself(self, app, done, clock):
        clock.advance(days=10_000)
        assert run(app, "retain") == "Nothing erased.\n"
        assert "Nothing is erased by itself" in app.test_client().get("/privacy").text
