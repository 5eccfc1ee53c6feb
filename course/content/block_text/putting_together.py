"""From the Parts of a form to the block's Markdown, in the one way that the workshop writes it; each line knows its field."""

import re

from course.content.fixing import made

INDENT = "    "
FIRST = ("id", "was", "title")  # the settings that name a block
PLACE = re.compile(r"\[\[(\d{1,3})\]\]")  # a gap, in the text of its form


def put_together(parts, kind, slashes=0):
    """[(line, the field of the form that it was written from)] of the block; `inside` of a quiz stands as it stood."""
    slashes = "/" * (slashes or (4 if kind.body == "questions" else 3))
    lines = [(f"{slashes} {kind.heading}", "")]
    lines += [(f"{name}: {value}".rstrip(), f"set-{name}") for name, value in _in_order(parts.settings)]
    lines.append(("", ""))
    text = PLACE.sub(lambda place: _gap(parts.rows, place), parts.text) if kind.body == "gaps" else parts.text
    for piece in (_prose(text), BODIES[kind.body](parts) if kind.body in BODIES else [], _whole(parts, kind)):
        lines += piece
    while lines[-1][0] == "":
        lines.pop()
    return [*lines, (slashes, "")]


def with_ids(parts, kind):
    """Gives an id to what has none, once and for good: of its words, and a little chance."""
    if "id" in kind.settings and not parts.settings.get("id"):
        words = parts.settings.get("title") or parts.text.split("\n")[0]
        parts.settings = {"id": made(words, kind.name)} | {name: value for name, value in parts.settings.items() if name != "id"}
    for row in parts.rows:
        _named(row, kind)


def _named(row, kind):
    if kind.body == "pairs":
        row["left_id"] = (row.get("left_id") or made(row["left"])) if row.get("left") else ""
    elif kind.body == "gaps":
        row["id"] = row.get("id") or made("", "gap")
    elif kind.body != "items":
        row["id"] = row.get("id") or made(row["text"])
    elif row["kind"] != "show":
        row["id"] = row.get("id") or made(row["text"], row["kind"])
    for inner in row.get("lines", ()):
        inner["id"] = inner.get("id") or made(inner["text"])
    for inner in row.get("columns", ()):
        inner["id"] = inner.get("id") or made(inner["name"])


def _in_order(settings):
    names = dict.fromkeys((*FIRST, *settings))
    return [(name, settings[name]) for name in names if settings.get(name)]


def _prose(text, field="text"):
    return [*((line, field) for line in text.split("\n")), ("", "")] if text.strip() else []


def _id(name):
    return f" {{#{name}}}" if name else ""


def _indented(text, field):
    if not text.strip():
        return []
    return [("", ""), *((INDENT + line if line.strip() else "", field) for line in text.split("\n")), ("", "")]


def _choices(parts):
    lines = []
    for number, row in enumerate(parts.rows):
        lines.append((f"- [{row['mark'] or ' '}] {row['text']}{_id(row['id'])}", f"row-{number}.text"))
        lines += _indented(row.get("under", ""), f"row-{number}.under")
    return _apart(lines)


def _numbered(parts):
    lines = []
    for number, row in enumerate(parts.rows):
        lines.append((f"{number + 1}. {row['text']}{_id(row['id'])}", f"row-{number}.text"))
        lines += _indented(row.get("under", ""), f"row-{number}.under")
    return _apart(lines)


def _whole(parts, kind):
    lines = []
    for mark in kind.whole:
        first, _, rest = parts.whole.get(mark, "").strip().partition("\n\n")
        if first:
            lines.append((f"- [{mark}] {' '.join(first.split())}", f"whole-{mark}"))
            lines += _indented(rest.strip("\n"), f"whole-{mark}")
    return lines


def _cell(text):
    return text.replace("\\|", "|").replace("|", "\\|")


def _pairs(parts):
    heads = [*(head or " " for head in parts.heads), "", ""][:2]
    lines = [(f"| {_cell(heads[0])} | {_cell(heads[1])} |", "heads-0"), ("|---|---|", "")]
    for number, row in enumerate(parts.rows):
        left, right = f"{_cell(row['left'])}{_id(row['left_id'])}", f"{_cell(row['right'])}{_id(row['right_id'])}"
        lines.append((f"| {left} | {right} |", f"row-{number}.left"))
    return _apart(lines)


def _gap(rows, place):
    """The gap of this number as it stands in the text; a number that no gap has stays."""
    row = rows[int(place[1]) - 1] if 0 < int(place[1]) <= len(rows) else None
    if row is None:
        return place[0]
    texts = [text.strip() for text in row["texts"].split("\n") if text.strip()]
    return f"[[{'= ' if row.get('typed') else ''}{' | '.join(texts)}]]{_id(row.get('id')).strip()}"


def _questions(parts):
    return [*((line, "inside") for line in parts.inside.split("\n")), ("", "")] if parts.inside.strip() else []


def _items(parts):
    lines = []
    for number, row in enumerate(parts.rows):
        at, kind = f"row-{number}", " ".join(filter(None, (row["kind"], row.get("args", ""))))
        lines.append((f"[{kind}] {row['text']}{_id(row.get('id'))}".rstrip(), f"{at}.text"))
        lines += [(line, f"{at}.more") for line in row.get("more", "").split("\n") if line]
        for place, inner in enumerate(row.get("lines", ())):
            mark = f"[{inner['mark']}] " if inner["mark"] else ""
            lines.append((f"- {mark}{inner['text']}{_id(inner['id'])}", f"{at}.line-{place}.text"))
        lines += [*_columns(row.get("columns", ()), at), ("", "")]
    return lines


def _columns(columns, at):
    if not columns:
        return []
    heads = " | ".join(f"{_cell(one['name'])}{_id(one['id'])}" for one in columns)
    rules, takes = "|".join("---" for _ in columns), " | ".join(_cell(one["takes"]) for one in columns)
    return [(f"| {heads} |", f"{at}.column-0.name"), (f"|{rules}|", ""), (f"| {takes} |", f"{at}.column-0.takes")]


def _apart(lines):
    """With an empty line behind them."""
    return [*lines, ("", "")] if lines and lines[-1][0] else lines


BODIES = {"choices": _choices, "numbered": _numbered, "pairs": _pairs, "questions": _questions, "items": _items}
