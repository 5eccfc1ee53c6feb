"""`[table 5]` on a worksheet: rows to fill in, each with the same columns. There is always an empty row more than are filled.

The answer is one text, JSON: a list of rows, each {column: what was written}, so that a table travels wherever a text does.
"""

import json
import re

from course.content.bodies import text_and_id
from course.content.course_text import Source
from course.content.problems import nearest, shortened
from course.content.questions.filling import mark, tell
from course.content.questions.making import fingerprint, same, text_of_missing
from course.content.questions.responding import LONGEST, ResponseDoesNotFit, free_text, skipped
from course.content.sheets import Item, Response

__all__ = ["as_text", "cells", "item_of", "mark", "read", "respond", "rows_of", "tell"]
AFTER = "table"
MOST_ROWS = 30
CELLS = ("text", "date", "number", "select")
BETWEEN = re.compile(r"(?<!\\)\|")
RULE = re.compile(r":?-{1,}:?")


def read(asked, report, context):
    """`asked.settings` holds `table`, the lines of the table after the field."""
    rows = _rows(asked, report)
    heads, kinds = _head(asked, report)
    columns = [_column(asked, head, kind, report, context) for head, kind in zip(heads, kinds, strict=True)]
    columns = [column for column in columns if column]
    _check_columns(asked, columns, report)
    return (item_of(asked.id, asked.prompt, context, rows, MOST_ROWS, columns),)


def item_of(key, prompt, context, rows, most, columns):
    """The Item of a table that begins with so many `rows` and may grow to `most`."""
    meaning = [[column["id"], same(column["html"]), column["kind"], *column["options"]] for column in columns]
    return Item(key=key, kind="paper-table", prompt=prompt, text=context.plain(prompt), scored=False,
                fingerprint=fingerprint("paper-table", prompt, extra=meaning),
                settings={"rows": rows, "most": most, "columns": columns})


def _rows(asked, report):
    given, *more = asked.arguments or ("3",)
    if more or not (given.isascii() and given.isdigit() and len(given) < 3 and 1 <= int(given) <= MOST_ROWS):
        report.error(asked.line, "P112", f'"[table {shortened(" ".join(asked.arguments))}]" does not fit. Write the number of '
                                         f"rows to begin with, 1 to {MOST_ROWS}, such as [table 5].")
        return 3
    return int(given)


def cells(text):
    """The cells of a table's line, without the bars at its ends; `\\|` is a bar that was meant."""
    inner = text.strip().removeprefix("|")
    found = [cell.strip().replace("\\|", "|") for cell in BETWEEN.split(inner)]
    return found[:-1] if found[-1] == "" else found


def _head(asked, report):
    """(cells of the head, cells of the line of kinds), or ([], []) where the table is not one of these."""
    lines = asked.settings["table"]
    if len(lines) == 3:
        heads, rule, kinds = (cells(line.text) for line in lines)
        if all(map(RULE.fullmatch, rule)) and len(heads) == len(kinds):
            return heads, kinds
    line = lines[3].number if len(lines) > 3 else asked.line
    report.error(line, "P109", "A [table] is three lines: the columns' names with their ids, `|---|`, and what goes into each, "
                               "such as `| text | select: yes, no |`.")
    return [], []


def _column(asked, head, kind, report, context):
    line = asked.settings["table"][0].number
    name, key = text_and_id(head, line, report)
    if key is None or not name:
        report.error(line, "P110", f'The column "{shortened(head)}" has no name or no id. Write `Name {{#id}}`.')
        return None
    kind, _, listed = kind.partition(":")
    options = [word.strip() for word in listed.split(",") if word.strip()]
    if kind.strip() not in CELLS or bool(listed.strip()) != (kind.strip() == "select") or (listed and len(set(options)) < 2):
        report.error(line + 2, "P111", f'"{shortened(kind)}" does not fit below "{shortened(name)}". {nearest(kind, CELLS)} '
                                       "A select has its words behind a colon: `select: yes, no`.")
        return None
    html = Source(name, line, inline=True)
    return {"id": key, "html": html, "text": context.plain(html), "kind": kind.strip(), "options": options}


def _check_columns(asked, columns, report):
    ids = [column["id"] for column in columns]
    for key in {key for key in ids if ids.count(key) > 1}:
        line = asked.settings["table"][0].number
        report.error(line, "P105", f"The id {{#{key}}} stands twice in this table. Give each column its own.")


def respond(item, values):
    """From fields `a-KEY.0.COLUMN`."""
    columns = [column["id"] for column in item.settings["columns"]]
    return of_rows([{column: _cell(item, row, column, values) for column in columns} for row in range(item.settings["most"])])


def _cell(item, row, column, values):
    return free_text((values.get(f"a-{item.key}.{row}.{column}") or [""])[0]) or ""


def of_rows(rows):
    """The Response that these rows are; empty ones at the end fall away."""
    kept = [{column: words for column, words in row.items() if words} for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    if not kept:
        return skipped()
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if len(text) > LONGEST:
        raise ResponseDoesNotFit(f"This table has {len(text):,} characters, and at most {LONGEST:,} can be kept. Shorten it.")
    return Response(text)


def rows_of(value):
    """[{column: words}] of an answer; [] of none, or of one that another tool told in its own way."""
    try:
        found = json.loads(value or "[]")
    except (ValueError, RecursionError):  # a text in the place of rows may hold as many brackets as it likes
        return []
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def as_text(item, response):
    """One line for each row that is filled in, its columns named."""
    if response.value is None:
        return text_of_missing(response)
    names = {column["id"]: column["text"] for column in item.settings["columns"]}
    return "\n".join("; ".join(f"{names.get(key, key)}: {words}" for key, words in row.items())
                     for row in rows_of(response.value) if row)
