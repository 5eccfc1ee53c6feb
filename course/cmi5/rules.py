"""What a session may say: the rules of cmi5 for each statement, in its order. Pure: what was said before is given.

A refusal is 403, as cmi5 has it; what is no statement at all was refused before, with 400.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from course.cmi5.words import CMI5, MASTERY, MOVE_ON, NAMES, OURS
from course.errors import NotAllowed
from course.statements.xapi.rules import VOIDED

IN_UTC = re.compile(r".*(?:[Zz]|\+00(?::?00)?)")
WITH_DURATION = {"completed", "passed", "failed", "terminated"}
JUDGED = {"completed": ("completion", True), "passed": ("success", True), "failed": ("success", False)}


class NotBySession(NotAllowed):
    """Says which rule of cmi5 a statement breaks."""


@dataclass(frozen=True)
class Expected:
    """What was given to the unit when it was opened, and must come back."""

    actor: dict
    activity: str
    registration: str
    template: dict  # of the context
    mode: str = "Normal"
    mastery: float | None = None


@dataclass
class Said:
    """What happened before: in the session by verb, in the registration as outcomes of this unit."""

    session: set = field(default_factory=set)
    registration: set = field(default_factory=set)
    asked_preferences: bool = False


def check(statement, expected, said, *, named=True):
    """Refuse, or take note in `said`. `named`: it has an id, in itself or by its address. Returns the defined verb, or None."""
    _check_any(statement, expected, named)
    verb = NAMES.get(statement["verb"]["id"])
    categories = {one["id"] for one in _activities(statement, "category")}
    defined = CMI5 in categories
    if defined and (verb is None or verb in OURS):
        _refuse("verb: is none that a unit may use in a statement with the category cmi5")
    _check_order(verb if defined else None, said)
    if not defined:
        if MOVE_ON in categories:
            _refuse("context.contextActivities.category: moveon is for statements that cmi5 defines, and that judge")
        return None
    _check_defined(statement, verb, expected, categories)
    _check_history(verb, expected, said)
    said.session.add(verb)
    if verb in ("completed", "passed"):
        said.registration.add(verb)
    return verb


def _check_any(statement, expected, named):
    context = statement.get("context", {})
    if statement["verb"]["id"] == VOIDED:
        _refuse("verb: a unit voids nothing")
    if not named and "id" not in statement:
        _refuse("id: is missing, and a unit gives one to each statement")
    if "timestamp" not in statement or not IN_UTC.fullmatch(statement["timestamp"]):
        _refuse("timestamp: is missing, or not in UTC")
    if not _is_actor(statement["actor"], expected.actor):
        _refuse("actor: is not the one that this session was opened for")
    if context.get("registration", "").lower() != expected.registration:
        _refuse("context.registration: is not the one of this session")
    for name, value in expected.template["extensions"].items():
        if context.get("extensions", {}).get(name) != value:
            _refuse(f"context.extensions: {name} is missing or changed, and the context template has it")
    for kind, wanted in expected.template["contextActivities"].items():
        given = {one["id"] for one in _activities(statement, kind)}
        if not {one["id"] for one in wanted} <= given:
            _refuse(f"context.contextActivities.{kind}: lacks what the context template has")


def _is_actor(actor, expected):
    return actor.get("objectType", "Agent") == "Agent" and actor.get("account") == expected["account"]


def _activities(statement, kind):
    """The xAPI check has made arrays of them."""
    return statement.get("context", {}).get("contextActivities", {}).get(kind, [])


def _check_order(verb, said):
    if "terminated" in said.session:
        _refuse("the session is over: nothing follows terminated")
    if "initialized" not in said.session and verb != "initialized":
        _refuse("verb: initialized comes first")
    if verb == "initialized" and not said.asked_preferences:
        _refuse("verb: initialized comes after the learner’s preferences were asked for (cmi5LearnerPreferences)")


def _check_defined(statement, verb, expected, categories):
    thing, result = statement["object"], statement.get("result", {})
    if thing.get("objectType", "Activity") != "Activity" or thing["id"] != expected.activity:
        _refuse("object: is not the activity that this session was opened for")
    if verb in WITH_DURATION and "duration" not in result:
        _refuse(f"result.duration: {verb} needs it")
    name, value = JUDGED.get(verb, (None, None))
    if name and result.get(name) is not value:
        _refuse(f"result.{name}: of {verb} it is {str(value).lower()}")
    for other in {"completion", "success"} - {name}:
        if other in result:
            _refuse(f"result.{other}: {verb} has none")
    if bool(name) != (MOVE_ON in categories):
        _refuse(f"context.contextActivities.category: {verb} {'needs' if name else 'has no'} moveon")
    if "score" in result:
        _check_score(statement, verb, result["score"], expected)
    _check_mastery(statement, expected)


def _check_score(statement, verb, score, expected):
    if verb not in ("passed", "failed"):
        _refuse(f"result.score: {verb} has none")
    if "raw" in score and not {"min", "max"} <= score.keys():
        _refuse("result.score: raw needs min and max beside it")
    if expected.mastery is None:
        return
    if MASTERY not in statement["context"]["extensions"]:
        _refuse("context.extensions: a score needs the masteryscore that it is judged by")
    if "scaled" in score and (Decimal(str(score["scaled"])) >= Decimal(str(expected.mastery))) != (verb == "passed"):
        _refuse(f"result.score.scaled: is on the other side of {expected.mastery}, the mastery score, than {verb}")


def _check_mastery(statement, expected):
    given = statement["context"]["extensions"].get(MASTERY)
    if given is not None and (expected.mastery is None or given != Decimal(str(expected.mastery))):
        _refuse("context.extensions: masteryscore is not the one of this unit")


def _check_history(verb, expected, said):
    if verb in said.session:
        _refuse(f"verb: {verb} was said in this session already")
    if verb in JUDGED and expected.mode != "Normal":
        _refuse(f"verb: {verb} is for the launch mode Normal, and this is {expected.mode}")
    if verb in said.registration:
        _refuse(f"verb: {verb} was said in this registration already")
    if verb in ("passed", "failed") and {"passed", "failed"} & said.session:
        _refuse("verb: passed or failed was said in this session already")
    if verb == "failed" and "passed" in said.registration:
        _refuse("verb: failed cannot follow passed")


def _refuse(why):
    raise NotBySession(f"This breaks the rules of cmi5. {why}. Nothing was stored.")


