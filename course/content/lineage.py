"""What goes on through edits: ids under the names of today, wordings that ask the same, explanations that were improved."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, eq=False)
class Lineage:
    """What the publications of a course have said so far, each adding to the one before; kept with each as JSON.

    `names`: {"module" | "lesson" | "block": {former id: id of today}}. `same`: {question: {fingerprint: that of the first wording
    that asked the same}}. `kin`: likewise, over changes of the key as well. `improved`: {question: {"number", "at"}}, the
    publication that improved its explanation and wants those told who got it wrong.
    """

    names: dict = field(default_factory=dict)
    same: dict = field(default_factory=dict)
    kin: dict = field(default_factory=dict)
    improved: dict = field(default_factory=dict)

    def today(self, what, key):
        return called_now(self.names.get(what, {}), key)

    def former(self, what, key):
        """The ids that something had before, if any."""
        return [old for old, new in self.names.get(what, {}).items() if new == key]

    def series(self, question, fingerprint):
        """The name of the series that a wording belongs to: the fingerprint of its first. `question` is an id of today."""
        return self.same.get(question, {}).get(fingerprint, fingerprint)

    def family(self, question, fingerprint):
        """The same over changes of the key: what may be marked anew."""
        return self.kin.get(question, {}).get(fingerprint, fingerprint)


NOTHING = Lineage()
RENAMED = {"lesson renamed": "lesson", "module renamed": "module"}  # all else that is renamed is a block


def called_now(names, key):
    """The id of today in {former id: id of today}; that of a worksheet's field, `worksheet.field`, moves with its worksheet."""
    if key in names or not names or key is None:
        return names.get(key, key)
    block, dot, field = key.partition(".")
    return names.get(block, block) + dot + field


def lineage_from_json(kept):
    return Lineage(**kept) if kept else NOTHING


def lineage_to_json(lineage):
    """None where there is nothing to keep."""
    kept = {name: getattr(lineage, name) for name in ("names", "same", "kin", "improved")}
    return kept if any(kept.values()) else None


def extended(lineage, changes, number=0, at=""):
    """The Lineage after one more publication with these settled Changes."""
    for change in changes:
        if change.was:
            what = RENAMED.get(change.kind, "block")
            lineage = _renamed(lineage, what, change.was, change.question or change.lesson)
    for change in changes:
        if change.kind == "wording" and change.confirmed:
            lineage = _joined(lineage, ("same", "kin"), change)
        elif change.kind == "key":
            lineage = _joined(lineage, ("kin",), change)
        if change.told:
            lineage = replace(lineage, improved={**lineage.improved, change.question: {"number": number, "at": at}})
    return lineage


def _renamed(lineage, what, old, new):
    moved = {key: new if there == old else there for key, there in lineage.names.get(what, {}).items()} | {old: new}
    moved.pop(new, None)  # an id that came back is itself again
    lineage = replace(lineage, names={**lineage.names, what: moved})
    if what != "block":
        return lineage
    return replace(lineage, **{name: _under(getattr(lineage, name), old, new) for name in ("same", "kin", "improved")})


def _under(kept, old, new):
    """What was kept of a question, or of a worksheet's fields, under its id of today."""
    return {called_now({old: new}, key): value for key, value in kept.items()}


def _joined(lineage, relations, change):
    before, after = change.fingerprints
    for name in relations:
        whole = getattr(lineage, name)
        own = dict(whole.get(change.question, {}))
        first, other = own.get(before, before), own.get(after, after)
        own = {key: first if there == other else there for key, there in own.items()} | {before: first, after: first}
        lineage = replace(lineage, **{name: {**whole, change.question: own}})
    return lineage
