"""Changes single keys in the head of a course's file, and leaves every other character as its author wrote it."""

import re

from course.content.front_matter import split

PLAIN = re.compile(r"[^\W_][\w ,.?!’“”()/+%-]*")  # a value that needs no quotes: YAML reads it as the text that it is
WORDS = {"yes", "no", "true", "false", "on", "off", "null", "none", "y", "n"}


def with_head(text, **changes):
    """The text with these keys set: to a string, yes or no, a list of strings, a list of tables, or (None) taken out."""
    front, body, _ = split(text)
    lines = [] if front is None else front.split("\n") if front else []
    for key, value in changes.items():
        lines = _put(lines, key, value)
    return "\n".join(["---", *lines, "---", body if front is not None else "\n" + text])


def with_body(text, body):
    """The text with another body under the same head."""
    front, _, _ = split(text)
    head = "" if front is None else "\n".join(["---", *([front] if front else []), "---", ""])
    return head + body


def _put(lines, key, value):
    """The value's lines in place of what the key had, or at the end."""
    start = next((place for place, line in enumerate(lines) if re.match(rf"{re.escape(key)}\s*:", line)), None)
    written = [] if value is None else _tables(key, value) if _are_tables(value) else [f"{key}: {_written(value)}"]
    if start is None:
        return lines + written
    end = start + 1
    while end < len(lines) and re.match(r"\s+\S|-\s|\s*$", lines[end]):  # what goes on over several lines
        end += 1
    return lines[:start] + written + lines[end:]


def _are_tables(value):
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, dict) for one in value)


def _tables(key, tables):
    """A line for each value, those of one table under its first."""
    rows = [[f"{name}: {_written(value)}" for name, value in table.items() if value] for table in tables]
    return [f"{key}:", *("  " + ("- " if place == 0 else "  ") + row for lines in rows for place, row in enumerate(lines))]


def _written(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, list | tuple):
        return quoted(value)
    return f"[{', '.join(_in_quotes(one) if ',' in one else quoted(one) for one in value)}]"


def quoted(value):
    """A text as YAML that stays this text, whatever is in it."""
    value = " ".join(str(value).split())
    if PLAIN.fullmatch(value) and value.lower() not in WORDS or value.isdecimal():
        return value
    return _in_quotes(value)


def _in_quotes(value):
    return "'" + value.replace("'", "''") + "'"
