"""When two statements say the same: what xAPI lets a store see otherwise does not count, and all else does."""

import json

import pytest

from course.statements.xapi.comparing import are_alike
from course.statements.xapi.exact import parse

ANNA = {"mbox": "mailto:anna@example.org"}
BERT = {"account": {"homePage": "https://a.example", "name": "bert"}}
GROUP = {"objectType": "Group", "member": [ANNA, BERT]}
ONE = {
    "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee", "actor": ANNA | {"name": "Anna"},
    "verb": {"id": "https://example.org/v", "display": {"en": "tried"}},
    "object": {"id": "https://example.org/a", "definition": {"name": {"en": "Thing"}}},
    "result": {"duration": "PT1.239S", "score": {"raw": 1}, "extensions": {"https://example.org/e": {"a": [1, 2]}}},
    "context": {"team": GROUP, "contextActivities": {"parent": [{"id": "https://example.org/p"}]},
                "contextAgents": [{"objectType": "contextAgent", "agent": ANNA, "relevantTypes": ["https://example.org/t"]}],
                "statement": {"objectType": "StatementRef", "id": "7790e6c9-3ef0-4ed3-8b37-7f3964730bee"}},
    "timestamp": "2026-11-02T10:00:00.000+01:00",
    "attachments": [{"usageType": "https://example.org/u", "display": {"en": "File"}, "contentType": "text/plain", "length": 1,
                     "sha2": "0" * 64}],
}


def changed(path, value):
    """ONE with another value at a place such as context.team.member; None removes it."""
    copy = json.loads(json.dumps(ONE))
    *way, last = (int(step) if step.isdecimal() else step for step in path.split("."))
    holder = copy
    for step in way:
        holder = holder[step]
    if value is None:
        del holder[last]
    else:
        holder[last] = value
    return parse(json.dumps(copy))


def alike(path, value):
    return are_alike(changed(path, value), parse(json.dumps(ONE)))


@pytest.mark.parametrize(("path", "value"), [
    ("id", None), ("id", ONE["id"].upper()), ("timestamp", None), ("timestamp", "2026-11-02T09:00:00Z"), ("version", "1.0.3"),
    ("stored", "2020-01-01T00:00:00Z"), ("authority", ANNA), ("verb.display", {"de": "versuchte"}), ("verb.display", None),
    ("object.definition", None), ("object.objectType", "Activity"), ("actor.name", "A."), ("actor.objectType", "Agent"),
    ("context.team.member", [BERT, ANNA | {"objectType": "Agent", "name": "Anna"}]),
    ("context.contextActivities.parent", {"id": "https://example.org/p", "definition": {}}),
    ("context.contextAgents.0.agent", ANNA | {"name": "Anna"}), ("result.duration", "PT1.23S"), ("result.score.raw", 1.0),
    ("context.statement.id", ONE["context"]["statement"]["id"].upper()), ("attachments.0.display", {"de": "Datei"}),
    ("attachments.0.fileUrl", "https://example.org/f")])
def test_alike(path, value):
    assert alike(path, value)


@pytest.mark.parametrize(("path", "value"), [
    ("actor.mbox", "mailto:Anna@example.org"), ("actor", BERT), ("actor.objectType", "Group"),
    ("verb.id", "https://example.org/V"), ("verb.id", "https://example.org/%76"), ("object.id", "https://EXAMPLE.org/a"),
    ("object.id", "https://example.org/a/"), ("object", {"objectType": "StatementRef", "id": ONE["id"]}),
    ("timestamp", "2026-11-02T10:00:00.000Z"), ("timestamp", "2026-11-02T10:00:00.001+01:00"), ("result.duration", "PT1.24S"),
    ("result.score.raw", 1.01), ("result.score", None), ("result.success", True), ("result.extensions", {}),
    ("context.team.member", [ANNA]), ("context.contextActivities.parent", []), ("context.platform", "x"),
    ("context.contextAgents.0.relevantTypes", None), ("context.contextAgents.0.agent", BERT), ("attachments", None),
    ("attachments.0.sha2", "1" * 64), ("attachments.0.length", 2)])
def test_not_alike(path, value):
    assert not alike(path, value)


def test_true_is_not_1_and_members_of_an_identified_group_are_beside_the_point():
    assert not are_alike({**ONE, "result": {"extensions": {"a:b": True}}}, {**ONE, "result": {"extensions": {"a:b": 1}}})
    group = {"objectType": "Group", "mbox": "mailto:group@example.org"}
    assert are_alike({**ONE, "actor": group}, {**ONE, "actor": group | {"member": [ANNA]}})
