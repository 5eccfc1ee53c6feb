"""Whatever the other end answers, or fails to: nothing is lost, nothing is there twice, and what it refuses is set aside."""

import json
import time

import pytest

from course.forwarding import directing, reaching
from course.forwarding.sending import wait_after
from tests.forwarding.making import LONG_AGO, act, destine, ours, posted, refused, row, told, turn


@pytest.mark.parametrize("answer", [
    (500, "oops", {}), (503, "", {}), (429, "", {"Retry-After": "7200"}), (302, "", {"Location": "http://127.0.0.1:1/"}),
    (404, "", {}), (200, "hello", {}), (200, "[]", {}), (200, '["6690e6c9-3ef0-4ed3-8b37-7f3964730bee"]', {}), (204, "", {}),
    (200, b"\xff\xfe", {})])
@pytest.mark.databases("sqlite")
def test_whatever_is_answered_nothing_is_lost(app, receiver, answer):
    """Also what says that all went well, and does not say what."""
    ids = told(app, 2)
    number = destine(app, receiver.address)
    receiver.answers = [answer] * 8
    assert turn(app, number) == 0
    one = row(app, number)
    assert one.trouble and one.tries == 1 and one.paused_at is None and refused(app, number) == []
    assert (one.try_at - one.trouble_at).total_seconds() >= (7200 if answer[0] == 429 else 45)
    receiver.answers = []
    assert turn(app, number, now=False) == 0  # it waits
    assert turn(app, number) == 2
    assert set(receiver.kept) == set(ids)
    assert (row(app, number).trouble, row(app, number).tries) == (None, 0)


@pytest.mark.databases("sqlite")
def test_a_store_that_names_nothing_but_has_it_is_believed_when_it_shows_it(app, receiver):
    ids = told(app, 2)

    def take_and_say_nothing(handler, body):
        handler._take(handler, body)
        return 204, "", {}

    receiver.answers = [take_and_say_nothing] * 2
    number = destine(app, receiver.address)
    assert turn(app, number) == 2 and row(app, number).trouble is None
    assert set(receiver.kept) == set(ids)


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.databases("sqlite")
def test_who_is_not_let_in_pauses_until_somebody_goes_on(app, receiver, status):
    ids = told(app, 1)
    number = destine(app, receiver.address)
    receiver.answers = [(status, "who are you?", {})]
    turn(app, number)
    assert row(app, number).paused_at and "name and the secret" in row(app, number).trouble
    assert turn(app, number) == 0 and len(receiver.asked) == 1
    act(app, directing.go_on, number)
    assert turn(app, number) == 1 and posted(receiver)[1:] == ids


def bad(*wrong):
    """Refuses whole batches with one of these in it, as xAPI has it."""

    def answer(handler, body):
        ids = [one["id"] for one in json.loads(body)]
        return (400, f"I do not like {wrong[0]}", {}) if set(ids) & set(wrong) else handler._take(handler, body)

    return [answer] * 100


def test_a_batch_is_split_down_to_the_bad_statement(app, receiver):
    ids = told(app, 40)
    receiver.answers = bad(ids[17], ids[31])
    number = destine(app, receiver.address)
    assert turn(app, number) == 38
    assert set(receiver.kept) == set(ids) - {ids[17], ids[31]}
    assert [(str(one.statement_id), one.outcome) for one in refused(app, number)] == [(ids[17], None), (ids[31], None)]
    assert "(400: I do not like" in refused(app, number)[0].reason
    assert row(app, number).trouble is None
    assert turn(app, number) == 0  # it goes on behind them


def test_a_refused_statement_is_sent_again_or_left_out(app, receiver):
    ids = told(app, 3)
    receiver.answers = bad(*ids[:2])
    number = destine(app, receiver.address)
    turn(app, number)
    first, other = (one.id for one in refused(app, number))
    act(app, directing.send_again, number, first)
    receiver.answers = [(400, "still no", {})]
    assert turn(app, number, now=False) == 0
    assert "still no" in refused(app, number)[0].reason and not refused(app, number)[0].again
    act(app, directing.send_again, number, first)
    act(app, directing.leave_out, number, other)
    receiver.answers = []
    assert turn(app, number, now=False) == 1
    assert [one.outcome for one in refused(app, number)] == ["sent", "left out"]
    assert ids[0] in receiver.kept and ids[1] not in receiver.kept
    with pytest.raises(directing.Settled):
        act(app, directing.send_again, number, other)


@pytest.mark.databases("sqlite")
def test_a_replay_ends_the_refusals_that_it_brings_there(app, receiver):
    ids = told(app, 3)
    receiver.answers = bad(ids[1])
    number = destine(app, receiver.address)
    turn(app, number)
    receiver.answers = []
    act(app, directing.replay, number, LONG_AGO)
    turn(app, number)
    assert [one.outcome for one in refused(app, number)] == ["sent"]


@pytest.mark.databases("sqlite")
def test_a_store_that_refuses_everything_is_paused_and_not_asked_a_thousand_times(app, receiver):
    ids = told(app, 40)
    receiver.answers = [(400, "no", {})] * 300
    number = destine(app, receiver.address)
    turn(app, number)
    assert row(app, number).paused_at and "took none of 10" in row(app, number).trouble
    assert len(refused(app, number)) == 10 and len(receiver.asked) < 30
    receiver.answers = []
    act(app, directing.go_on, number)
    act(app, directing.send_all_again, number)
    turn(app, number)
    assert set(receiver.kept) == set(ids)
    assert {one.outcome for one in refused(app, number)} == {"sent"}


@pytest.mark.databases("sqlite")
def test_a_failure_in_the_middle_keeps_what_arrived_before(app, receiver):
    ids = told(app, 8)
    receiver.answers = [(400, "one of them", {}), lambda handler, body: handler._take(handler, body), (503, "", {})]
    number = destine(app, receiver.address)
    turn(app, number)
    assert set(receiver.kept) == set(ids[:4])
    assert (row(app, number).sent, row(app, number).tries) == (4, 1)
    receiver.answers = []
    turn(app, number)
    assert posted(receiver)[-4:] == ids[4:]


@pytest.mark.databases("sqlite")
def test_one_statement_that_the_other_end_fails_at_is_set_aside_after_many_tries(app, receiver):
    ids = told(app, 3)

    def fail(handler, body):
        return (500, "trace", {}) if ids[0] in body.decode() else handler._take(handler, body)

    receiver.answers = [fail] * 100
    number = destine(app, receiver.address)
    for _ in range(7):
        assert turn(app, number) == 0
    turn(app, number)
    turn(app, number)
    assert [str(one.statement_id) for one in refused(app, number)] == [ids[0]]
    assert set(receiver.kept) == set(ids[1:])


@pytest.mark.databases("sqlite")
def test_a_conflict_about_what_is_there_already_is_none(app, receiver):
    """Some stores answer 409 to a statement that they have, though it is the same."""
    ids = told(app, 2)
    receiver.kept = {one: json.loads(text) for one, text in ours(app).items()}
    receiver.kept[ids[1]]["verb"]["id"] = "https://example.org/verbs/other"
    number = destine(app, receiver.address)
    receiver.answers = [(409, "twice", {}), (409, "twice", {}), lambda h, b: h._show(h, b), (409, "twice", {})]
    assert turn(app, number) == 1
    (one,) = refused(app, number)
    assert (str(one.statement_id), one.reason) == (ids[1], "Another statement stands there under the same id.")


@pytest.mark.databases("sqlite")
def test_a_line_that_breaks_after_the_data_loses_and_doubles_nothing(app, second, receiver):
    """The other end took it, and nobody heard; the same statements come again."""
    ids = told(app, 3)

    def take_and_hang_up(handler, body):
        handler._take(handler, body)
        handler.connection.close()

    receiver.answers = [take_and_hang_up]
    number = destine(app, receiver.address)
    assert turn(app, number) == 0
    assert "broke off" in row(app, number).trouble
    assert turn(app, number) == 3
    assert posted(receiver) == ids + ids and set(receiver.kept) == set(ids)


@pytest.mark.databases("sqlite")
def test_who_answers_too_slowly_is_left(app, receiver, monkeypatch):
    monkeypatch.setattr(reaching, "SECONDS", 0.4)

    def drip(handler, body):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    told(app, 1)
    receiver.answers = [drip]
    number = destine(app, receiver.address)
    began = time.monotonic()
    turn(app, number)
    assert time.monotonic() - began < 2
    assert "did not answer within" in row(app, number).trouble


@pytest.mark.databases("sqlite")
def test_a_wait_grows_to_an_hour_and_not_all_come_back_at_once():
    assert 45 <= wait_after(1).total_seconds() <= 75
    assert 8 * 45 <= wait_after(4).total_seconds() <= 8 * 75
    assert 2700 <= wait_after(500).total_seconds() <= 4500
    assert len({wait_after(3) for _ in range(20)}) > 1
    assert wait_after(1, 7200).total_seconds() == 7200
