"""Webhooks are told that something happened, signed, and by default about nobody."""

import hashlib
import hmac
import json
import re

import pytest

from course.forwarding import directing
from course.forwarding.webhooks import signature
from tests import making
from tests.forms import send
from tests.forwarding.making import LONG_AGO, act, destine, ours, refused, row, told, turn

pytestmark = pytest.mark.databases("sqlite")
CANARY = "CANARY of hers"


@pytest.fixture
def learned(app):
    """A guest has answered with an option and with words of her own."""
    making.publish(app)
    learner = app.test_client()
    send(learner, learner.get("/courses/neighbours").text, "/enrolments")
    page = learner.get("/courses/neighbours/levels").text
    send(learner, page, "/told/", a_told="consult")
    send(learner, learner.get("/courses/neighbours/levels").text, "/promised/", a_promised=CANARY)


def events(receiver):
    return [event for body in receiver.bodies() for event in body["events"]]


def personal(app):
    """Every actor, registration, attempt and statement id of the ledger, as text."""
    return {found for text in ours(app).values() for found in re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", text)}


@pytest.mark.usefixtures("learned")
def test_events_say_what_happened_and_name_nobody(app, receiver):
    turn(app, destine(app, receiver.address, "webhook", secret="key"))
    said = events(receiver)
    assert [event["event"] for event in said].count("answered") >= 2
    answered = next(event for event in said if event.get("question") == "told")
    assert (answered["course"], answered["lesson"], answered["success"]) == ("neighbours", "levels", answered["success"])
    whole = json.dumps(receiver.bodies())
    assert CANARY not in whole and "consult" not in whole and "response" not in whole
    assert [one for one in personal(app) if one in whole] == []


@pytest.mark.usefixtures("learned")
def test_random_names_come_only_where_somebody_said_so_and_words_never(app, receiver):
    turn(app, destine(app, receiver.address, "webhook", secret="key", with_names=True))
    assert len({event["actor"] for event in events(receiver)}) == 1
    assert CANARY not in json.dumps(receiver.bodies())


@pytest.mark.usefixtures("learned")
def test_each_letter_is_signed_with_its_time(app, receiver, clock):
    turn(app, destine(app, receiver.address, "webhook", secret="key"))
    ((_, _, headers, body),) = receiver.asked
    seconds, made = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", headers["Course-Signature"]).groups()
    assert int(seconds) == clock.at.timestamp()
    assert made == hmac.new(b"key", seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert signature("key", body, int(seconds)) != signature("other", body, int(seconds))
    assert "Authorization" not in headers


@pytest.mark.usefixtures("learned")
def test_an_event_has_the_same_id_each_time_and_another_at_another_place(app, receiver):
    number = destine(app, receiver.address, "webhook", secret="key")
    turn(app, number)
    first = [event["id"] for event in events(receiver)]
    receiver.asked.clear()
    act(app, directing.replay, number, LONG_AGO)
    turn(app, number)
    assert [event["id"] for event in events(receiver)] == first
    receiver.asked.clear()
    turn(app, destine(app, receiver.address + "/other", "webhook", secret="key"))
    assert not set(first) & {event["id"] for event in events(receiver)}


def test_what_tools_sent_is_not_told(app, receiver):
    told(app, 2)
    turn(app, destine(app, receiver.address, "webhook", secret="key", of_tools=True))
    assert receiver.asked == []


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize(("status", "trouble", "paused"), [
    (500, True, False), (410, True, False), (401, True, True), (204, False, False)])
def test_what_a_webhook_answers(app, receiver, status, trouble, paused):
    """Any answer of success will do, for it has nothing to say."""
    number = destine(app, receiver.address, "webhook", secret="key")
    receiver.answers = [(status, "", {})]
    turn(app, number)
    one = row(app, number)
    assert (bool(one.trouble), bool(one.paused_at), refused(app, number)) == (trouble, paused, [])


@pytest.mark.usefixtures("learned")
def test_an_event_that_is_refused_is_set_aside(app, receiver):
    def refuse_one(handler, body):
        return (422, "no questions please", {}) if b'"told"' in body and b'"question"' in body else (200, "", {})

    receiver.answers = [refuse_one] * 50
    number = destine(app, receiver.address, "webhook", secret="key")
    turn(app, number)
    assert refused(app, number) and all("no questions please" in one.reason for one in refused(app, number))
    assert row(app, number).trouble is None and row(app, number).sent > 0
