"""A learner opens a unit, and all that follows: what it is told, what it may say and read, and what is done by it."""

import json
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from course.cmi5 import sessions
from course.cmi5.words import REASON, SESSION
from course.database import db, writing
from course.learning.models import Completion
from course.statements.credentials import all_credentials, revoke
from tests import making
from tests.cast import frank, lena
from tests.cmi5.opened import BLOCKS, LESSON, Opened, launch
from tests.cmi5.packing import BLOCK, COURSE, END, FILES, MANIFEST, WALK, import_package, packed
from tests.forms import forms_in
from tests.lrs.asking import Tool
from tests.people.asking import make, sign_up, signed_in

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def course(app):
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    import_package(app)


@pytest.fixture
def opened(app, client, course):
    """A guest's unit that has said its first word."""
    unit = Opened(app, client)
    unit.start()
    return unit


def told(app, registration):
    """[(verb, object)] of a registration, oldest first."""
    found = Tool(app, "all/read").found(registration=registration, ascending=True)
    return [(one["verb"]["id"].rpartition("/")[2], one["object"]["id"].rpartition("/")[2]) for one in found], found


def completed(app):
    with app.app_context():
        return db.session.execute(select(Completion.key).where(Completion.what == "lesson")).scalars().all()


def code(client):
    return client.get(LESSON).text.split("this code: <code>")[1].split("</code>")[0]


@pytest.mark.databases("sqlite", "postgresql")
def test_a_unit_is_opened_done_and_counted(app, client, course):
    assert "Open activity" in client.get(LESSON).text
    look = Opened(app, client)
    assert look.address.startswith("/activities/")  # of this very origin, by whichever name it was reached
    assert "look.html?step=1&endpoint=" in look.address
    look.start()
    assert look.data["launchMode"] == "Normal" and look.data["moveOn"] == "Completed" and "masteryScore" not in look.data
    assert (look.data["launchParameters"], look.data["entitlementKey"]) == ("slow", {"courseStructure": "a key"})
    assert look.data["returnURL"].endswith("/courses/neighbours/walk#look")
    assert client.get(urlsplit(look.address).path).status_code == 200
    look.say("looked", object={"id": "https://example.org/lamp"})
    look.say("completed")
    look.say("terminated")
    say = Opened(app, client, "say")
    assert (say.registration, say.activity == look.activity) == (look.registration, False)
    say.start()
    assert say.data["masteryScore"] == 0.8
    say.say("passed", result={"success": True, "duration": "PT1S", "score": {"scaled": 0.9}})
    assert completed(app) == []
    say.say("completed")
    assert client.get(LESSON).text.count("Look at it again") == 2
    assert completed(app) == ["walk"]
    order, statements = told(app, look.registration)
    assert [verb for verb, _ in order] == [
        "launched", "initialized", "looked", "completed", "terminated", "launched", "initialized", "passed", "completed",
        "satisfied", "satisfied"]
    last = {one["object"]["id"]: one for one in statements[-2:]}
    groupings = [{one["id"] for one in last[iri]["context"]["contextActivities"]["grouping"]} for iri in last]
    assert BLOCK in groupings[0] and COURSE in groupings[1] and BLOCK not in last and COURSE not in last
    assert {one["context"]["extensions"][SESSION] for one in statements[-2:]} == {
        say.data["contextTemplate"]["extensions"][SESSION]}


def test_the_address_of_a_unit_leads_to_its_lesson(client, opened):
    for path in (urlsplit(opened.activity).path, "/courses/neighbours/activities/walk"):
        assert client.get(path).location == f"{LESSON}#look"
    assert client.get("/courses/neighbours/activities/other").status_code == 404


def test_the_secret_is_given_once_and_dies_with_the_session(app, client, opened):
    again = opened.fetch()
    assert "auth-token" not in again and again["error-code"] == "1"
    assert opened.ask("GET", "/statements", secret="eDp5").status_code == 401
    opened.say("terminated")
    assert opened.state().status_code == 401
    assert opened.send(opened.statement("looked")).status_code == 401


def test_what_is_sent_again_is_taken_again_and_judged_once(opened):
    done = opened.statement("completed")
    assert [opened.send(done).status_code for _ in range(3)] == [200] * 3
    assert opened.ask("PUT", "/statements", done, statementId=done["id"]).status_code == 204
    assert "already" in opened.refused("completed")


def test_a_batch_is_kept_whole_or_not_at_all(app, opened):
    good, bad = opened.statement("looked"), opened.statement("initialized")
    assert opened.send(good, bad).status_code == 403
    assert opened.send(opened.statement("completed"), opened.statement("terminated")).status_code == 200
    assert [verb for verb, _ in told(app, opened.registration)[0]] == ["launched", "initialized", "completed", "terminated"]


def test_the_first_word_waits_for_the_preferences(app, client, course):
    unit = Opened(app, client)
    unit.secret = unit.fetch()["auth-token"]
    unit.data = unit.state().json
    assert "preferences" in unit.refused("initialized")
    assert unit.profile().status_code == 404
    unit.say("initialized")


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_who_only_looks_is_not_judged(app, client, course, mode):
    if mode == "Review":
        unit = Opened(app, client)
        unit.start()
        unit.say("completed")
    unit = Opened(app, client, mode=mode)
    unit.start()
    assert unit.data["launchMode"] == mode
    assert mode in unit.refused("completed")
    unit.say("terminated")


def test_launch_data_is_read_and_never_changed(opened):
    for method, body in (("PUT", {"a": 1}), ("POST", {"a": 1}), ("DELETE", None)):
        assert opened.state(method, body=body).status_code == 403
    assert opened.state("DELETE", name="").status_code == 403
    assert opened.state("PUT", name="place", body={"page": 3}).status_code == 204
    assert opened.state(name="place").json == {"page": 3}
    assert opened.state().json == opened.data


def test_a_session_keeps_to_its_learner_activity_and_registration(app, opened):
    other = json.dumps({"account": {"homePage": "https://course.example", "name": "somebody"}})
    assert opened.state(agent=other).status_code == 403
    assert opened.state(activityId=END).status_code == 403
    assert opened.state(registration="").status_code == 403
    assert opened.profile(agent=other).status_code == 403
    assert opened.profile(name="diary").status_code == 403
    assert opened.ask("PUT", "/agents/profile", {}, profileId="cmi5LearnerPreferences").status_code == 400
    assert opened.ask("GET", "/activities/profile", activityId=END, profileId="p").status_code == 403


@pytest.mark.parametrize(("body", "status"), [
    ({"languagePreference": "en-US,de", "audioPreference": "on"}, 204), ({"languagePreference": "en"}, 403),
    ({"audioPreference": "on"}, 403), ({"languagePreference": "a b", "audioPreference": "on"}, 403), (["en"], 403),
    ({"languagePreference": "", "audioPreference": "off"}, 403)])
def test_preferences_are_kept_if_they_are_some(opened, body, status):
    asked = {"agent": opened.given["actor"], "profileId": "cmi5LearnerPreferences"}
    headers = {"X-Experience-API-Version": "1.0.3", "Authorization": f"Basic {opened.secret}", "If-None-Match": "*"}
    answer = opened.app.test_client().put("/xapi/agents/profile", query_string=asked, json=body, headers=headers)
    assert answer.status_code == status


def test_a_session_reads_its_own_registration_alone(app, client, opened):
    stranger = Opened(app, app.test_client())
    stranger.start()
    theirs = stranger.say("looked").json[0]
    found = opened.ask("GET", "/statements").json["statements"]
    assert [one["context"]["registration"] for one in found] == [opened.registration]
    assert opened.ask("GET", "/statements", registration=stranger.registration).status_code == 403
    assert opened.ask("GET", "/statements", statementId=theirs).status_code == 404
    assert stranger.ask("GET", "/statements", statementId=theirs).status_code == 200


def test_a_new_session_ends_one_that_was_left_open(app, client, clock, course):
    opened = Opened(app, client)
    opened.start()
    clock.advance(minutes=3)
    opened.say("looked")
    clock.advance(minutes=7)
    Opened(app, client)
    assert opened.state().status_code == 401
    order, statements = told(app, opened.registration)
    assert [verb for verb, _ in order] == ["launched", "initialized", "looked", "abandoned", "launched"]
    assert statements[3]["context"]["extensions"][SESSION] == opened.data["contextTemplate"]["extensions"][SESSION]


@pytest.mark.databases("sqlite", "postgresql")
def test_a_session_that_says_nothing_for_a_day_is_abandoned(app, client, course, clock):
    unit = Opened(app, client)
    unit.start()
    for hours, state in ((23, 200), (2, 401)):
        clock.advance(hours=hours)
        with app.app_context(), writing():
            sessions.abandon_idle()
        assert unit.state().status_code == state
    order, statements = told(app, unit.registration)
    assert order[-1][0] == "abandoned" and statements[-1]["result"]["duration"].startswith("PT")
    assert len(order) == 3


def test_what_asks_for_nothing_is_satisfied_when_it_begins(app, client):
    text = BLOCKS.replace(f"unit: {WALK}", f"unit: {END}").split("/// activity\nid: say")[0]
    making.publish(app, making.files(**{"02-levels__04-walk.md": text}))
    import_package(app)
    assert launch(client).status_code == 303
    assert "done" in client.get(LESSON).text
    assert completed(app) == ["walk"]


def test_a_facilitator_waives_a_unit_for_who_told_her_code(app, client, opened):
    make(app, frank)
    desk, page = signed_in(app, frank), "/packages/neighbours/walk"
    assert "No learner of this package" in desk.get(f"{page}?code=1234-5678-9ABC").text
    found = f"{page}?code={code(client).lower()}"
    forms = desk.get(found).text
    assert forms.count("Waive unit") == 2 and "End session" in forms

    def press(**given):
        form = forms_to(desk.get(found).text, "/waivers")[0]
        return desk.post(form.action, data=dict(form.hidden) | given)

    assert "Say why in a line" in press(reason=" ").text
    assert press(reason="Done elsewhere", unit="urn:none").status_code == 404
    assert press(reason="Done elsewhere").status_code == 303
    assert press(reason="Again", unit=WALK).status_code == 422
    assert "waived" in client.get(LESSON).text
    order, statements = told(app, opened.registration)
    assert [verb for verb, _ in order] == ["launched", "initialized", "waived"]
    assert statements[2]["result"] == {"success": True, "completion": True, "extensions": {REASON: "Done elsewhere"}}
    form = forms_to(desk.get(found).text, "/abandonments")[0]
    assert desk.post(form.action, data=dict(form.hidden)).status_code == 303
    assert opened.state().status_code == 401
    assert "End session" not in desk.get(found).text


def forms_to(page, part):
    return [form for form in forms_in(page) if form.action.endswith(part)]


def test_a_guests_way_goes_on_with_her_account(app, client, opened):
    sign_up(client, email=lena.email)
    again = Opened(app, client)
    assert (again.registration, again.given["actor"]) == (opened.registration, opened.given["actor"])


def test_a_unit_on_another_site_is_led_to_by_a_link(app, client):
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    whole = MANIFEST.replace("<url> look", "<url>https://tool.example/look").replace("<url>parts", "<url>https://tool.example/parts")
    import_package(app, whole.replace("<url>look.html", "<url>https://tool.example/look.html").encode())
    assert "at tool.example, which is another site" in client.get(LESSON).text
    answer = launch(client)
    assert answer.status_code == 200
    assert 'href="https://tool.example/look.html?step=1&amp;endpoint=' in answer.text


def test_a_new_version_goes_on_where_the_old_one_was(app, client, opened):
    opened.say("completed")
    import_package(app, packed(FILES | {"parts/say.html": "<title>New</title>"}))
    say = Opened(app, client, "say")
    assert say.registration == opened.registration
    assert "New" in client.get(urlsplit(say.address).path).text
    assert "Look at it again" in client.get(LESSON).text


def test_what_is_not_here_cannot_be_opened(app, client):
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    assert "not on this site yet" in client.get(LESSON).text
    import_package(app)
    form = forms_to(client.get(LESSON).text, "/look/launches")[0]
    assert client.post(form.action, data=dict(form.hidden) | {"mode": "Odd"}).status_code == 400
    with app.app_context(), writing():
        revoke(next(one.name for one in all_credentials() if "(walk)" in one.title))
    assert client.post(form.action, data=dict(form.hidden)).status_code == 403
