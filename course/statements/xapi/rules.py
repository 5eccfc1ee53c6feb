"""Whether something is a statement: one table for each object, with the check of each property. `check()` names what is wrong."""

from course.statements.xapi.shapes import (
    Wrong,
    boolean,
    duration,
    extensions,
    iri,
    language,
    language_map,
    mailbox,
    media_type,
    number,
    one_of,
    sha1,
    sha2,
    text,
    timestamp,
    uuid,
    whole,
)

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
IFIS = ("mbox", "mbox_sha1sum", "openid", "account")
INTERACTIONS = ("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert",
                "numeric", "other")
COMPONENTS = {"choices": ("choice", "sequencing"), "scale": ("likert",), "source": ("matching",), "target": ("matching",),
              "steps": ("performance",)}


def fields(rules, *required, also=None):
    """The check of an object: `rules` for each property, those that it must have, and what else must hold of it."""

    def check(value):
        if type(value) is not dict:
            raise Wrong("must be an object")
        for key, one in value.items():
            rule = rules.get(key)
            if rule is None:
                near = [known for known in rules if known.lower() == key.lower()]
                raise Wrong(f"has a property “{key[:100]}”, which xAPI does not know" + (f"; it is {near[0]}" if near else ""))
            try:
                rule(one)
            except Wrong as wrong:
                raise wrong.inside(key) from None
        for key in required:
            if key not in value:
                raise Wrong(f"lacks {key}")
        if also:
            also(value)

    return check


def each(check, at_least=0):
    def check_all(values):
        if type(values) is not list:
            raise Wrong("must be an array")
        if len(values) < at_least:
            raise Wrong("must not be empty")
        for place, value in enumerate(values):
            try:
                check(value)
            except Wrong as wrong:
                raise wrong.inside(f"[{place}]") from None

    return check_all


def by_type(default, **checks):
    """The check for an object's objectType; `default` without one."""

    def check(value):
        if type(value) is not dict:
            raise Wrong("must be an object")
        kind = value.get("objectType", default)
        if type(kind) is not str or kind not in checks:
            raise Wrong(f"must be {' or '.join(checks)}").inside("objectType")
        checks[kind](value)

    return check


def _one_identifier(value):
    given = [name for name in IFIS if name in value]
    if len(given) != 1:
        raise Wrong(f"must have exactly one of {', '.join(IFIS)}" + (f", and has {' and '.join(given)}" if given else ""))


def _members_or_identifier(value):
    if any(name in value for name in IFIS):
        _one_identifier(value)
    elif not value.get("member"):
        raise Wrong("has no identifier, and so must have members")


account = fields({"homePage": iri, "name": text}, "homePage", "name")
_identity = {"objectType": text, "name": text, "mbox": mailbox, "mbox_sha1sum": sha1, "openid": iri, "account": account}
_agent = fields(_identity, also=_one_identifier)
agent = by_type("Agent", Agent=_agent)
_group = fields(_identity | {"member": each(agent)}, also=_members_or_identifier)
group = by_type(None, Group=_group)
actor = by_type("Agent", Agent=_agent, Group=_group)


def authority(value):
    """An agent, or a group of two: the user and the application that OAuth knows."""
    actor(value)
    if value.get("objectType") == "Group" and (any(name in value for name in IFIS) or len(value["member"]) != 2):
        raise Wrong("must be an agent, or a group without identifier and with two members")


verb = fields({"id": iri, "display": language_map}, "id")
component = fields({"id": text, "description": language_map}, "id")


def _components(values):
    each(component)(values)
    ids = [value["id"] for value in values]
    if len(ids) != len(set(ids)):
        raise Wrong("has the same id twice")


def _interaction(value):
    kind = value.get("interactionType")
    for key in ("correctResponsesPattern", *COMPONENTS):
        if key in value and kind is None:
            raise Wrong(f"has {key}, and so must have interactionType")
        if key in value and kind not in COMPONENTS.get(key, INTERACTIONS):
            raise Wrong(f"has {key}, which belongs to {' and '.join(COMPONENTS[key])}")


definition = fields({
    "name": language_map, "description": language_map, "type": iri, "moreInfo": iri, "extensions": extensions,
    "interactionType": one_of(*INTERACTIONS), "correctResponsesPattern": each(text), **dict.fromkeys(COMPONENTS, _components),
}, also=_interaction)
activity = by_type("Activity", Activity=fields({"objectType": text, "id": iri, "definition": definition}, "id"))
statement_ref = by_type(None, StatementRef=fields({"objectType": text, "id": uuid}, "id"))


def _within(value):
    low, high, raw, scaled = (value.get(key) for key in ("min", "max", "raw", "scaled"))
    if scaled is not None and not -1 <= scaled <= 1:
        raise Wrong("must be from -1 to 1").inside("scaled")
    if low is not None and high is not None and not low < high:
        raise Wrong("must be less than max").inside("min")
    if raw is not None and (low is not None and raw < low or high is not None and raw > high):
        raise Wrong("must be from min to max").inside("raw")


score = fields({"scaled": number, "raw": number, "min": number, "max": number}, also=_within)
result = fields({"score": score, "success": boolean, "completion": boolean, "response": text, "duration": duration,
                 "extensions": extensions})


def one_or_more(value):
    """A single activity is taken for an array of one."""
    each(activity)(value) if type(value) is list else activity(value)


context_activities = fields(dict.fromkeys(("parent", "grouping", "category", "other"), one_or_more))
_context = {
    "registration": uuid, "instructor": actor, "team": group, "contextActivities": context_activities, "revision": text,
    "platform": text, "language": language, "statement": statement_ref, "extensions": extensions,
}
_relevant = {"relevantTypes": each(iri, at_least=1)}
context_agent = by_type(None, contextAgent=fields({"objectType": text, "agent": agent} | _relevant, "agent"))
context_group = by_type(None, contextGroup=fields({"objectType": text, "group": group} | _relevant, "group"))
_context_2 = _context | {"contextAgents": each(context_agent), "contextGroups": each(context_group)}

def is_signature(value):
    return value["usageType"] == SIGNATURE


def _plain_bytes(value):
    if is_signature(value) and value["contentType"].partition(";")[0].strip().lower() != "application/octet-stream":
        raise Wrong("must be application/octet-stream, for the usageType says that it is a signature").inside("contentType")


attachment = fields({
    "usageType": iri, "display": language_map, "description": language_map, "contentType": media_type, "length": whole,
    "sha2": sha2, "fileUrl": iri}, "usageType", "display", "contentType", "length", "sha2", also=_plain_bytes)


def _about_activities(value):
    """Of a statement or SubStatement: `revision` and `platform` speak of an activity."""
    of = value["object"].get("objectType", "Activity")
    for key in ("revision", "platform"):
        if of != "Activity" and key in value.get("context", ()):
            raise Wrong(f"may only be given where the object is an Activity, and it is a {of}").inside(key).inside("context")


def _statement(value):
    _about_activities(value)
    if value["verb"]["id"] == VOIDED and value["object"].get("objectType") != "StatementRef":
        raise Wrong("must be a StatementRef, for the verb is voided").inside("object")


def _made(context):
    common = {"actor": actor, "verb": verb, "result": result, "context": fields(context), "timestamp": timestamp,
              "attachments": each(attachment)}
    plain = {"Activity": activity, "Agent": agent, "Group": group, "StatementRef": statement_ref}
    inner = fields(common | {"objectType": text, "object": by_type("Activity", **plain)}, "actor", "verb", "object",
                   also=_about_activities)
    return fields(common | {"id": uuid, "object": by_type("Activity", **plain, SubStatement=inner), "stored": timestamp,
                            "authority": authority, "version": text}, "actor", "verb", "object", also=_statement)


CHECKS = {"1.0": _made(_context), "2.0": _made(_context_2)}


def check(statement, version="2.0"):
    """Raises Wrong, whose words name the property, if it is no statement of xAPI 1.0 or 2.0."""
    CHECKS[version](statement)
    said = statement.get("version")
    if said is not None and not is_version(said, version):
        raise Wrong("must be 1.0.x" + (" or 2.0.x" if version == "2.0" else "")).inside("version")


def is_version(said, version="2.0"):
    """Whether a statement that says this version may come in a request of `version`."""
    family, _, patch = said[:3], said[3:4], said[4:]
    return family in ("1.0", version) and (len(said) == 3 or said[3] == "." and patch.isdecimal() and patch.isascii())
