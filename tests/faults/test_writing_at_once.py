"""Writers at once lose nothing, wait for a bounded time, and leave no turn behind when they are killed."""

import time

import pytest

from course.errors import TooBusy
from tests.faults import counting
from tests.faults.writers import close, count_together, holder

pytestmark = pytest.mark.databases("sqlite", "postgresql", empty=True)


@pytest.fixture
def counted(database_url):
    """The least app, with a counter, whose writers wait for half a second."""
    app = counting.open_database(database_url, wait=0.5)
    yield app
    close(app)


def test_of_many_read_modify_writes_at_once_none_is_lost(database_url):
    number, taken, failed = count_together(database_url, processes=6, times=25)
    assert failed == []
    assert number == len(taken) == 150


def test_who_waits_too_long_is_refused_and_a_killed_holder_leaves_no_turn_behind(counted, database_url):
    counting.make_counter(counted)
    with holder(database_url) as holding:
        began = time.monotonic()
        with pytest.raises(TooBusy):
            counting.count(counted, 1)
        assert 0.4 < time.monotonic() - began < 5
        holding.kill()
        holding.wait()
        counting.count(counted, 1)
    assert counting.value(counted) == 1
