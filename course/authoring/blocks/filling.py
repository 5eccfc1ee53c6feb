"""The form of a block: what it asks, made of what the library says of its kind, and what was sent, read into Parts."""

import re
from collections import namedtuple
from copy import deepcopy

from course.authoring.blocks import words
from course.content import values
from course.content.block_text.parts import Parts
from course.content.block_text.putting_together import with_ids

Field = namedtuple("Field", "name label hint widget value options")
ROW = re.compile(r"row-(\d{1,3})\.(?:(line|column)-(\d{1,3})\.)?([a-z_]{2,10})")
NEW_NAME = re.compile(r"scale\.[A-Za-z0-9_-]{1,30}")
ONE_LINE = {"text", "id", "mark", "left", "right", "left_id", "right_id", "name", "takes", "args", "kind", "declines", "typed",
            "scale", "moments", "of", "rows", "options"}
MOST = 200  # rows of a form, and lines of a row
SPARE = {"choices": 3, "numbered": 3, "pairs": 3, "gaps": 1}  # how many empty rows a new form shows
DECLINE, SCALE = "prefer-not-to-say", "scale."
NEW_SCALE = "1 disagree | 2 neither | 3 agree"
ROWS = {"choices": ("mark", "text", "id", "under"), "pairs": ("left", "left_id", "right", "right_id"),
        "gaps": ("id", "typed", "texts"), "items": ("kind", "args", "text", "id", "more", "lines", "columns")}


def new_parts(kind):
    """The Parts of a form that nothing was filled into."""
    return with_room(Parts(), kind)


def empty_row(kind, item=""):
    names = {name for names in ROWS.values() for name in names} - {"lines", "columns"}
    row = dict.fromkeys(sorted(names), "") | {"mark": kind.marks[-1] if kind.marks else ""}
    if item:
        after = dict(kind.items)[item]
        row |= {"kind": item, "args": {"table": "3"}.get(item, ""), "lines": [], "columns": []}
        row["lines"] = [empty_line() for _ in range({"list": 3, "rows": 2}.get(after, 0))]
        row["columns"] = [empty_column() for _ in range(2 if after == "table" else 0)]
    return row


def empty_line():
    return {"mark": "", "text": "", "id": ""}


def empty_column():
    return {"name": "", "id": "", "takes": "text"}


def settings_of(kind, parts):
    """Fields for the settings of a block, without its id, its scales and what its items say."""
    return [_field(kind.name, name, convert, parts.settings.get(name, "")) for name, convert in kind.settings.items()
            if name not in ("id", DECLINE, f"{SCALE}*")]


def _field(kind, name, convert, value):
    label, hint = words.setting(kind, name)
    flags = ("yes", "no") if value == "no" or name == "shuffle" and kind != "quiz" else ("yes",)
    known = getattr(convert, "known", flags if convert is values.flag else ())
    nothing = "no" if "no" not in known and convert is values.flag else words.EMPTY.get(name, "not said")
    options = [("", nothing), *((one, words.VALUES.get(one, one)) for one in known)] if known else []
    if known and value and value not in dict(options):
        options.append((value, value))  # that does not fit, and is for the author to mend
    widget = "select" if options else "lines" if name.startswith(SCALE) else "number" if convert in (
        values.count, values.minutes) else "line"
    return Field(f"set-{name}", label, hint, widget, _shown(name, value), options)


def scales_of(parts):
    """[(name, its points, a line each, the words at its ends)] of a survey."""
    return [(name.removeprefix(SCALE), _shown(name, value), _ends(value)) for name, value in parts.settings.items()
            if name.startswith(SCALE) and name != f"{SCALE}nps"]


def _shown(name, value):
    return "\n".join(point.strip() for point in value.split("|")) if name.startswith(SCALE) else value


def _ends(value):
    points = [point.strip().lstrip("-0123456789").strip() for point in value.split("|")]
    return " … ".join(filter(None, (points[0], points[-1]))) if points else value


def read_form(form, kind, before):
    """The Parts that were sent. What the form does not show stays as it is in `before`."""
    parts = deepcopy(before)
    for name in form:
        what, _, of = name.partition("-")
        if what == "set" and (of in kind.settings or f"{SCALE}*" in kind.settings and NEW_NAME.fullmatch(of)):
            parts.settings[of] = _setting(of, form[name])
        elif what == "whole" and of in kind.whole:
            parts.whole[of] = _whole(form[name])
    parts.text = _text(form.get("text", ""))
    parts.heads = [_line(form.get(f"heads-{place}", "")) for place in (0, 1)] if kind.body == "pairs" else []
    parts.rows = _rows(form, kind)
    return parts


def _setting(name, value):
    if name.startswith(SCALE):
        points = [_line(point) for point in _text(value).split("\n") if point.strip()]
        bare = not any(re.match(r"-?\d", point) for point in points)
        return " | ".join(f"{number} {point}" if bare else point for number, point in enumerate(points, start=1))
    return _line(value)


def _rows(form, kind):
    found = {}
    for name in form:
        match = ROW.fullmatch(name)
        if match and int(match[1]) < MOST and int(match[3] or 0) < MOST:
            row = found.setdefault(int(match[1]), {})
            inner = row.setdefault(f"{match[2]}s", {}).setdefault(int(match[3]), {}) if match[2] else row
            inner[match[4]] = _line(form[name]) if match[4] in ONE_LINE else _text(form[name])
    return [_row(found[number], kind) for number in sorted(found)]


def _row(row, kind):
    known = dict(kind.items)
    item = row.get("kind", "") if row.get("kind") in known else ""
    whole = empty_row(kind, item or (next(iter(known)) if known else "")) | row
    if known:
        for name, empty in (("lines", empty_line), ("columns", empty_column)):
            whole[name] = [empty() | row[name][number] for number in sorted(row.get(name, {}))]
        whole["columns"] = [_column(one) for one in whole["columns"]]
        whole["args"] = _arguments(whole, known)
    return whole


def _column(column):
    options = ", ".join(part.strip() for part in column.pop("options", "").split(",") if part.strip())
    if column["takes"] == "select":
        column["takes"] = f"select: {options}"
    return column


def _arguments(row, known):
    if "scale" in row:
        return " ".join(filter(None, (row["scale"], row.get("moments"))))
    return row.get("of") or row.get("rows") or row["args"] if row["kind"] in known else ""


def marked(parts):
    """The rows with a tick where nobody need answer: at all items, or at those that the survey names."""
    names = {name.strip() for name in parts.settings.get(DECLINE, "").split(",")}
    for row in parts.rows:
        row["declines"] = "yes" if names & {"all", row.get("id") or "all"} else ""
    return parts


def completed(parts, kind):
    """The Parts as they are written: without what was left empty, with an id wherever one is missing."""
    ticked = [row.get("declines") for row in parts.rows if _holds(row, kind)]
    parts = deepcopy(parts)
    parts.rows = [_kept(row, kind) for row in parts.rows if _holds(row, kind)]
    with_ids(parts, kind)
    if DECLINE in kind.settings:
        parts.settings[DECLINE] = _declining(parts, ticked)
    return parts


def _holds(row, kind):
    return any(row.get(name) for name in {"pairs": ("left", "right"), "gaps": ("texts", "id"), "items": ("kind",)}.get(
        kind.body, ("text", "under")))


def _kept(row, kind):
    kept = {name: row[name] for name in ROWS.get(kind.body, ("text", "id", "under"))}
    for name, told in (("lines", "text"), ("columns", "name")):
        if name in kept:
            kept[name] = [one for one in row[name] if one[told] or one["id"]]
    return kept


def _declining(parts, ticked):
    """Who need answer no item says so by `all`."""
    may = [(row["id"], tick) for row, tick in zip(parts.rows, ticked, strict=True) if row["kind"] not in ("fact", "show")]
    names = [name for name, tick in may if tick]
    return "all" if names and len(names) == len(may) else ", ".join(names)


def with_room(parts, kind):
    """With empty rows and lines to go on in."""
    if not parts.rows and kind.marks:
        parts.rows.append(empty_row(kind) | {"mark": kind.marks[0]})
    while len(parts.rows) < SPARE.get(kind.body, 0):
        parts.rows.append(empty_row(kind))
    for row in parts.rows:
        if kind.body == "items" and kind.after(row["kind"]) in ("list", "rows") and all(line["text"] for line in row["lines"]):
            row["lines"] = [*row["lines"], empty_line()]
    return parts


def act(parts, kind, do):
    """What a button of the form does to it: `add`, `add-KIND`, `scale`, and `remove-3`, `up-3`, `down-3`, `more-3` of a row."""
    what, _, of = do.partition("-")
    if what == "add" and len(parts.rows) < MOST and (not of or of in dict(kind.items)):
        row = empty_row(kind, of)
        if of and kind.after(of) == "rows":
            if not scales_of(parts):
                act(parts, kind, "scale")
            row["args"] = scales_of(parts)[0][0]
        parts.rows.append(row)
    elif what == "scale":
        taken = {name for name, _, _ in scales_of(parts)}
        name = next(name for name in ("agree", *(f"agree-{number}" for number in range(2, MOST))) if name not in taken)
        parts.settings[f"{SCALE}{name}"] = NEW_SCALE
    elif of.isdecimal() and int(of) < len(parts.rows):
        _of_row(parts.rows, int(of), what)


def _of_row(rows, number, what):
    other = number + {"up": -1, "down": 1}.get(what, 0)
    if what == "remove":
        rows.pop(number)
    elif what == "more":
        rows[number]["columns" if rows[number].get("columns") else "lines"] += [
            empty_column() if rows[number].get("columns") else empty_line() for _ in range(2)]
    elif 0 <= other < len(rows):
        rows[number], rows[other] = rows[other], rows[number]


def _line(value):
    return " ".join(value.replace("\0", "").split())[:2000]


def _text(value):
    return value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _whole(value):
    """Its first paragraph stands on one line, as it is written."""
    first, _, rest = _text(value).partition("\n\n")
    return "\n\n".join(filter(None, (" ".join(first.split()), rest.strip("\n"))))
