"""A statement as a sentence for people: who did what with which thing, and what came of it."""

import json
from decimal import Decimal

from course.statements.vocabulary import NAMES, VERBS


def sentence(said, who):
    """`said` is the statement's JSON as values, `who` the name to use for its actor."""
    return f"{who} {_verb(said['verb'])} {_thing(said['object'])}{_outcome(said.get('result', {}))}."


def _verb(verb):
    if verb["id"] in NAMES:
        return VERBS[NAMES[verb["id"]]].display
    return _in_words(verb.get("display")) or verb["id"].rstrip("/").rpartition("/")[2] or verb["id"]


def _thing(target):
    kind = target.get("objectType", "Activity")
    if kind == "StatementRef":
        return "another statement"
    if kind == "SubStatement":
        return "that something be done"
    if kind in ("Agent", "Group"):
        return f"with {target.get('name', 'somebody')}"
    return f"“{_in_words(target.get('definition', {}).get('name')) or target['id']}”"


def _outcome(result):
    """In the order in which people would say it; what is not said is left out."""
    parts = []
    if "response" in result:
        parts.append(f"“{_answer(result['response'])}”")
    if "success" in result:
        parts.append("right" if result["success"] else "not right")
    score = result.get("score", {})
    if "raw" in score:
        parts.append(f"{_number(score['raw'])} of {_number(score['max'])} points" if "max" in score
                     else f"{_number(score['raw'])} points")
    if result.get("completion"):
        parts.append("completed")
    return f": {', '.join(parts)}" if parts else ""


def _answer(text):
    """The rows of a worksheet's table are told as JSON, and the parts of other answers with marks of xAPI between them."""
    rows = _rows(text) if text.startswith("[{") else []
    if rows:
        return " / ".join(", ".join(f"{column.replace('_', ' ')}: {words}" for column, words in row.items()) for row in rows)
    return text.replace("[,]", ", ").replace("[.]", ": ")


def _rows(text):
    """[{column: words}], those that are filled in; [] where the text is anything else, for tools write what they like."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return []
    plain = all(isinstance(row, dict) and all(isinstance(words, str) for words in row.values()) for row in rows)
    return [row for row in rows if row] if plain else []


def _number(value):
    return f"{float(value):g}"


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
