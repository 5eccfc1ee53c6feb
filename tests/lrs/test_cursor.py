"""A reader who goes on from a position skips nothing and meets nothing twice, whoever writes meanwhile and however clocks go."""

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from course.clock import held
from course.database import db, writing
from course.people.erasing import erase
from course.statements import finding
from course.statements.credentials import sender_of
from course.statements.erasing import delete_statements
from course.statements.finding import after, ledger
from course.statements.receiving import receive
from course.statements.recording import accept
from tests.lrs.asking import statement, voiding

WRITERS, BATCHES = 16, 8


def write(app, tool, *statements, before_commit=lambda: None):
    with app.app_context():
        sender = sender_of(tool.name, tool.secret)
        received = receive(json.dumps(statements).encode(), "1.0")
        with writing():
            accept(received, sender)
            before_commit()
    return [one["id"] for one in statements]


def read_on(app, position, limit=1000, **more):
    """(ids, the position to go on from)"""
    with app.app_context():
        rows, position = after(position, limit, **more)
        return [str(row.id) for row in rows], position


def follow(app, stop, limit):
    """Everything that a reader meets until nobody writes any more."""
    read, position = [], 0
    while True:
        last = stop.is_set()
        found, position = read_on(app, position, limit)
        read += found
        if last and not found:
            return read


def test_of_sixteen_writers_a_reader_with_a_cursor_misses_nothing_and_doubles_nothing(app, tool):
    stop = threading.Event()

    def write_many(number):
        chance = random.Random(number)
        pause = (lambda: time.sleep(chance.random() / 50)) if db_name == "postgresql" else (lambda: None)
        return [one for _ in range(BATCHES) for one in write(
            app, tool, *(statement() for _ in range(chance.randint(1, 5))), before_commit=pause)]

    with app.app_context():
        db_name = db.engine.dialect.name
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        readers = [pool.submit(follow, app, stop, limit) for limit in (7, 1000)]
        written = [one for done in [pool.submit(write_many, number) for number in range(WRITERS)] for one in done.result()]
        stop.set()
        for reader in readers:
            read = reader.result()
            assert len(read) == len(set(read))
            assert set(read) == set(written)


@pytest.mark.databases("postgresql")
def test_a_later_position_that_is_seen_first_waits_for_the_earlier_one(app, tool, monkeypatch):
    """And a reader who must not wait so long is told nothing yet, rather than something too much."""
    begun, go_on = threading.Event(), threading.Event()

    def wait():
        begun.set()
        assert go_on.wait(20)

    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(write, app, tool, statement(), before_commit=wait)
        assert begun.wait(20)
        quick = write(app, tool, statement())
        monkeypatch.setattr(finding.settled_position, "__defaults__", (0.05,))
        assert read_on(app, 0) == ([], 0)
        monkeypatch.setattr(finding.settled_position, "__defaults__", (20,))
        reader = pool.submit(read_on, app, 0)
        time.sleep(0.1)
        assert not reader.done()
        go_on.set()
        assert reader.result()[0] == [*slow.result(), *quick]


def test_a_clock_that_is_set_back_hides_nothing(app, tool):
    first = write(app, tool, statement())
    found, position = read_on(app, 0)
    with held(datetime(2020, 1, 1, tzinfo=UTC)):
        second = write(app, tool, statement())
    assert (found, read_on(app, position)[0]) == (first, second)


def test_going_on_passes_over_what_does_not_meet_the_conditions(app, tool):
    tool.sent(*(statement(verb="tried") for _ in range(5)), *(statement(verb="left") for _ in range(3)))
    left = ledger.c.verb == "https://example.org/verbs/left"
    found, position = read_on(app, 0, 2, where=[left])
    assert len(found) == 2
    rest, end = read_on(app, position, 2, where=[left], columns=[ledger.c.id])
    assert len(rest) == 1 and read_on(app, end) == ([], end)
    later = tool.sent(voiding(found[0]))
    assert read_on(app, end)[0] == later


def test_what_comes_after_the_newest_were_erased_is_met_too(app, tool):
    """Their positions are not given again: a reader who met those has gone past them."""
    write(app, tool, statement(), statement())
    met, position = read_on(app, 0)
    with app.app_context(), writing(), erase("a trial"):
        delete_statements(ledger.c.authority.is_not(None))
    later = write(app, tool, statement())
    assert len(met) == 2 and read_on(app, position)[0] == later
