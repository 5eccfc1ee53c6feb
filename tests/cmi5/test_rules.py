"""What a session may say, rule by rule: each statement breaks one."""

from copy import deepcopy
from decimal import Decimal

import pytest

from course.cmi5.rules import Expected, NotBySession, Said, check
from course.cmi5.words import CMI5, MASTERY, MOVE_ON, SESSION, VERBS

ACTOR = {"objectType": "Agent", "account": {"homePage": "https://course.example", "name": "a"}}
ACTIVITY, REGISTRATION = "https://course.example/courses/c/activities/p/1", "0f9d6f1e-8a3b-4d57-9a53-4a3a1c2b3d4e"
TEMPLATE = {"contextActivities": {"grouping": [{"id": "https://example.org/unit"}]}, "extensions": {SESSION: "s-1"}}
RESULTS = {
    "completed": {"completion": True, "duration": "PT1S"},
    "passed": {"success": True, "duration": "PT1S", "score": {"scaled": 0.8, "raw": 8, "min": 0, "max": 10}},
    "failed": {"success": False, "duration": "PT1S", "score": {"scaled": 0.5}},
    "terminated": {"duration": "PT1S"},
}


def expected(**more):
    return Expected(**{"actor": ACTOR, "activity": ACTIVITY, "registration": REGISTRATION, "template": TEMPLATE,
                       "mastery": 0.8} | more)


def said(*session, registration=(), preferences=True):
    return Said({"initialized", *session} if session != ("nothing",) else set(), set(registration), preferences)


def statement(verb, **changes):
    """A good one, with values put at dotted paths; None takes one out."""
    category = [{"id": CMI5}] if verb in VERBS else []
    if verb in ("completed", "passed", "failed"):
        category.append({"id": MOVE_ON})
    found = deepcopy({
        "id": "1", "actor": ACTOR, "verb": {"id": VERBS.get(verb, "https://example.org/verbs/looked")},
        "object": {"id": ACTIVITY}, "timestamp": "2026-11-02T09:00:00Z",
        "context": {"registration": REGISTRATION, "extensions": {SESSION: "s-1", MASTERY: Decimal("0.8")}, "contextActivities": {
            "grouping": TEMPLATE["contextActivities"]["grouping"], "category": category}}})
    if verb in RESULTS:
        found["result"] = deepcopy(RESULTS[verb])
    for path, value in changes.items():
        *way, last = path.split("__")
        place = found
        for step in way:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return found


@pytest.mark.parametrize("verb", ["completed", "passed", "failed", "terminated", "looked"])
def test_what_is_good_passes_and_is_noted(verb):
    before = said()
    assert check(statement(verb), expected(), before) == (verb if verb in VERBS else None)
    assert before.session == {"initialized", *([verb] if verb in VERBS else [])}
    assert before.registration == ({verb} & {"completed", "passed"})


def test_the_first_word_is_initialized_after_the_preferences_were_asked_for():
    assert check(statement("initialized"), expected(), said("nothing")) == "initialized"
    for one, before in ((statement("initialized"), said("nothing", preferences=False)), (statement("looked"), said("nothing")),
                        (statement("completed"), said("nothing")), (statement("initialized"), said())):
        with pytest.raises(NotBySession):
            check(one, expected(), before)


@pytest.mark.parametrize(("verb", "changes", "words"), [
    ("looked", {"timestamp": None}, "timestamp"), ("looked", {"timestamp": "2026-11-02T09:00:00-06:00"}, "not in UTC"),
    ("looked", {"timestamp": "2026-11-02T09:00:00"}, "not in UTC"),
    ("looked", {"actor": {"mbox": "mailto:a@example.org"}}, "actor"),
    ("looked", {"actor": {**ACTOR, "objectType": "Group"}}, "actor"),
    ("looked", {"actor": {"account": {"homePage": "https://course.example", "name": "b"}}}, "actor"),
    ("looked", {"context": None}, "context.registration"), ("looked", {"context__registration": None}, "context.registration"),
    ("looked", {"context__registration": ACTIVITY}, "context.registration"),
    ("looked", {"context__extensions": {}}, "context.extensions"),
    ("looked", {"context__extensions": {SESSION: "s-2"}}, "context.extensions"),
    ("looked", {"context__contextActivities__grouping": [{"id": "https://example.org/other"}]}, "grouping"),
    ("looked", {"verb__id": "http://adlnet.gov/expapi/verbs/voided"}, "voids nothing"),
    ("looked", {"context__contextActivities__category": [{"id": MOVE_ON}]}, "moveon"),
    ("looked", {"context__contextActivities__category": [{"id": CMI5}]}, "none that a unit may use"),
    ("satisfied", {}, "none that a unit may use"), ("launched", {}, "none that a unit may use"),
    ("waived", {}, "none that a unit may use"), ("abandoned", {}, "none that a unit may use"),
    ("passed", {"object__id": "https://example.org/other"}, "object"),
    ("completed", {"result": None}, "duration"), ("completed", {"result__duration": None}, "duration"),
    ("completed", {"result__completion": None}, "completion"), ("completed", {"result__completion": False}, "completion"),
    ("completed", {"result__success": True}, "success"), ("completed", {"result__score": {"scaled": 1}}, "score"),
    ("passed", {"result__success": False}, "success"), ("passed", {"result__completion": True}, "completion"),
    ("passed", {"result__score__scaled": 0.79}, "other side"), ("failed", {"result__score__scaled": 0.8}, "other side"),
    ("passed", {"result__score__min": None}, "min and max"), ("passed", {"result__score__max": None}, "min and max"),
    ("passed", {"context__extensions": {SESSION: "s-1"}}, "masteryscore"),
    ("passed", {"context__extensions": {SESSION: "s-1", MASTERY: Decimal("0.7")}}, "masteryscore"),
    ("passed", {"context__contextActivities__category": [{"id": CMI5}]}, "needs moveon"),
    ("terminated", {"context__contextActivities__category": [{"id": CMI5}, {"id": MOVE_ON}]}, "has no moveon"),
    ("terminated", {"result__duration": None}, "duration"), ("failed", {"result__duration": None}, "duration"),
])
def test_what_breaks_a_rule_is_refused(verb, changes, words):
    with pytest.raises(NotBySession, match="Nothing was stored") as refusal:
        check(statement(verb, **changes), expected(), said())
    assert words in str(refusal.value)


@pytest.mark.parametrize(("verb", "session", "registration"), [
    ("completed", ["completed"], []), ("completed", [], ["completed"]), ("passed", [], ["passed"]), ("failed", [], ["passed"]),
    ("passed", ["failed"], []), ("failed", ["passed"], []), ("failed", ["failed"], []), ("looked", ["terminated"], []),
    ("terminated", ["terminated"], [])])
def test_nothing_is_said_twice_nor_after_the_end(verb, session, registration):
    with pytest.raises(NotBySession):
        check(statement(verb), expected(), said(*session, registration=registration))


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_who_only_looks_is_not_judged(mode):
    for verb in ("completed", "passed", "failed"):
        with pytest.raises(NotBySession, match=mode):
            check(statement(verb), expected(mode=mode), said())
    assert check(statement("terminated"), expected(mode=mode), said()) == "terminated"


def test_without_a_mastery_score_any_score_is_a_pass():
    low = statement("passed", result__score={"scaled": 0.1}, context__extensions={SESSION: "s-1"})
    assert check(low, expected(mastery=None), said()) == "passed"


def test_a_statement_is_named_by_itself_or_by_its_address():
    with pytest.raises(NotBySession, match="id: is missing"):
        check(statement("looked", id=None), expected(), said(), named=False)
    assert check(statement("looked", id=None), expected(), said(), named=True) is None
