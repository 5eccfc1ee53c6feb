"""Our vocabulary, published: a page, the same as an xAPI profile, and statements that are what the profile says."""

import json
from html import unescape

import pytest
from sqlalchemy import select

from course.content.queries import standing
from course.database import db, writing
from course.learning.learners import leave_course
from course.statements.finding import ledger
from course.statements.vocabulary import EXTENSIONS, NAMES, SAYINGS, TYPES, VERBS, extension_iri
from tests import making
from tests.evaluation.making import Doing
from tests.lrs.asking import PLATFORM

PROFILE = f"{PLATFORM}/xapi/profile"
JSON_LD = "application/ld+json"


@pytest.fixture
def profile(app, client):
    making.publish(app)
    return client.get("/xapi/profile.jsonld").json


@pytest.mark.databases("sqlite")
def test_it_is_a_profile_as_its_specification_says(profile):
    assert profile["type"] == "Profile" and profile["id"] == PROFILE
    assert profile["conformsTo"] == "https://w3id.org/xapi/profiles#1.0"
    version = profile["versions"][0]["id"]
    assert version != PROFILE and profile["author"]["name"] and profile["versions"][0]["generatedAtTime"]
    named = [*profile["concepts"], *profile["templates"]]
    assert len({one["id"] for one in named}) == len(named)
    assert {one["inScheme"] for one in named} == {version}
    assert all(one["prefLabel"]["en"] and one["definition"]["en"] for one in [profile, *named])
    assert {one["type"] for one in named} == {"Verb", "ActivityType", "ContextExtension", "StatementTemplate"}
    for one in named:
        assert type(json.loads(one.get("inlineSchema", "{}"))) is dict
        assert all(rule.keys() == {"location", "presence"} for rule in one.get("rules", ()))


@pytest.mark.databases("sqlite")
def test_it_holds_every_word_that_we_use(profile):
    ids = {kind: {one["id"] for one in profile["concepts"] if one["type"] == kind}
           for kind in ("Verb", "ActivityType", "ContextExtension")}
    assert ids == {"Verb": set(NAMES), "ActivityType": set(TYPES.values()),
                   "ContextExtension": {extension_iri(PLATFORM, name) for name in EXTENSIONS}}
    assert {one.verb for one in SAYINGS} == set(VERBS) and {one.kind for one in SAYINGS} == set(TYPES)
    said = {place for one in SAYINGS for place in (*one.always, *one.sometimes)} | {"edition"}
    assert set(EXTENSIONS) <= said


@pytest.mark.databases("sqlite")
def test_people_get_a_page_and_programs_json(app, client):
    making.publish(app)
    page = client.get("/xapi/profile", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.mimetype == "text/html" and "Accept" in page.vary
    for verb in VERBS.values():
        assert verb.iri in page.text and verb.said in unescape(page.text)
    for name in EXTENSIONS:
        assert f'id="extension-{name}"' in page.text
        assert client.get(f"/xapi/extensions/{name}").location.endswith(f"/xapi/profile#extension-{name}")
    assert client.get("/xapi/extensions/nothing").status_code == 404
    asked = client.get("/xapi/profile", headers={"Accept": JSON_LD})
    assert asked.mimetype == JSON_LD and asked.json == client.get("/xapi/profile.jsonld").json
    assert client.get("/xapi/profile", headers={"Accept": "application/json"}).json == asked.json
    fragments = {one["id"].partition("#")[2] for one in [*asked.json["templates"], *asked.json["versions"]]}
    assert {one for one in fragments if f'id="{one}"' not in page.text} == set()


@pytest.mark.databases("sqlite")
def test_it_stands_before_anything_is_published(client):
    assert client.get("/xapi/profile.jsonld").json["id"].endswith("/xapi/profile")


@pytest.fixture
def told(app, clock):
    """Every statement of a run of the course, as JSON."""
    making.publish(app)
    doing = Doing(app, clock)
    person = doing.begin()
    doing.read(person, "hello")
    doing.answer(person, "levels", "told", told="consult", told__sure="sure")
    doing.answer(person, "levels", "supports", supports=("childcare", "later"))
    doing.answer(person, "levels", "promised", promised="Two seats")
    doing.answer(person, "the-quiz", "quiz-1", q_one="yes", q_two="board")
    doing.answer(person, "the-quiz", "quiz-1", q_one="no", q_two="residents")
    doing.answer(person, "pulse", "pulse-1", p1_useful="3", p1_why=("work", "other"), p1_why__written="a flyer")
    with app.app_context(), writing():
        leave_course(person, standing(making.COURSE))
    with app.app_context():
        return [json.loads(one) for one in db.session.execute(select(ledger.c.statement)).scalars()]


def found(statement, location):
    """What stands at a place of our rules."""
    path, _, extension = location.removeprefix("$.").partition("['")
    for name in path.split("."):
        statement = statement.get(name, {}) if isinstance(statement, dict) else {}
    return statement.get(extension.removesuffix("']")) if extension else statement


def test_our_statements_hold_what_the_profile_says(told, client):
    profile = client.get("/xapi/profile.jsonld").json
    templates = {(one["verb"], one["objectActivityType"]): one for one in profile["templates"]}
    met = set()
    for statement in told:
        kind = templates[statement["verb"]["id"], statement["object"]["definition"]["type"]]
        met.add(kind["id"].partition("#")[2])
        for rule in kind["rules"]:
            if rule["presence"] == "included":
                assert found(statement, rule["location"]) not in (None, {}), (kind["id"], rule)
        allowed = {rule["location"] for rule in kind["rules"]}
        extensions = {f"$.context.extensions['{name}']" for name in statement["context"]["extensions"]}
        assert extensions <= allowed, kind["id"]
    assert met == {"registered-course", "experienced-lesson", "answered-question", "completed-lesson", "completed-module",
                   "completed-course", "passed-sheet", "failed-sheet", "left-course"}


def test_each_activity_leads_to_a_page(told, client):
    for iri in {one["object"]["id"] for one in told}:
        assert client.get(iri.removeprefix(PLATFORM), follow_redirects=True).status_code == 200, iri
