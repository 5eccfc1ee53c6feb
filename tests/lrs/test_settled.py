"""X-Experience-API-Consistent-Through: what was stored up to that moment is there for whoever asks next, also among writers."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from course.clock import now
from course.database import db, writing
from course.statements import settling
from course.statements.credentials import sender_of
from course.statements.finding import ledger, newest_position
from course.statements.receiving import receive
from course.statements.recording import accept
from course.statements.settling import seconds_behind, settled
from tests.lrs.asking import Tool, statement

THROUGH = "X-Experience-API-Consistent-Through"


def test_every_answer_says_up_to_when_the_ledger_stands(tool):
    for answer in (tool.get(), tool.post(statement()), tool.get(limit="x"), tool.get(statementId="x"), tool.post("{")):
        assert abs(datetime.fromisoformat(answer.headers[THROUGH]) - now()) < timedelta(minutes=1)


def test_what_an_answer_that_read_nothing_says_was_true_a_moment_ago(app, tool, monkeypatch):
    """And is said once more rather than asked for."""
    with app.app_context():
        before = settled()
    told = datetime.fromisoformat(tool.post(statement()).headers[THROUGH])
    assert before <= told <= now()
    monkeypatch.setattr(settling, "settled", None)
    monkeypatch.setattr(settling, "LATELY", 60)
    assert datetime.fromisoformat(tool.post(statement()).headers[THROUGH]) == told
    assert datetime.fromisoformat(tool.get().headers[THROUGH]) > told


def test_it_waits_for_a_writer_who_is_not_done(app, tool):
    """Her statement has its moment already, but nobody sees it before she commits."""
    begun, go_on = threading.Event(), threading.Event()

    def write():
        with app.app_context():
            sender = sender_of(tool.name, tool.secret)
            with writing():
                accept(receive(b'{"actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"a:b"},"object":{"id":"a:c"}}', "1.0"), sender)
                begun.set()
                assert go_on.wait(20)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(write)
        assert begun.wait(20)
        through = datetime.fromisoformat(tool.get().headers[THROUGH])
        go_on.set()
        done.result()
    (one,) = tool.found()
    assert through <= datetime.fromisoformat(one["stored"])
    assert datetime.fromisoformat(tool.get().headers[THROUGH]) > datetime.fromisoformat(one["stored"])


def test_readers_lag_behind_as_long_as_a_writer_is_at_it(app, tool):
    with app.app_context():
        assert newest_position() == 0 and seconds_behind() < 2
    tool.sent(*(statement() for _ in range(3)))
    begun, go_on = threading.Event(), threading.Event()

    def write():
        with app.app_context(), writing():
            accept(receive(json.dumps(statement()).encode(), "1.0"), sender_of(tool.name, tool.secret))
            begun.set()
            assert go_on.wait(20)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(write)
        assert begun.wait(20)
        time.sleep(0.2)
        with app.app_context():
            position, lag = newest_position(), seconds_behind()
        go_on.set()
        done.result()
    assert position == 3 and 0.2 <= lag < 20
    with app.app_context():
        assert newest_position() == 4 and seconds_behind() < 2


@pytest.mark.parametrize("rounds", [12])
def test_a_reader_who_goes_on_from_where_it_stood_misses_nothing(app, rounds):
    """Eight writers, and a reader who reads up to `settled()` and goes on from there."""
    tools, stop = [Tool(app, title=f"Tool {number}") for number in range(8)], threading.Event()
    read, through = [], datetime.fromisoformat("2000-01-01T00:00:00Z")

    def write(tool):
        return [one for _ in range(rounds) for one in tool.sent(*(statement() for _ in range(3)))]

    def pass_over():
        nonlocal through
        with app.app_context():
            until = max(settled(), through)
            asked = select(ledger.c.id).where(ledger.c.stored > through, ledger.c.stored <= until)
            read.extend(map(str, db.session.execute(asked).scalars()))
            through = until

    def follow():
        while not stop.is_set():
            pass_over()

    with ThreadPoolExecutor(9) as pool:
        reader = pool.submit(follow)
        written = [one for done in [pool.submit(write, tool) for tool in tools] for one in done.result()]
        stop.set()
        reader.result()
    pass_over()
    assert len(read) == len(set(read)) == len(written) == 8 * rounds * 3
    assert set(read) == set(written)
