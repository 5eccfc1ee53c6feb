"""How much an activity may send: its secret is in the hands of whoever opened it, and a guest opens as many as she likes."""

import pytest

from tests import making
from tests.cmi5.opened import BLOCKS, Opened
from tests.cmi5.packing import import_package

MOST = 1024 * 1024


@pytest.fixture
def unit(app, client):
    app.config["SETTINGS"].__dict__["ACTIVITY_MEGABYTES"] = 1
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    import_package(app)
    unit = Opened(app, client)
    unit.start()
    return unit


def sent(unit, size, name="notes"):
    return unit.state("PUT", name, "x" * (size - 2))  # in quotes


def test_what_an_activity_sends_about_a_learner_has_an_end_though_it_takes_the_place_of_what_was_there(app, client, unit):
    assert [sent(unit, MOST // 3, name).status_code for name in ("one", "one", "two")] == [204, 204, 413]
    assert "stored" in sent(unit, MOST // 3, "two").text and unit.state("GET", "two").status_code == 404
    assert unit.send(unit.statement("odd", result={"response": "y" * (MOST // 3)})).status_code == 413
    unit.say("completed")  # a small word is heard still
    again = Opened(app, client)
    again.start()
    assert sent(again, MOST // 3).status_code == 413


def test_what_is_refused_and_kept_nowhere_uses_up_nothing(unit):
    wrong = unit.statement("odd", result={"response": "y" * (MOST // 3)}) | {"verb": {"id": "no address"}}
    assert [unit.send(wrong).status_code for _ in range(4)] == [400] * 4  # a tool that tries the same again and again
    assert sent(unit, MOST // 2).status_code == 204
    assert sent(unit, MOST // 2, "more").status_code == 413


def test_another_activity_and_another_learner_have_an_end_of_their_own(app, client, unit):
    assert sent(unit, MOST // 2).status_code == 204
    other = Opened(app, app.test_client())
    other.start()
    assert sent(other, MOST // 2 + 1000).status_code == 204


def test_a_body_says_how_long_it_is(app, unit):
    asked = {"stateId": "notes", "activityId": unit.activity, "agent": unit.given["actor"], "registration": unit.registration}
    headers = {"X-Experience-API-Version": "1.0.3", "Authorization": f"Basic {unit.secret}", "Transfer-Encoding": "chunked"}
    answer = app.test_client().put("/xapi/activities/state", query_string=asked, headers=headers)
    assert answer.status_code == 411 and "Content-Length" in answer.text
