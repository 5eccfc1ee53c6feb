"""Statements go on as they stand, each once, to whoever is to get them."""

import json

import pytest

from course.forwarding import directing, queries
from tests import making
from tests.forms import send
from tests.forwarding.making import LONG_AGO, act, destine, ours, posted, refused, row, told, turn
from tests.lrs import mixing
from tests.lrs.asking import Tool, statement, voiding
from tests.people.asking import at_once

EXACT = '{"id":"%s", "actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"a:b"},"object":{"id":"a:c"},"result":{"score":{"raw":0.10}}}'


def test_a_real_store_has_each_statement_as_it_stands_here(app, second):
    """Of learners and of tools, with numbers and all; what the other store adds is its own."""
    making.publish(app)
    learner = app.test_client()
    send(learner, learner.get("/courses/neighbours").text, "/enrolments")
    send(learner, learner.get("/courses/neighbours/levels").text, "/told/", a_told="consult")
    tool = Tool(app)
    (one,) = tool.sent(EXACT % "6690e6c9-3ef0-4ed3-8b37-7f3964730bee")
    tool.sent(voiding(one))
    number = destine(app, second.address, user=second.tool.name, secret=second.tool.secret)
    assert turn(app, number) == len(ours(app)) > 4
    here, there = ours(app), second.statements()
    assert list(here) == list(there)
    assert '"raw":0.10}' in there[one]
    for name, text in here.items():
        mine, theirs = json.loads(text), json.loads(there[name])
        assert [key for key in mine if mine[key] != theirs[key]] in ([], ["stored"], ["stored", "authority"], ["authority",
            "stored"])
    assert row(app, number).sent == len(here) and row(app, number).trouble is None
    assert turn(app, number) == 0


def test_nothing_is_there_twice_after_a_replay(app, second):
    told(app, 5)
    number = destine(app, second.address, user=second.tool.name, secret=second.tool.secret)
    turn(app, number)
    before = second.statements()
    act(app, directing.replay, number, LONG_AGO)
    assert turn(app, number) == 5
    assert second.statements() == before


def test_what_goes_over_the_line(app, receiver):
    ids = told(app, 3)
    turn(app, destine(app, receiver.address + "/", version="2.0"))
    ((method, path, headers, body),) = receiver.asked
    assert (method, path) == ("POST", "/xapi/statements")
    assert headers["X-Experience-API-Version"] == "2.0.0"
    assert headers["Authorization"] == "Basic Zmlyc3Q6czNjcmV0"
    assert headers["Content-Type"] == "application/json"
    assert body.decode() == f"[{','.join(ours(app).values())}]"
    assert posted(receiver) == ids


def test_batches_are_of_a_hundred_and_of_half_a_megabyte(app, receiver):
    told(app, 120)
    long = told(app, 3, result={"response": "x" * 300_000})
    turn(app, destine(app, receiver.address))
    assert [len(body) for body in receiver.bodies()] == [100, 21, 1, 1]
    assert posted(receiver)[-3:] == long


@pytest.mark.parametrize(("given", "goes"), [
    ({"of_tools": False}, ["registered", "experienced", "answered"]),
    ({"of_tools": False, "course": "elsewhere"}, []),
    ({"of_tools": False, "course": "neighbours", "verbs": ["answered"]}, ["answered"]),
    ({"of_tools": True, "verbs": ["registered", "passed"]}, ["registered"])])
@pytest.mark.databases("sqlite")
def test_a_destination_gets_what_its_filter_says(app, receiver, given, goes):
    making.publish(app)
    told(app, 2)
    learner = app.test_client()
    send(learner, learner.get("/courses/neighbours").text, "/enrolments")
    send(learner, learner.get("/courses/neighbours/levels").text, "/told/", a_told="consult")
    number = destine(app, receiver.address, **given)
    turn(app, number)
    said = [one["verb"]["id"].rpartition("/")[2] for body in receiver.bodies() for one in body]
    assert list(dict.fromkeys(said)) == goes
    with app.app_context():
        assert queries.lag(directing.standing_one(number)).waiting == 0  # what it is not to get does not wait


def test_from_now_on_means_that(app, receiver):
    told(app, 2)
    number = destine(app, receiver.address, since=None)
    later = told(app, 2)
    turn(app, number)
    assert posted(receiver) == later


@pytest.mark.databases("sqlite")
def test_what_was_voided_there_is_there(app, second):
    """It is found as a voided one, though a list does not show it."""
    tool = Tool(app)
    (one,) = tool.sent(statement())
    tool.sent(voiding(one))
    number = destine(app, second.address, user=second.tool.name, secret=second.tool.secret)
    turn(app, number)
    act(app, directing.replay, number, LONG_AGO)
    assert turn(app, number) == 2
    assert refused(app, number) == []


def test_two_senders_never_send_to_one_destination_at_once(app, receiver):
    told(app, 30)
    number = destine(app, receiver.address)
    taken = at_once(*(lambda: turn(app, number, now=False) for _ in range(4)))
    assert sum(taken) == 30 and len(posted(receiver)) == 30


def test_a_replay_that_is_asked_for_while_a_batch_is_on_its_way_is_not_undone(app, receiver):
    ids = told(app, 2)
    number = destine(app, receiver.address)

    def replay_meanwhile(handler, body):
        act(app, directing.replay, number, LONG_AGO)
        return handler._take(handler, body)

    turn(app, number)
    more = told(app, 1)
    receiver.answers = [replay_meanwhile]
    turn(app, number)
    assert posted(receiver) == ids + more + ids + more


@pytest.mark.databases("sqlite")
def test_what_is_removed_or_paused_gets_nothing_more(app, receiver):
    told(app, 1)
    removed, paused = destine(app, receiver.address), destine(app, receiver.address)
    act(app, directing.remove, removed)
    act(app, directing.pause, paused)
    assert (turn(app, removed), turn(app, paused), receiver.asked) == (0, 0, [])
    assert row(app, removed).secret is None
    with app.app_context():
        assert queries.due() == []


@pytest.mark.databases("sqlite")
def test_a_site_with_another_key_says_that_it_cannot_read_the_secret(app, receiver):
    told(app, 1)
    number = destine(app, receiver.address)
    assert "s3cret" not in row(app, number).secret
    app.config["SECRET_KEY"] = "another key, as long as the first one"
    turn(app, number)
    assert row(app, number).paused_at and "key of this site has changed" in row(app, number).trouble
    assert receiver.asked == []


@pytest.mark.databases("sqlite")
def test_a_store_of_the_old_version_gets_what_it_knows(app, receiver):
    new = statement(context={"contextAgents": [{"objectType": "contextAgent", "agent": {"mbox": "mailto:b@c.d"}}]})
    Tool(app, version="2.0.0").sent(new | {"version": "2.0.0"})
    turn(app, destine(app, receiver.address))
    ((one,),) = receiver.bodies()
    assert one["version"] == "1.0.3" and "contextAgents" not in one["context"]


def test_lag_and_figures(app, receiver):
    told(app, 3)
    number = destine(app, receiver.address)
    with app.app_context():
        (before,) = queries.figures()
    turn(app, number)
    with app.app_context():
        (after,) = queries.figures()
    assert (before["waiting"], before["sent"], before["lag_seconds"] > 0) == (3, 0, True)
    assert (after["waiting"], after["sent"], after["lag_seconds"], after["state"]) == (0, 3, 0, "in step")


def test_what_is_attached_goes_along_and_many_large_ones_go_one_by_one(app, second, receiver):
    """With the bytes in a part of their own, and each hash once; the other site gives them back as they came here."""
    tool, same, large = Tool(app), b"\r\n--bytes\0", b"x" * 400_000
    for data in (same, same, large, b"y" + large):
        mixing.send(tool, mixing.statements_part(statement(attachments=[mixing.attached(data)])), mixing.part(data))
    number = destine(app, second.address, user=second.tool.name, secret=second.tool.secret)
    assert turn(app, number) == 4 and row(app, number).trouble is None
    reader = second.tool.get(attachments=True)
    files = mixing.read(reader)[1]
    assert files == mixing.read(tool.get(attachments=True))[1] and len(files) == 3
    other = destine(app, receiver.address)
    receiver.answers = [(503, "", {})]
    turn(app, other)
    ((_, _, headers, body),) = receiver.asked
    assert headers["Content-Type"].startswith("multipart/mixed") and body.count(same) == 1 and b"yx" not in body
    assert len(body) == int(headers["Content-Length"])


@pytest.mark.databases("sqlite")
def test_what_stands_elsewhere_needs_no_part(app, receiver):
    Tool(app).sent(statement(attachments=[mixing.attached(b"x", fileUrl="https://example.org/proof")]))
    turn(app, destine(app, receiver.address))
    assert receiver.asked[0][2]["Content-Type"] == "application/json"
