"""Whom and what a statement names, under the short terms that the ledger's indexes know."""

import hashlib
from uuid import UUID

from course.statements.xapi.rules import IFIS, VOIDED


def identifier(agent):
    """What identifies an agent or group, as text; None for an anonymous group."""
    for name in IFIS:
        if name in agent:
            given = agent[name]
            return f"{name}\0{given['homePage']}\0{given['name']}" if name == "account" else f"{name}\0{given}"
    return None


def term(kind, words):
    """16 bytes that stand for `words` in an index, however long they are."""
    return UUID(bytes=hashlib.sha256(f"{kind}\0{words}".encode("utf-8", "surrogatepass")).digest()[:16])


def agent_term(agent, platform=None):
    """The ledger's `actor` of an agent: the platform's own pseudonyms are themselves. None for an anonymous group."""
    account = agent.get("account")
    if account and account["homePage"] == platform:
        own = pseudonym(account["name"])
        if own:
            return own
    words = identifier(agent)
    return None if words is None else term("agent", words)


def pseudonym(name):
    try:
        found = UUID(name)
    except ValueError:
        return None
    return found if str(found) == name else None


def near_agents(statement):
    """The actor, the object if it is somebody, and the members of both."""
    yield from _with_members(statement["actor"])
    if statement["object"].get("objectType") in ("Agent", "Group"):
        yield from _with_members(statement["object"])


def far_agents(statement):
    """Everybody else that it names; not its authority, which is a column."""
    context = statement.get("context", {})
    for key in ("instructor", "team"):
        if key in context:
            yield from _with_members(context[key])
    for key, one in (("contextAgents", "agent"), ("contextGroups", "group")):
        for entry in context.get(key, ()):
            yield from _with_members(entry[one])
    if statement["object"].get("objectType") == "SubStatement":
        yield from near_agents(statement["object"])
        yield from far_agents(statement["object"])


def _with_members(agent):
    yield agent
    yield from agent.get("member", ())


def all_activities(statement):
    """Activity objects as they stand in it, with their definitions: its object's, its context's, its SubStatement's."""
    of = statement["object"]
    if of.get("objectType", "Activity") == "Activity":
        yield of
    for given in statement.get("context", {}).get("contextActivities", {}).values():
        yield from given if isinstance(given, list) else [given]
    if of.get("objectType") == "SubStatement":
        yield from all_activities(of)


def all_attachments(statement):
    """Attachment objects: its own, and its SubStatement's."""
    yield from statement.get("attachments", ())
    if statement["object"].get("objectType") == "SubStatement":
        yield from statement["object"].get("attachments", ())


def activity_of(statement):
    """The IRI of its object, None if that is no activity."""
    return statement["object"]["id"] if statement["object"].get("objectType", "Activity") == "Activity" else None


def reference_of(statement):
    """The id of the statement that it is about, or None."""
    return UUID(statement["object"]["id"]) if statement["object"].get("objectType") == "StatementRef" else None


def is_voiding(statement):
    return statement["verb"]["id"] == VOIDED


def mentions(statement, platform):
    """The terms under which filters find it, besides its columns: as near agent, as related agent, as related activity."""
    near, far = _terms(near_agents(statement), platform), _terms(far_agents(statement), platform)
    actor = agent_term(statement["actor"], platform)
    found = {term("near", one) for one in near - {actor}} | {term("far", one) for one in (near | far) - {actor}}
    own = activity_of(statement)
    return found | {term("activity", one["id"]) for one in all_activities(statement) if one["id"] != own}


def _terms(agents, platform):
    return {agent_term(one, platform) for one in agents} - {None}
