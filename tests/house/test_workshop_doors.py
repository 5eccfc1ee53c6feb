"""Every address of the workshop, as the URL map has it, refuses whoever does not facilitate that course: strangers, guests,
learners, evaluators, facilitators of another course and those of yesterday. A new address is asked, too, and fails here until its
rule is one that the workshop knows."""

from collections import Counter

import pytest
from sqlalchemy import event, func, select

from course.content.queries import standing
from course.conversation.models import Feedback, Thought
from course.database import db, writing
from course.people.access import administrator, author, facilitator, keeper, whoever_began
from course.people.inviting import invite
from course.people.rights import give_role, take_role
from tests import making
from tests.cast import Person, ada, eve, frank, lena
from tests.conversation.test_thoughts import TALK
from tests.forms import forms_in, send
from tests.people.asking import make, signed_in

pytestmark = pytest.mark.databases("sqlite")

# Who of those outside may pass a door of this rule, and is no outsider there.
LETS_IN = {facilitator: set(), keeper: {"ada"}, administrator: {"ada"}, author: {"ada", "ann"},
           whoever_began: {"guest", "lena", "fay", "eve", "gone", "ada", "ann"}}
OF_A_COURSE = {facilitator, keeper, administrator}
VALUES = {"course": making.COURSE, "lesson": "levels", "number": 1, "path": "02-levels/01-levels.md", "place": "levels",
          "key": "walk", "name": "answers", "edition": "x"}
OF_KIND = {"UUIDConverter": "01890000-0000-7000-8000-000000000000", "IntegerConverter": 1}
fay, gone, ann = (Person(name, f"{name.lower()}@example.org") for name in ("Fay", "Gone", "Ann"))


@pytest.fixture
def ids(app):
    """Two courses, and who has which role in them."""
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK}))
    making.publish(app, making.edited("course.md", "id: neighbours", "id: elsewhere"))
    numbers = {one.name: make(app, one) for one in (frank, lena, eve, ada, fay, gone, ann)}
    with app.app_context(), writing():
        for role in ("facilitator", "evaluator"):
            give_role(numbers["Fay"], role, "elsewhere")
        give_role(numbers["Ann"], "author")
        give_role(numbers["Gone"], "facilitator", making.COURSE)
    return numbers


@pytest.fixture
def outside(app, ids):
    """{name: client} of those who do not facilitate the course. Gone did when she signed in."""
    found = {one.name.lower(): signed_in(app, one) for one in (lena, eve, ada, fay, gone, ann)}
    found |= {"stranger": app.test_client(), "guest": app.test_client()}
    for name in ("guest", "lena"):
        send(found[name], found[name].get("/courses/neighbours").text, "/enrolments")
    assert found["gone"].get("/authoring/neighbours").status_code == 200
    with app.app_context(), writing():
        take_role(ids["Gone"], "facilitator", making.COURSE)
    return found


def rule_of(app, address):
    return app.view_functions[address.endpoint].rule


def workshop(app):
    """The addresses that are asked: all under /authoring, and wherever a rule of facilitators or authors hangs."""
    return [one for one in app.url_map.iter_rules() if str(one).startswith("/authoring")
            or getattr(app.view_functions[one.endpoint], "rule", None) in (facilitator, keeper, author)]


def built(app, address, **more):
    """A path of this address. Arguments without a value of their own have one of their kind: rules ask for the course alone."""
    given = {name: OF_KIND.get(kind_of(address, name), "x") for name in address.arguments} | VALUES | more
    return address.build({name: given[name] for name in address.arguments}, append_unknown=False)[1]


def kind_of(address, name):
    return type(address._converters[name]).__name__


def asked(client, address, path, token):
    """The answers to each method that the address knows; what is sent has a token, so that it is the door that refuses."""
    return [client.open(path, method=method, data=token if method == "POST" else None)
            for method in sorted(address.methods & {"GET", "POST"})]


def token_of(client):
    forms = [form for form in forms_in(client.get("/courses/neighbours/levels").text) if form.method == "post"]
    return {"csrf_token": dict(forms[0].hidden)["csrf_token"]}


def rows(app):
    """{table: how many rows}, but for what each request may note of itself."""
    with app.app_context():
        return {table.name: db.session.execute(select(func.count()).select_from(table)).scalar()
                for table in db.metadata.sorted_tables if table.name not in ("sign_in", "visit", "opening", "statement")}


def test_every_address_of_the_workshop_has_a_rule_that_it_knows(app):
    found = workshop(app)
    assert len(found) > 50
    assert {str(one): rule_of(app, one).name for one in found if rule_of(app, one) not in LETS_IN} == {}
    within = [one for one in found if str(one).startswith("/authoring/<course>")]
    assert {str(one): rule_of(app, one).name for one in within if rule_of(app, one) not in OF_A_COURSE} == {}


def test_whoever_does_not_facilitate_the_course_is_refused_at_every_address(app, outside):
    before, tokens, wrong, writes = rows(app), {name: token_of(one) for name, one in outside.items()}, Counter(), []
    with app.app_context():
        event.listen(db.engine, "begin", lambda connection: writes.append(connection.get_execution_options().get("writes")))
    for address in workshop(app):
        path = built(app, address)
        for name in outside.keys() - LETS_IN[rule_of(app, address)]:
            for answer in asked(outside[name], address, path, tokens[name]):
                led_to_sign_in = answer.status_code == 302 and answer.location.startswith("/sign-in?next=")
                refused = answer.status_code == 404 or (led_to_sign_in and rule_of(app, address) is whoever_began)
                wrong[f"{name} {address} {answer.status_code}"] += not refused or "Talking with neighbours" in answer.text
    assert {line for line, number in wrong.items() if number} == set()
    assert not any(writes)  # nobody got as far as a transaction that may write
    assert rows(app) == before


def test_who_facilitates_meets_them(app, ids):
    """Else the test above might ask where nothing is."""
    client, met = signed_in(app, frank), Counter()
    for address in workshop(app):
        if rule_of(app, address) in (facilitator, keeper) and "GET" in address.methods:
            met[client.get(built(app, address)).status_code in (200, 302)] += 1
    assert met[True] > 20 and met[False] < met[True] / 4  # some ask for a path, a block or a package that this course has not


def test_no_button_works_without_its_token_or_from_another_site(app, ids):
    client, before = signed_in(app, frank), rows(app)
    token, got = token_of(client), set()
    for address in workshop(app):
        if "POST" in address.methods and rule_of(app, address) in (facilitator, keeper):
            path = built(app, address)
            for wrong in ({}, {"csrf_token": "x"}):
                got.add((str(address), client.post(path, data=wrong).status_code, 400))
            got.add((str(address), client.post(path, data=token, headers={"Sec-Fetch-Site": "cross-site"}).status_code, 403))
    assert len(got) > 50 and {line for line in got if line[1] != line[2]} == set()
    assert rows(app) == before


def test_things_of_one_course_are_not_reached_through_another(app, ids):
    """Fay facilitates the other course, and names what stands in this one."""
    learner = app.test_client()
    send(learner, learner.get("/courses/neighbours/talk").text, "/thoughts", text="A thought")
    send(learner, learner.get("/courses/neighbours/hello").text, "/feedback", unclear="What?")
    with app.app_context():
        thought, remark = (db.session.execute(select(model.id)).scalar_one() for model in (Thought, Feedback))
        with writing():
            invite(making.COURSE, "evaluator", days=7, by=ids["Frank"])
        assert standing("elsewhere").course_id != standing(making.COURSE).course_id
    client, before = signed_in(app, fay), rows(app)
    token = token_of(client)
    sent = {"what": "shown", "text": "x", "invitation": 1, "person": ids["Frank"], "role": "facilitator", "then": "go"}
    things = [one for one in workshop(app) if any(kind_of(one, name) == "UUIDConverter" for name in one.arguments)]
    for form in (sent, sent | {"what": "done"}):
        for address in things:
            path = built(app, address, course="elsewhere", thought=thought, remark=remark)
            for method in sorted(address.methods & {"GET", "POST"}):
                assert client.open(path, method=method, data=token | form).status_code == 404, path
    for end in ("revocations", "takings", "hand-over"):
        assert client.post(f"/authoring/elsewhere/members/{end}", data=token | sent).status_code == 404, end
    assert len(things) >= 2 and rows(app) == before
