"""The worker is woken after a request that wrote a letter, and never inside its transaction."""

import sqlite3

import pytest
from huey import SqliteHuey

from course.jobs import huey
from course.mailing import tasks
from course.outbox import Letter
from tests.people.asking import count, sign_up


@pytest.fixture
def woken(app, monkeypatch):
    """A count of wake-ups that were put into the queue."""
    calls = []
    monkeypatch.setattr(tasks, "send_soon", lambda: calls.append(1))
    app.config["MAIL_WAKES"] = True
    return calls


def test_request_that_writes_a_letter_wakes_the_worker(app, client, woken):
    client.get("/sign-up")
    assert woken == []
    sign_up(client)
    assert woken == [1]


def test_worker_that_runs_at_once_sends_after_the_commit(app, client):
    """As tests and small sites have it: no lock is met, and nothing is nested."""
    app.config["MAIL_WAKES"] = True
    assert huey.immediate
    assert sign_up(client).status_code == 303
    assert count(app, Letter, Letter.sent_at.is_not(None)) == 1


def test_tests_send_nothing_unless_they_ask(app, client):
    sign_up(client)
    assert count(app, Letter, Letter.sent_at.is_(None)) == 1


def test_lost_wake_up_spoils_no_page_and_loses_no_letter(app, client, monkeypatch):
    def fail():
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(tasks, "send_soon", fail)
    app.config["MAIL_WAKES"] = True
    assert sign_up(client).status_code == 303
    tasks.send_each_minute.call_local()
    assert count(app, Letter, Letter.sent_at.is_not(None)) == 1


def test_waiting_wake_up_is_enough(app, client, monkeypatch, tmp_path):
    queue = SqliteHuey("waiting", filename=str(tmp_path / "jobs.db"))
    monkeypatch.setattr(tasks, "huey", queue)
    monkeypatch.setattr(tasks, "send_soon", queue.task()(lambda: None))
    app.config["MAIL_WAKES"] = True
    for number in range(3):
        fresh = app.test_client()
        assert sign_up(fresh, email=f"l{number}@example.org").status_code == 303
    assert queue.pending_count() == 1
    queue.storage.close()


def test_turns_are_on_the_workers_clock(app):
    names = {task.name for task in huey._registry.periodic_tasks}
    assert {"send_each_minute", "clear_away_by_night"} <= names
