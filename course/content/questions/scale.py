"""`[scale name]` in a survey: a labelled scale, for one statement or for each row of a matrix."""

import re

from course.content.problems import nearest
from course.content.questions.making import UNMARKED, definition, fingerprint, same, text_of_missing
from course.content.questions.responding import one_number
from course.content.sheets import Item

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
    points = _points(asked, report, context)
    if not asked.choices:
        return (_item(asked.id, asked.prompt, None, points, context),)
    items = []
    for row in asked.choices:
        if row.mark is not None or row.id is None or not row.text:
            report.error(row.line, "Q120", "Write a row of a scale as `- text {#id}`.")
        else:
            items.append(_item(row.id, row.text, asked, points, context))
    return tuple(items)


def _points(asked, report, context):
    name, *more = asked.arguments or ("",)
    if more:
        report.error(asked.line, "Q121", f'"{" ".join(more)}" after the scale\'s name is not carried yet. Remove it.')
    known = context.scales
    if name not in known:
        written = "Write `[scale NAME] …`" if not name else f'There is no "scale.{name}:" among the settings of this survey'
        report.error(asked.line, "Q122", f"{written}. {nearest(name, known)}")
    return known.get(name) or [[1, "1"], [2, "2"]]


def _item(key, prompt, group, points, context):
    settings = {"labels": points, "low": points[0][0], "high": points[-1][0]}
    if group:
        settings["group_text"] = context.plain(group.prompt)
    extra = [same(group.prompt) if group else "", points]
    return Item(
        key=key, kind="scale", prompt=prompt, text=context.plain(prompt), scored=False,
        fingerprint=fingerprint("scale", prompt, extra=extra), group=(group.id, group.prompt) if group else None,
        settings=settings)


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
