"""A statement as a sentence for people: who did what with which thing, and what came of it."""

import json
from decimal import Decimal

from course.statements.vocabulary import NAMES, VERBS, extension_iri

MISSING = {"skipped": "left empty", "declined": "preferred not to say", "erased": "erased since"}


def sentence(said, who, longest=None):
    """`said` is the statement's JSON as values, `who` the name to use for its actor; `longest` is how many characters the thing
    and the answer may each have, so that a line of a list comes to its end."""
    target, result = said["object"], said.get("result", {})
    answer = _answer(result["response"], target.get("definition", {})) if "response" in result else None
    answered = f"“{_cut(answer, longest)}”" if answer is not None else _missing(said.get("context", {}))
    return f"{who} {_verb(said['verb'])} {_thing(target, longest)}{_outcome(result, answered)}."


def _missing(context):
    """Why there is no answer, as a platform of ours tells it, or None."""
    said = context.get("extensions", {})
    return next((MISSING.get(str(said[iri])) for iri in said if iri.endswith(extension_iri("", "missing"))), None)


def _verb(verb):
    if verb["id"] in NAMES:
        return VERBS[NAMES[verb["id"]]].display
    return _in_words(verb.get("display")) or verb["id"].rstrip("/").rpartition("/")[2] or verb["id"]


def _cut(text, longest):
    return f"{text[:longest].rsplit(None, 1)[0]} …" if text and longest and len(text) > longest else text


def _thing(target, longest):
    kind = target.get("objectType", "Activity")
    if kind == "StatementRef":
        return "another statement"
    if kind == "SubStatement":
        return "that something be done"
    if kind in ("Agent", "Group"):
        return f"with {target.get('name', 'somebody')}"
    return f"“{_cut(_in_words(target.get('definition', {}).get('name')), longest) or target['id']}”"


def _outcome(result, answered):
    """In the order in which people would say it; what is not said is left out."""
    parts = [answered] if answered else []
    if "success" in result:
        parts.append("right" if result["success"] else "not right")
    score = result.get("score", {})
    if "raw" in score:
        most = score.get("max", score["raw"])
        points = "point" if most == 1 else "points"
        parts.append(f"{_number(score['raw'])} of {_number(most)} {points}" if "max" in score else f"{_number(most)} {points}")
    if result.get("completion"):
        parts.append("completed")
    return f": {', '.join(parts)}" if parts else ""


def _answer(text, definition):
    """What was chosen is told as ids with marks of xAPI between them, and the rows of a worksheet's table as JSON."""
    rows = _rows(text) if text.startswith("[{") else []
    if rows:
        return " / ".join("; ".join(f"{column.replace('_', ' ')}: {words}" for column, words in row.items()) for row in rows)
    named = {part: _named(definition.get(part)) for part in ("choices", "scale", "source", "target")}
    return "; ".join(_chosen(part, named) for part in text.split("[,]"))


def _chosen(part, named):
    first, paired, second = part.partition("[.]")
    if paired:
        return f"{named['source'].get(first, first)}: {named['target'].get(second, second)}"
    return named["choices"].get(part) or named["scale"].get(part) or part


def _named(components):
    """{id: words} of the options of a question that says what they are called."""
    return {one["id"]: words for one in components or () if (words := _in_words(one.get("description")))}


def _rows(text):
    """[{column: words}], those that are filled in; [] where the text is anything else, for tools write what they like."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return []
    plain = all(isinstance(row, dict) and all(isinstance(words, str) for words in row.values()) for row in rows)
    return [row for row in rows if row] if plain else []


def _number(value):
    return f"{round(float(value), 2):.12g}"


def _in_words(texts):
    """A text of a language map: English or of no language before others."""
    return texts and next((texts[tag] for tag in ("en", "und") if tag in texts), next(iter(texts.values()), None))


def in_lines(said):
    """The JSON with a line for each property, to be read by people: numbers as they count, not in all of their digits."""
    return json.dumps(said, ensure_ascii=False, indent=2, default=_decimal)


def _decimal(value):
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)
