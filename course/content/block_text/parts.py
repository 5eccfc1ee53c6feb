"""A block taken apart, as its form holds it: plain texts, and lists of lines."""

from dataclasses import dataclass, field


@dataclass
class Parts:
    """`settings` {name: as it is written}, in order; `text` the prose; `rows` dictionaries of texts: a choice or line has `mark`,
    `text`, `id`, `under`; a pair `left`, `left_id`, `right`, `right_id`; a gap `id`, `typed`, `texts` (a line each); an item
    `kind`, `args`, `text`, `id`, `more` and, after it, `lines` (rows again) or `columns` (`name`, `id`, `takes`).
    `whole` {mark: text}; `heads` those of a table of pairs; `inside` the questions of a quiz as they stand."""

    settings: dict = field(default_factory=dict)
    text: str = ""
    rows: list = field(default_factory=list)
    whole: dict = field(default_factory=dict)
    heads: list = field(default_factory=list)
    inside: str = ""


def told(parts):
    """Without what is empty, so that two can be compared."""
    return {"settings": _full(parts.settings), "text": parts.text.strip(), "rows": [row for row in map(_full, parts.rows) if row],
            "whole": _full(parts.whole), "heads": [head for head in parts.heads if head], "inside": parts.inside.strip()}


def _full(row):
    found = {}
    for name, value in row.items():
        value = [one for one in map(_full, value) if one] if isinstance(value, list) else value
        if value or name == "mark" and row.get("text"):
            found[name] = value
    return found
