"""Many tools at the same time: one row for an id, no failure, no deadlock, nothing lost."""

import json
import random
import time

import pytest
from sqlalchemy import event

from course import written
from course.database import db, writing
from course.lrs import session_views
from course.statements import credentials, defining, inserting, settling
from course.statements.credentials import sender_of
from course.statements.receiving import receive
from course.statements.recording import accept
from tests.lrs.asking import Tool, agent, statement, voiding
from tests.people.asking import at_once


def test_the_same_id_posted_twice_at_once_is_one_row(app):
    tools = [Tool(app) for _ in range(6)]
    one = statement()
    assert {answer.status_code for answer in at_once(*(lambda tool=tool: tool.post(one) for tool in tools))} == {200}
    assert tools[0].ids() == [one["id"]]


def test_of_two_that_differ_one_is_refused(app):
    tools = [Tool(app) for _ in range(6)]
    one = statement()
    answers = at_once(*(lambda tool=tool, n=n: tool.post(one | {"result": {"response": str(n)}}) for n, tool in enumerate(tools)))
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 5]
    assert len(tools[0].found()) == 1


@pytest.mark.databases("postgresql")
@pytest.mark.parametrize("size", [1, 40])
def test_to_take_statements_is_two_questions(app, tool, monkeypatch, size):
    """However many come: what is known of their activities, with the transaction's id; and they, with what leads to them."""
    monkeypatch.setattr(credentials, "KNOWN_FOR", 60)
    monkeypatch.setattr(settling, "LATELY", 60)

    def some():
        return [statement(object={"id": "a:b", "definition": {"name": {"en": "A thing"}}}) for _ in range(size)]

    asked, fetch = [], written._fetch
    for _ in range(2):  # the first notes that the tool was here
        tool.sent(*some())
    monkeypatch.setattr(written, "_fetch", lambda one, *given: asked.append(one) or fetch(one, *given))
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda connection, cursor, words, *given: asked.append(words))
    tool.sent(*some())
    assert asked == [defining._HOLDING, inserting._both()]


def test_batches_that_share_actors_activities_and_ids_wait_for_each_other_in_no_circle(app):
    tools = [Tool(app) for _ in range(8)]
    shared = [statement("dora", object={"id": f"a:{n % 7}", "definition": {"name": {"en": f"Thing {n % 3}"}}},
                        context={"team": {"objectType": "Group", "member": [agent(f"m{n % 5}")]}}) for n in range(40)]

    def send(tool, seed):
        chance = random.Random(seed)
        answers = []
        for _ in range(6):
            batch = chance.sample(shared, 20) + [statement(activity=f"a:{chance.randrange(7)}") for _ in range(20)]
            chance.shuffle(batch)
            answers.append(tool.post(*batch).status_code)
        return answers

    answers = at_once(*(lambda tool=tool, n=n: send(tool, n) for n, tool in enumerate(tools)))
    assert {status for each in answers for status in each} == {200}
    assert len(tools[0].found()) == 500 and len(tools[0].ids(agent=agent("dora"))) == 40


def test_a_voiding_and_its_target_at_the_same_moment_leave_it_voided(app):
    tools = [Tool(app) for _ in range(8)]
    targets = [statement() for _ in range(4)]
    sendings = [one for target in targets for one in ([voiding(target["id"])], [target, statement()])]
    answers = at_once(*(lambda tool=tool, some=some: tool.post(*some) for tool, some in zip(tools, sendings, strict=True)))
    assert {answer.status_code for answer in answers} == {200}
    for target in targets:
        assert tools[0].get(statementId=target["id"]).status_code == 404
        assert tools[0].get(voidedStatementId=target["id"]).status_code == 200


def test_overlapping_batches_in_other_orders_are_each_stored_whole(app):
    tools, shared = [Tool(app) for _ in range(8)], [statement() for _ in range(60)]
    batches = [random.Random(n).sample(shared, 40) for n in range(8)]
    answers = at_once(*(lambda tool=tool, batch=batch: tool.post(*batch) for tool, batch in zip(tools, batches, strict=True)))
    assert {answer.status_code for answer in answers} == {200}
    assert [answer.json for answer in answers] == [[one["id"] for one in batch] for batch in batches]
    assert sorted(tools[0].ids()) == sorted({one["id"] for batch in batches for one in batch})


@pytest.mark.databases("postgresql")
def test_who_is_broken_off_by_a_deadlock_begins_anew(app, tool, monkeypatch):
    """A writer who takes two ids in the other order, as none of ours does, meets a batch."""
    first, second = sorted((statement(), statement()), key=lambda one: one["id"])
    tries = []
    monkeypatch.setattr(session_views, "accept", lambda *given: tries.append(1) or accept(*given))

    def cross():
        with app.app_context():
            sender = sender_of(tool.name, tool.secret)
            with writing():
                accept(receive(json.dumps(second).encode(), "1.0"), sender)
                time.sleep(0.5)  # in which the batch takes the first, and waits for the second
                accept(receive(json.dumps(first).encode(), "1.0"), sender)

    def send():
        time.sleep(0.2)
        return tool.post(first, second)

    _, answer = at_once(cross, send)
    assert (answer.status_code, len(tries)) == (200, 2)
    assert sorted(tool.ids()) == [first["id"], second["id"]]
