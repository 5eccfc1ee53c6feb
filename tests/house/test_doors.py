"""Every address has a rule that says who may enter, and reading changes nothing but where it is named here."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import event, select

from course.cmi5.queries import package
from course.content.naming import blob_name
from course.database import db, writing
from course.people.access import RULES, Rule, anyone
from course.people.inviting import invite
from course.people.queries import person_by_email
from course.statements.finding import ledger
from tests import cast, making, papers
from tests.cmi5 import packing
from tests.cmi5.opened import BLOCKS
from tests.forms import forms_in, send
from tests.forwarding.making import destine
from tests.lrs.asking import Tool
from tests.people.asking import last_link, make, sign_up, signed_in

pytestmark = pytest.mark.databases("sqlite")

# A GET may write only here, each for a reason that the house tells.
GETS_THAT_WRITE = {
    "learning.show_lesson",  # the first opening of a revision in a visit is told to the ledger
}


ABOUT = {"agent": '{"mbox":"mailto:anna@example.org"}', "activityId": "https://example.org/activities/1"}
LEDGER = {  # what the doors under /xapi must be asked with
    "lrs.show_agent": {"agent": ABOUT["agent"]}, "lrs.show_activity": {"activityId": ABOUT["activityId"]},
    "lrs.show_state_document": ABOUT, "lrs.show_activity_document": {"activityId": ABOUT["activityId"]},
    "lrs.show_agent_document": {"agent": ABOUT["agent"]},
}


VISITED = {}
INSIDE = ("facilitator of the course", "facilitator of the course or administrator", "evaluator of the course", "administrator")


def doors(app):
    return {rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}


@pytest.fixture
def settings(settings):
    """The demo's own doors are open, too."""
    return settings | {"DEMO": True}


@pytest.fixture
def peopled(app):
    """A course stands, and there are people."""
    papers.publish(app, **{"02-levels__05-walk.md": BLOCKS})
    for somebody in (cast.lena, cast.frank, cast.eve, cast.ada):
        make(app, somebody)


@pytest.fixture
def visited(request):
    """What `visit()` found: plain facts, and thousands of requests, so once a process. A test of them uses `app`, too."""
    if not VISITED:
        request.getfixturevalue("peopled")
        VISITED.update(visit(request.getfixturevalue("app")))
    return VISITED


def visit(app):
    """{door: the statuses that everybody got, and how often a transaction began that may write} of each GET, asked twice."""
    guest = begun(app)
    addresses = addresses_of(app, guest)
    accounts = [signed_in(app, one) for one in (cast.lena, cast.frank, cast.eve, cast.ada)]
    clients = [guest, begun(app), app.test_client(), a_tool(app), *accounts]
    writes = []
    with app.app_context():
        event.listen(db.engine, "begin", lambda connection: writes.append(connection.get_execution_options().get("writes")))
    found = {}
    for door, address in addresses.items():
        writes.clear()
        statuses = {client.get(address).status_code for client in clients for _ in range(2)}
        found[door] = statuses, sum(map(bool, writes))
    return found


def a_statement(app):
    with app.app_context():
        return db.session.execute(select(ledger.c.id).limit(1)).scalar_one()


def query(endpoint):
    return LEDGER.get(endpoint, {}) if endpoint.startswith("lrs.") else {"since": 1} if "changes" in endpoint else {}


def invitation(app):
    with app.app_context(), writing():
        return invite("neighbours", "evaluator", days=7, by=person_by_email(cast.frank.email).id)


def begun(app):
    """A guest's client, in the course."""
    client = app.test_client()
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    return client


def a_tool(app):
    """A client that shows the secret of another tool."""
    client, tool = app.test_client(), Tool(app)
    client.environ_base |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in tool.headers.items()}
    return client


def addresses_of(app, guest):
    """{door: an address} of all that answer a GET, with arguments that lead somewhere."""
    page = guest.get("/courses/neighbours/levels").text
    attempt = send(guest, page, "/told/attempts", follow=False, a_told="consult").location.rsplit("/", 1)[-1].split("#")[0]
    send(guest, guest.get("/courses/neighbours/paper").text, "/check/versions", follow=False)
    version = guest.get("/courses/neighbours/papers/check").text.split("/papers/check/versions/")[1].split('"')[0]
    with making.reading(app) as standing:
        edition = standing.edition
    sign_up(app.test_client(), email="new@example.org")
    destine(app, "https://192.0.2.1/xapi")
    given = {"course": "neighbours", "lesson": "levels", "module": "start", "number": 1, "sheet": "told", "key": "told",
             "name": "answers", "edition": edition, "path": "door.svg", "attempt": attempt, "extension": "wave", "ending": "png",
             "statement": a_statement(app), "position": 1,
             "token": last_link(app).rsplit("/", 1)[-1], "place": "levels"}
    packing.import_package(app)
    with making.reading(app):
        content = package("neighbours", "walk").content
    given |= {"key": "told", "content": content}
    more = {"packages.show_package": {"key": "walk"}, "learning.show_activity": {"package": "walk"},
            "learning.show_unit": {"package": "walk", "unit": "0"}, "cmi5.show_file": {"path": "look.html"}}
    more |= dict.fromkeys(("learning.show_paper", "learning.show_version"), {"sheet": "check", "version": version})
    more["authoring.show_invitation"] = {"token": invitation(app)}
    more |= dict.fromkeys(("authoring.show_text", "authoring.show_blocks", "authoring.show_block", "authoring.show_picture",
                           "authoring.show_pasting"), {"path": "02-levels/01-levels.md"})
    more["authoring.show_bank_picture"] = {"name": blob_name(making.files()["files/door.svg"]), "ending": "svg"}
    with app.test_request_context():
        return {rule.endpoint: app.url_for(rule.endpoint, **query(rule.endpoint),
                                           **{name: (given | more.get(rule.endpoint, {}))[name] for name in rule.arguments})
                for rule in app.url_map.iter_rules() if "GET" in rule.methods}


def test_every_door_has_a_rule(app):
    without = [name for name, view in doors(app).items() if not isinstance(getattr(view, "rule", None), Rule)]
    assert without == []


def test_every_rule_hangs_on_a_door(app):
    hung = {view.rule.name for view in doors(app).values()}
    assert set(RULES) - hung == set()


@pytest.mark.usefixtures("app")
def test_no_get_writes_but_those_named(visited):
    assert {door for door, (_, writes) in visited.items() if writes} == GETS_THAT_WRITE


def test_every_address_that_was_asked_leads_somewhere(app, visited):
    """Else the test above would ask nothing. Where anyone may enter, being led on is no refusal."""
    def is_good(door, status):
        return status == 200 or (status == 302 and app.view_functions[door].rule is anyone)

    shut = {door: got for door, (got, _) in visited.items() if not any(is_good(door, status) for status in got)}
    assert shut == {}


@pytest.mark.usefixtures("app")
def test_nobody_meets_a_failure(visited):
    assert {door: statuses for door, (statuses, _) in visited.items() if max(statuses) >= 500} == {}


@pytest.mark.usefixtures("peopled")
def test_who_may_not_enter_is_refused_at_every_door(app):
    """Strangers, learners, and who facilitates and evaluates another course; reading and writing alike."""
    making.publish(app, making.edited("course.md", "id: neighbours", "id: others"))
    for somebody in (replace(cast.frank, email="f@example.org"), replace(cast.eve, email="e@example.org")):
        make(app, somebody, course="others")
    elsewhere = [signed_in(app, replace(one, email=f"{one.role[0]}@example.org")) for one in (cast.frank, cast.eve)]
    outside = [app.test_client(), signed_in(app, cast.lena), *elsewhere]
    given = {"course": "neighbours", "lesson": "levels", "number": 1, "position": 1, "edition": "x", "path": "x"}
    open_to_them = []
    for rule in app.url_map.iter_rules():
        if app.view_functions[rule.endpoint].rule.name not in INSIDE:
            continue
        names = {name: given.get(name, UUID(int=0) if is_uuid(rule, name) else "told") for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **names)
        method = "POST" if "POST" in rule.methods else "GET"
        got = {one.open(address, method=method, data=filled_token(one)).status_code for one in outside}
        open_to_them += [(rule.endpoint, got)] if got != {404} else []
    assert open_to_them == []


def is_uuid(rule, name):
    return type(rule._converters[name]).__name__ == "UUIDConverter"


def filled_token(client):
    """A token of this client's session, so that it is the door that refuses."""
    forms = [form for form in forms_in(client.get("/courses/neighbours/levels").text) if form.method == "post"]
    return {"csrf_token": dict(forms[0].hidden)["csrf_token"]}


def test_one_address_is_for_reading_or_for_writing(app):
    """So that the list above is the whole of it."""
    both = [str(rule) for rule in app.url_map.iter_rules() if {"GET", "POST"} <= rule.methods]
    assert both == []


def test_a_slash_too_many_at_the_end_leads_to_the_page_that_was_meant(client, app):
    making.publish(app)
    for path in ("/courses/neighbours", "/courses/neighbours/hello", "/privacy", "/courses"):
        answer = client.get(f"{path}/?again=a%20b")
        assert (answer.status_code, answer.location) == (308, f"{path}?again=a%20b"), path
    assert client.get("/courses").location == "/"
    for path in ("/nowhere/", "/%2Fevil.example/", "/%5Cevil.example/", "/courses/neighbours/hello/r/"):
        answer = client.get(path, follow_redirects=True)  # nowhere, and least of all to another host
        assert (answer.status_code, answer.request.host) == (404, "localhost"), path
    assert client.post("/privacy/").status_code in (400, 404)
