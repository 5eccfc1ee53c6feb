"""`[scale name]` in a survey: a labelled scale, for one statement or for each row of a matrix.

`[scale name now then]` asks each twice on one page, how it is now and how it was before. The first keeps the item's id and
meaning, so that its series goes on; the other is an item of its own, under the id with THEN at its end.
"""

import re

from course.content.problems import nearest
from course.content.questions.making import UNMARKED, definition, fingerprint, same, text_of_missing
from course.content.questions.responding import one_number
from course.content.sheets import Item

AFTER = "rows"
THEN = ".then"  # a dot, which no id that an author writes can have
BEFORE = "before the course"
POINT = re.compile(r"(-?\d{1,3})(?:[ \t]+(\S.*))?")


def labels(text):
    """Returns [[1, "disagree"], [2, "neither"]] for `1 disagree | 2 neither`; ValueError says what does not fit."""
    found = points_of(text)
    numbers = [number for number, _ in found]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise ValueError("Number the points upward, one by one.")
    if not (found[0][1] and found[-1][1]):
        raise ValueError("Give the first and the last point words, so that a reader knows which end is which.")
    return found


def points_of(text):
    points = [POINT.fullmatch(part.strip()) for part in text.split("|")]
    if len(points) < 2 or not all(points):
        raise ValueError("Write two or more points, such as `1 disagree | 2 neither | 3 agree`.")
    return [[int(point[1]), (point[2] or "").strip()] for point in points]


def read(asked, report, context):
    points, moments = _points(asked, report, context), _moments(asked, report)
    if not asked.choices:
        return tuple(_item(asked.id, asked.prompt, None, points, when, context) for when in moments)
    items = []
    for row in asked.choices:
        if row.mark is not None or row.id is None or not row.text:
            report.error(row.line, "Q120", "Write a row of a scale as `- text {#id}`.")
        else:
            items += [_item(row.id, row.text, asked, points, when, context) for when in moments]
    return tuple(items)


def _points(asked, report, context):
    name, known = (asked.arguments or ("",))[0], context.scales
    if name not in known:
        written = "Write `[scale NAME] …`" if not name else f'There is no "scale.{name}:" among the settings of this survey'
        report.error(asked.line, "Q122", f"{written}. {nearest(name, known)}")
    return known.get(name) or [[1, "1"], [2, "2"]]


def _moments(asked, report):
    """What each row is asked about: ("now", "then"), or (None,) for a scale that is asked once."""
    more = asked.arguments[1:]
    if more and more != ("now", "then"):
        report.error(asked.line, "Q121", f'"{" ".join(more)}" does not belong after the scale\'s name. Remove it, or write '
                                         "`now then` to ask each row twice.")
    return more if more == ("now", "then") else (None,)


def _item(key, prompt, group, points, when, context):
    settings = {"labels": points, "low": points[0][0], "high": points[-1][0]}
    if group:
        settings["group_text"] = context.plain(group.prompt)
    if when:
        settings["when"] = when
    then, text = when == "then", context.plain(prompt)
    extra = [same(group.prompt) if group else "", points, *(["then"] if then else [])]
    return Item(
        key=key + THEN if then else key, kind="scale", prompt=prompt, text=f"{text} ({BEFORE})" if then else text,
        scored=False, fingerprint=fingerprint("scale", prompt, extra=extra),
        group=(group.id, group.prompt) if group else None, settings=settings)


def respond(item, values):
    return one_number(item, values)


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    scale = [{"id": str(number), "description": {language: label or str(number)}}
             for number, label in item.settings["labels"]]
    return {"definition": definition(item, "likert", language, scale=scale),
            "response": None if response.value is None else str(response.value)}


def as_text(item, response):
    if response.value is None:
        return text_of_missing(response)
    return dict(map(tuple, item.settings["labels"]))[response.value] or str(response.value)
