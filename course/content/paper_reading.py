"""Blocks that are filled in and kept: a worksheet of fields, a commitment. A field's key is `worksheet.field`."""

import re

from course.content import values
from course.content.blocks import settings_of
from course.content.bodies import (
    Asked,
    choices_of,
    only_lines,
    paragraphs,
    report_stray,
    split_fields,
    split_list,
    text_and_id,
)
from course.content.course_text import Source
from course.content.problems import nearest, shortened
from course.content.questions import PAPER, paper_table
from course.content.sheets import Sheet

WORKSHEET = {"id": values.identifier, "title": values.line}
FIELDS = {*PAPER, "show"}
ACTIONS = {"rows": 1, "most": 3, "columns": (("action", "I will", "text"), ("by", "By", "date"))}
FIELD = re.compile(r"([a-z0-9][a-z0-9_-]{0,79})\.([a-z0-9][a-z0-9_-]{0,79})")


def read_worksheet(block, report, context):
    settings = settings_of(block, WORKSHEET, report)
    key = settings.get("id", f"line-{block.line}")
    intro, fields = split_fields(only_lines(block, report), FIELDS)
    items, shows, seen = [], [], set()
    for line, words, text, under in fields:
        if words[0] == "show":
            shows += read_show(line, words, text, under, len(items), report)
        else:
            items += _field(key, line, words, text, under, seen, report, context)
    if not items:
        report.error(block.line, "P101", "This worksheet has nothing to fill in. "
                                          "Write a line such as `[text] Our promise {#promise}`.")
    return Sheet(key=key, kind="worksheet", items=tuple(items), title=settings.get("title", ""),
                 intro=paragraphs(intro) if intro else Source("", block.line), shows=tuple(shows))


def read_commitment(block, report, context):
    """One to three actions with a date: a paper with one table, whose key is `its-id.actions`."""
    settings = settings_of(block, WORKSHEET, report)
    key = settings.get("id", f"line-{block.line}")
    item = paper_table.item_of(
        f"{key}.actions", Source("What you will do", block.line), context, ACTIONS["rows"], ACTIONS["most"],
        [{"id": name, "html": Source(words, block.line, inline=True), "text": words, "kind": kind, "options": []}
         for name, words, kind in ACTIONS["columns"]])
    return Sheet(key=key, kind="commitment", items=(item,), title=settings.get("title", "Your commitment"),
                 intro=paragraphs(only_lines(block, report)) if block.body else Source("", block.line))


def _field(sheet, line, words, text, under, seen, report, context):
    """Returns the field's items, one or none."""
    kind = PAPER.get(words[0])
    if kind is None:
        report.error(line.number, "P102", f'"[{shortened(" ".join(words))}]" is not a field of a worksheet. '
                                          f"{nearest(words[0], FIELDS)}")
        return ()
    text, name = text_and_id(text, line.number, report)
    if name is None:
        report.error(line.number, "P103", "This field has no id. Add one at the end of its line, such as {#a-name}.")
    elif name in seen:
        report.error(line.number, "P105", f"The id {{#{name}}} stands twice in this worksheet. Give each field its own.")
    seen.add(name)
    if not text:
        report.error(line.number, "P104", "This field says nothing. Write its label before its id.")
    return kind.read(_asked(sheet, name, line, words, text, under, report), report, context)


def _asked(sheet, name, line, words, text, under, report):
    tabled = [each for each in under if words[0] == "table" and each.text.lstrip().startswith("|")]
    before, parts, stray = split_list([each for each in under if each not in tabled])
    report_stray(stray, report)
    for _, _, feedback in parts:
        if any(not each.blank for each in feedback):
            report.error(next(each.number for each in feedback if not each.blank), "P108",
                         "A worksheet gives no feedback, so nothing is indented under its lists. Write it on one line.")
    prompt = Source("\n".join([text, *(each.text for each in before)]).strip(), line.number)
    return Asked(f"{sheet}.{name or f'line-{line.number}'}", line.number, prompt, choices_of(parts, report),
                 arguments=tuple(words[1:]), settings={"table": tabled})


def read_show(line, words, text, under, at, report):
    """Returns what `[show worksheet.field] label` shows, [] where it names nothing."""
    if len(words) != 2 or not FIELD.fullmatch(words[1]):
        report.error(line.number, "P113", "Name the worksheet and its field, such as [show purpose-check.activities].")
        return []
    label = Source("\n".join([text, *(each.text for each in under)]).strip(), line.number)
    return [{"at": at, "of": words[1], "label": label}]
