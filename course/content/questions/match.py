"""`question | match`: a two-column table; each left cell is given one of the right ones. An empty left cell: a distractor."""

import re

from course.content.blocks import numbered
from course.content.bodies import paragraphs, report_stray, text_and_id
from course.content.course_text import Source
from course.content.questions.making import (
    components,
    definition,
    fingerprint,
    option_of,
    same,
    shuffled,
    text_of_missing,
    token,
    whole_of,
)
from course.content.questions.responding import NOT_SHOWN, ResponseDoesNotFit, skipped, sub_field
from course.content.sheets import Item, Mark, Option, Response
from course.content.values import flag

SETTINGS = {"confidence": flag}
EXPLAINED = "as a whole"
BODY = "pairs"
CELLS = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t]*:?-{3,}:?[ \t]*\|?")


def read(asked, report, context):
    """The table ends the prompt. Right cells are told to forms by tokens, for an author's ids may tell what goes together."""
    before, heads, rows = split(asked, report)
    prompt = paragraphs(before) or Source("What belongs together?", asked.line)
    lefts, rights, pairs = _cells(rows, report, context)
    if len(pairs) < 2 or len(set(pairs.values())) < 2:
        report.error(asked.line, "Q142", "This question needs at least two rows `| left {#id} | right |` with different "
                                         "right cells.")
    meaning = heads, [[left.id, same(left.html)] for left in lefts], sorted(pairs.items())
    return (Item(
        key=asked.id, kind="match", prompt=prompt, text=context.plain(prompt), scored=True, shuffle=True,
        options=shuffled(rights), fingerprint=fingerprint("match", prompt, rights, extra=meaning),
        confidence=asked.settings.get("confidence", False),
        settings={"lefts": [{"id": left.id, "html": left.html, "text": left.text} for left in lefts],
                  "pairs": pairs, "heads": [context.plain(Source(head, asked.line, inline=True)) for head in heads],
                  "tokens": {option.id: token(asked.id, option.text) for option in rights},
                  **whole_of(asked, report, context)}),)


def split(asked, report):
    """Returns (lines of the prompt, the cells over the table, its rows as (line, cells)); another table is reported."""
    before, table, stray = [], [], []
    for line in numbered(asked.prompt, asked.prompt.line):
        if line.text.strip().startswith("|"):
            table.append(line)
        elif table:
            stray += [] if line.blank else [line]
        else:
            before.append(line)
    report_stray(stray, report)
    if len(table) < 2 or not RULE.fullmatch(table[1].text.strip()):
        report.error(asked.line, "Q141", "This question needs a table of two columns: headings, a line |---|---|, rows.")
        return before, [], []
    return before, _row(table[0].text), [(line, _row(line.text)) for line in table[2:]]


def _row(text):
    return [cell.replace("\\|", "|").strip() for cell in CELLS.split(text.strip().removeprefix("|").removesuffix("|"))]


def _cells(rows, report, context):
    """Returns (left Options, right ones, {left id: right id}); right cells that read the same are one."""
    lefts, rights, pairs = [], [], {}
    for line, cells in rows:
        if len(cells) != 2 or not cells[1]:
            report.error(line.number, "Q143", "A row of this table has two cells, and the right one is never empty. Write "
                                              "`| left {#id} | right |`; an empty left cell makes a right one that fits nothing.")
            continue
        (left, left_id), (right, right_id) = (text_and_id(cell, line.number, report) for cell in cells)
        one = option_of(left, left_id, line.number, report, context, lefts) if left or left_id else None
        if one is None and (left or left_id):
            continue
        text = context.plain(Source(right, line.number, inline=True))
        other = next((option for option in rights if option.text == text), None) or option_of(
            right, right_id or (one.id if one else f"other-{token('', text)}"), line.number, report, context, rights)
        rights += [other] if other and other not in rights else []
        if one and other:
            lefts.append(one)
            pairs[one.id] = other.id
    return lefts, rights, pairs


def respond(item, values):
    known, pairs = {token: key for key, token in item.settings["tokens"].items()}, []
    for row in item.settings["lefts"]:
        token = sub_field(item, row["id"], values)
        if token and token not in known:
            raise ResponseDoesNotFit(NOT_SHOWN)
        pairs += [f"{row['id']}:{known[token]}"] if token else []
    return Response(pairs) if pairs else skipped()


def mark(item, response):
    """The share of left cells that have their right one: each is a choice of its own, so what is wrong costs nothing more."""
    right = _pairs(item)
    found = len(right & set(response.value or ()))
    return Mark(correct=found == len(right), points=found / len(right), maximum=1.0)


def _pairs(item):
    return {f"{left}:{right}" for left, right in item.settings["pairs"].items()}


def solution(item):
    return Response([f"{row['id']}:{item.settings['pairs'][row['id']]}" for row in item.settings["lefts"]])


def fields(item, response):
    pairs = (word.split(":") for word in response.value or ())
    return {f"a-{item.key}.{left}": [item.settings["tokens"][right]] for left, right in pairs}


def tell(item, response, language="und"):
    rows = [Option(**row) for row in item.settings["lefts"]]
    pattern = _told(f"{row.id}:{item.settings['pairs'][row.id]}" for row in rows)
    return {"definition": definition(item, "matching", language, source=components(rows, language),
                                     target=components(item.options, language), correctResponsesPattern=[pattern]),
            "response": None if response.value is None else _told(response.value)}


def _told(words):
    return "[,]".join(word.replace(":", "[.]") for word in words)


def as_text(item, response):
    if response.value is None:
        return text_of_missing(response)
    return "; ".join(_in_words(item, word) for word in response.value)


def _in_words(item, word):
    left, _, right = word.partition(":")
    rows = {row["id"]: row["text"] for row in item.settings["lefts"]}
    return f"{rows[left]} → {item.option(right).text}"


def review(item, response):
    """[(left cell, the right Option, the one that she gave it or None)]"""
    given = dict(word.split(":") for word in response.value or ())
    return [(row, item.option(item.settings["pairs"][row["id"]]), item.option(given.get(row["id"])))
            for row in item.settings["lefts"]]


def fits(item, response):
    return all(left in item.settings["pairs"] and item.option(right)
               for left, _, right in (word.partition(":") for word in response.value or ()))


def parts(item):
    """Every pair that can be made, those that are right first."""
    right = _pairs(item)
    words = [f"{row['id']}:{option.id}" for row in item.settings["lefts"] for option in item.options]
    return tuple(Option(word, "", _in_words(item, word), right=word in right)
                 for word in sorted(words, key=lambda word: word not in right))
