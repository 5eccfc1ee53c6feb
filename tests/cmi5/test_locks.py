"""Who opens a unit and what the unit says lock the same rows in the same order, so that neither is broken off by the other."""

import threading
import time
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests import making
from tests.cast import frank
from tests.cmi5.opened import BLOCKS, Opened
from tests.cmi5.packing import import_package
from tests.cmi5.test_launching import code, forms_to
from tests.people.asking import make, signed_in

FREE = text("SELECT id FROM registration FOR UPDATE NOWAIT")
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


@pytest.fixture
def unit(app, client):
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    import_package(app)
    unit = Opened(app, client)
    unit.start()
    return unit


@pytest.fixture
def other(database_url):
    """A connection of somebody else's transaction."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@contextmanager
def waiting_for(other, act):
    """`act` is under way, and waits for a row that `other` has locked; yields what it has given back."""
    heard = []
    thread = threading.Thread(target=lambda: heard.append(act().status_code))
    thread.start()
    end = time.monotonic() + 5
    while not other.execute(WAITING).scalar() and time.monotonic() < end:
        other.execute(text("SELECT pg_stat_clear_snapshot()"))
        time.sleep(0.01)
    yield heard
    thread.join()


@pytest.mark.databases("postgresql")
@pytest.mark.parametrize("held", ["person", "enrolment"])  # as who opens a unit has it, before she comes to the registration
def test_a_statement_that_waits_for_its_learner_holds_no_registration(unit, other, held):
    other.execute(text(f"SELECT id FROM {held} FOR UPDATE"))
    with waiting_for(other, lambda: unit.send(unit.statement("completed"))) as heard:
        with suppress(OperationalError):
            heard.append(len(other.execute(FREE).all()))
        other.rollback()
    assert heard == [1, 200]


@pytest.mark.databases("postgresql")
@pytest.mark.parametrize("held", ["person", "enrolment"])
def test_who_waives_a_unit_and_waits_for_its_learner_holds_no_registration(app, client, unit, other, held):
    make(app, frank)
    desk, found = signed_in(app, frank), f"/packages/neighbours/walk?code={code(client)}"
    form = forms_to(desk.get(found).text, "/waivers")[0]
    other.execute(text(f"SELECT id FROM {held} FOR UPDATE"))
    with waiting_for(other, lambda: desk.post(form.action, data=dict(form.hidden) | {"reason": "Done elsewhere"})) as heard:
        with suppress(OperationalError):
            heard.append(len(other.execute(FREE).all()))
        other.rollback()
    assert heard == [1, 303]


@pytest.mark.databases("postgresql")
def test_two_requests_at_once_do_not_pass_the_bound_together(app, unit, other):
    most = app.config["SETTINGS"].ACTIVITY_MEGABYTES * 1024 * 1024
    other.execute(text("SELECT id FROM registration FOR UPDATE"))
    other.execute(text("UPDATE activity_session SET sent = :sent"), {"sent": most - 100})
    with waiting_for(other, lambda: unit.state("PUT", "notes", "x" * 1000)) as heard:
        other.commit()
    assert heard == [413]
