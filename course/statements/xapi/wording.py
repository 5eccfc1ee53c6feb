"""A statement's own characters, and the few that a store adds or mends: nothing else of them changes."""

from course.statements.xapi.exact import dump, members

OURS = {"stored", "authority"}  # a store says these, whatever was sent


def arrange(statement, text):
    """The characters to keep of a statement as sent: without what the store says, and with arrays where one activity stood alone.
    In `statement` that array is put, too."""
    edits = list(_alone(statement, text))
    for _, value, end in edits:
        text = f"{text[:value]}[{text[value:end]}]{text[end:]}"
    if OURS & statement.keys():
        return _without(text, OURS)
    return text


def _without(text, keys):
    """All else stays where it stood, with the comma before it."""
    found = list(members(text))
    ends = [found[0][1], *(end for *_, end in found)]
    kept = [(before, start, end) for before, (key, start, _, end) in zip(ends, found, strict=False) if key not in keys]
    rest = "".join(text[before:end] for before, _, end in kept[1:])
    return text[:ends[0]] + text[kept[0][1]:kept[0][2]] + rest + text[ends[-1]:]


def _alone(statement, text):
    """(key, start, end) of each lone activity in a context, the last one first; `statement` is mended on the way."""
    places = []
    holders = [(statement, 0)]
    if statement["object"].get("objectType") == "SubStatement":
        holders.append((statement["object"], None))
    for holder, start in holders:
        given = holder.get("context", {}).get("contextActivities", {})
        lone = [kind for kind, one in given.items() if isinstance(one, dict)]
        if lone:
            start = _within(text, 0, "object") if start is None else start
            start = _within(text, _within(text, start, "context"), "contextActivities")
            places += [(key, value, end) for key, _, value, end in members(text, start) if key in lone]
            given |= {kind: [given[kind]] for kind in lone}
    return sorted(places, key=lambda place: -place[1])


def _within(text, start, key):
    return next(value for name, _, value, _ in members(text, start) if name == key)


def complete(text, **added):
    """The characters with further properties at their end; those that are None are not added."""
    more = "".join(f',"{key}":{dump(value)}' for key, value in added.items() if value is not None)
    return text.rstrip()[:-1].rstrip() + more + "}" if more else text
