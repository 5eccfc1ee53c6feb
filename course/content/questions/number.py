"""`question | number`: a number is written; right are those within a tolerance."""

import re
from dataclasses import replace
from decimal import Decimal

from course.content.course_text import Source
from course.content.questions.making import definition, text_of_missing
from course.content.questions.numerals import readings_of
from course.content.questions.responding import AskAgain, sent, skipped
from course.content.questions.writing import read_item
from course.content.sheets import Mark, Response
from course.content.values import flag, line

SETTINGS = {"confidence": flag, "unit": line}
ANSWER = re.compile(r"([+-]?\d{1,15}(?:\.\d{1,10})?)(?:[ \t]*(?:\+-|\+/-|±)[ \t]*(\d{1,15}(?:\.\d{1,10})?)[ \t]*(%?))?")
GROUPS, DECIMALS = "the {} groups the thousands", "the {} begins the decimals"


def read(asked, report, context):
    """`30`, `30 +- 0.5`, `30 +- 5 %` (of the number): decimals after a point and no groups, so that the file is read one way."""
    unit, bounds = asked.settings.get("unit", ""), {}
    item = read_item("number", asked, report, context, ("unit", unit))
    answers = tuple(_bounded(answer, bounds, report) for answer in item.answers)
    for wrong in (answer for answer in answers if not answer.right and answer.id in bounds):
        if any(_overlap(bounds[wrong.id], bounds[right.id]) for right in answers if right.right and right.id in bounds):
            report.error(wrong.html.line, "Q152", f'"{wrong.text}" lies within a right answer, so its feedback would never be '
                                                  "shown. Change it, or make the tolerance smaller.")
    return (replace(item, answers=answers, settings={**item.settings, "unit": unit, "bounds": bounds}),)


def _bounded(answer, bounds, report):
    """The Option as it is shown; its least and greatest number go into `bounds`."""
    match = ANSWER.fullmatch(answer.text.replace("−", "-"))
    if not match or len(readings_of(match[1])) > 1 or (match[3] and not Decimal(match[1])):
        report.error(answer.html.line, "Q150", f'"{answer.text}" is not an answer that can be read in one way. Write `1500`, '
                                               "`30 +- 0.5` or `30 +- 5 %`: a point before decimals (and not three of them: "
                                               "1.5 or 1.1250), nothing between thousands, no per cent of 0.")
        return answer
    number, tolerance = Decimal(match[1]), Decimal(match[2] or 0)
    if match[3]:
        tolerance *= abs(number) / 100
    bounds[answer.id] = [f"{number - tolerance:f}", f"{number + tolerance:f}"]
    shown = match[1] + (f" ± {match[2]}{' %' if match[3] else ''}" if match[2] else "")
    return replace(answer, html=Source(shown, answer.html.line, inline=True), text=shown)


def _overlap(one, other):
    return Decimal(one[0]) <= Decimal(other[1]) and Decimal(other[0]) <= Decimal(one[1])


def respond(item, values):
    """The number that was read, and as it was written. What can be read in two ways, or in none, is asked again."""
    given = sent(item, values)
    if not given or not given[0].strip():
        return skipped()
    text = given[0].strip()
    found = readings_of(text, item.settings["unit"])
    if len(found) == 2:
        meant = (values.get(f"r-{item.key}") or [""])[0]
        if meant not in found:
            raise _asked_again(text, found)
        found = [meant]
    if not found:
        unit = item.settings["unit"]
        raise AskAgain(f"“{text[:60]}” cannot be read as one number. Write it in digits, such as 1500 or 2.5"
                       f"{f', alone or with {unit}' if unit else ''}. Nothing is marked yet.")
    return Response(found[0], written=text)


def _asked_again(text, found):
    sign = "point" if "." in text else "comma"
    readings = zip(found, (GROUPS.format(sign), DECIMALS.format(sign)), strict=True)
    return AskAgain(f"“{text}” can be read in two ways. Which number do you mean? Nothing is marked yet.", readings)


def review(item, response):
    """The listed answer that was met, right or wrong, or None."""
    if response.value is None:
        return None
    return next((answer for answer in sorted(item.answers, key=lambda answer: not answer.right)
                 if _holds(item.settings["bounds"][answer.id], response.value)), None)


def _holds(bounds, number):
    return Decimal(bounds[0]) <= Decimal(number) <= Decimal(bounds[1])


def mark(item, response):
    met = review(item, response)
    correct = met is not None and met.right
    return Mark(correct=correct, points=float(correct), maximum=1.0)


def solution(item):
    number = ANSWER.match(next(answer.text for answer in item.answers if answer.right))[1]
    return Response(readings_of(number)[-1], written=number)


def fields(item, response):
    return {f"a-{item.key}": [response.written], f"r-{item.key}": [response.value]} if response.value else {}


def tell(item, response, language="und"):
    patterns = ["[:]".join(item.settings["bounds"][answer.id]) for answer in item.answers if answer.right]
    return {"definition": definition(item, "numeric", language, correctResponsesPattern=patterns), "response": response.value}


def as_text(item, response):
    if response.value is None:
        return text_of_missing(response)
    return f"{response.written or response.value} {item.settings['unit']}".strip()
