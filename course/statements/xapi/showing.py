"""Statements as they are given back: exact, reduced to ids, canonical in one language, or as an older version knows them."""

from course.statements.xapi.exact import dump, parse
from course.statements.xapi.rules import COMPONENTS, IFIS

MOVED = ("contextAgents", "contextGroups")  # what 1.0 has no property for goes into an extension


def exact(text, version, extension):
    """The statement's own characters; what 1.0 does not know is put where it does. `extension(name)` is an IRI."""
    if version == "1.0" and ('"2.0' in text or '"contextAgents"' in text or '"contextGroups"' in text):
        return dump(as_1_0(parse(text), extension))
    return text


def as_1_0(statement, extension):
    said = dict(statement)
    if str(said.get("version", "")).startswith("2."):
        said["version"] = "1.0.3"
    said = _without(said, extension)
    if said["object"].get("objectType") == "SubStatement":
        said["object"] = _without(dict(said["object"]), extension)
    return said


def _without(holder, extension):
    context = holder.get("context", {})
    moved = {extension(name): context[name] for name in MOVED if name in context}
    if moved:
        rest = {key: value for key, value in context.items() if key not in MOVED}
        holder["context"] = rest | {"extensions": rest.get("extensions", {}) | moved}
    return holder


def ids(statement):
    """As little as tells agents, verbs and activities apart."""
    found = dict(statement)
    for key, reduce in (("actor", _agent), ("authority", _agent), ("verb", _only_id), ("object", _object), ("context", _context)):
        if key in found:
            found[key] = reduce(found[key])
    return found


def _only_id(value):
    return {"id": value["id"]}


def _agent(value):
    found = {key: value[key] for key in ("objectType", *IFIS) if key in value}
    if not any(name in value for name in IFIS):
        found["member"] = [_agent(one) for one in value["member"]]
    return found


def _object(value):
    kind = value.get("objectType", "Activity")
    if kind == "SubStatement":
        return ids(value)
    return {"Activity": _only_id, "StatementRef": dict}.get(kind, _agent)(value)


def _context(value):
    found = dict(value)
    for key in ("instructor", "team"):
        if key in found:
            found[key] = _agent(found[key])
    for kind, one in (("contextAgents", "agent"), ("contextGroups", "group")):
        if kind in found:
            found[kind] = [{**entry, one: _agent(entry[one])} for entry in found[kind]]
    if "contextActivities" in found:
        found["contextActivities"] = {kind: list(map(_only_id, given)) for kind, given in found["contextActivities"].items()}
    return found


def canonical(statement, definitions, languages):
    """With the definitions that the store has of its activities, each language map in one language."""
    found = dict(statement)
    if "display" in found["verb"]:
        found["verb"] = {**found["verb"], "display": pick(found["verb"]["display"], languages)}
    kind = found["object"].get("objectType", "Activity")
    if kind == "Activity":
        found["object"] = _defined(found["object"], definitions, languages)
    elif kind == "SubStatement":
        found["object"] = canonical(found["object"], definitions, languages)
    around = found.get("context", {}).get("contextActivities")
    if around:
        defined = {key: [_defined(one, definitions, languages) for one in given] for key, given in around.items()}
        found["context"] = {**found["context"], "contextActivities": defined}
    return found


def _defined(activity, definitions, languages):
    definition = definitions.get(activity["id"], activity.get("definition"))
    return {**activity, "definition": _in_one(definition, languages)} if definition else activity


def _in_one(definition, languages):
    found = dict(definition)
    for key in ("name", "description"):
        if key in found:
            found[key] = pick(found[key], languages)
    for key in COMPONENTS:
        if key in found:
            found[key] = [{**one, "description": pick(one["description"], languages)} if "description" in one else one
                          for one in found[key]]
    return found


def pick(words, languages):
    """A language map with the one entry that fits `languages` best, tags in the reader's order."""
    for wanted in (*languages, "und", "en"):
        for fits in (str.lower, _primary):
            for key in words:
                if fits(key) == fits(wanted):
                    return {key: words[key]}
    return dict(list(words.items())[:1])


def _primary(tag):
    return tag.lower().split("-")[0]
