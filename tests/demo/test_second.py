"""The demo's second record store: a real one, to which the first site goes on sending after each start."""

import pytest
from sqlalchemy import func, select

from course.clock import now
from course.database import db, writing
from course.demo import second
from course.demo.commands import demo_app
from course.forwarding.directing import remove
from course.forwarding.models import Destination
from course.forwarding.sending import forward_due
from course.ids import new_id
from course.statements.finding import ledger
from course.statements.recording import record
from tests import making
from tests.databases import close, migrate
from tests.forwarding.receiving import serving


@pytest.fixture
def sites(tmp_path):
    folders = str(tmp_path / "first"), str(tmp_path / "second")
    migrate(f"sqlite:///{folders[0]}/course.db", folders[0])
    first, other = (demo_app(8000, INSTANCE=folder, PASSWORD_PROFILE="cheap", NEAR_DESTINATIONS=True) for folder in folders)
    making.publish(first)
    with other.app_context():
        second.fill_second()
    yield first, other
    close(first)
    close(other)


def complete(first):
    with first.app_context(), writing():
        record([{"id": new_id(), "actor": new_id(), "verb": "completed", "course": "neighbours", "kind": "course", "key": None,
                 "name": "Neighbours", "timestamp": now()}])


def start(first, other):
    """As at each start of the demo: on another port."""
    line = second.listen()
    second.join(first, other, second.address_on(line))
    with serving(other, line), first.app_context():
        return forward_due()


def test_what_people_complete_goes_on_after_each_start(sites):
    first, other = sites
    complete(first)
    assert start(first, other) == 1
    complete(first)
    assert start(first, other) == 1
    with other.app_context():
        assert db.session.execute(select(func.count()).select_from(ledger)).scalar() == 2
    with first.app_context():
        assert db.session.execute(select(func.count()).select_from(Destination)).scalar() == 1


def test_a_second_store_that_was_deleted_gets_new_credentials(sites, tmp_path):
    first, other = sites
    start(first, other)
    fresh = demo_app(8000, INSTANCE=str(tmp_path / "third"), PASSWORD_PROFILE="cheap")
    with fresh.app_context():
        second.fill_second()
    complete(first)
    assert start(first, fresh) == 1
    close(fresh)


def test_who_has_removed_it_is_left_alone(sites):
    first, other = sites
    start(first, other)
    with first.app_context(), writing():
        remove(1)
    complete(first)
    assert start(first, other) == 0
