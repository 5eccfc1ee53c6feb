"""`question | order`: a numbered list in the right order, shown in another; each line is given its place."""

import re
from dataclasses import replace

from course.content.blocks import numbered
from course.content.bodies import paragraphs, report_stray, text_and_id
from course.content.course_text import Source
from course.content.questions.making import (
    components,
    definition,
    fingerprint,
    option_of,
    shuffled,
    text_of_missing,
    token,
    whole_of,
)
from course.content.questions.responding import AskAgain, ResponseDoesNotFit, skipped, sub_field
from course.content.sheets import Item, Mark, Option, Response
from course.content.values import flag

SETTINGS = {"confidence": flag}
EXPLAINED = "as a whole"
BODY = "numbered"
LINE = re.compile(r"\d{1,3}[.)][ \t]+(\S.*)")


def read(asked, report, context):
    """The numbered list ends the prompt. Options stand in an order of their own and are told to forms by tokens, so that no
    page tells which comes first, nor do an author's ids.
    """
    before, lines = split(asked, report)
    prompt = paragraphs(before) or Source("Put these in order.", asked.line)
    options = _options(lines, report, context)
    if len(options) < 2:
        report.error(asked.line, "Q140", "This question needs a numbered list, in the right order, of at least two lines "
                                         "`1. text {#id}`.")
    order = [option.id for option in options]
    return (Item(
        key=asked.id, kind="order", prompt=prompt, text=context.plain(prompt), scored=True, shuffle=True,
        options=shuffled(options), fingerprint=fingerprint("order", prompt, options, extra=[order]),
        confidence=asked.settings.get("confidence", False),
        settings={"order": order, "tokens": {key: token(asked.id, key) for key in order}, **whole_of(asked, report, context)}),)


def split(asked, report):
    """Returns (lines of the prompt, [(line, text, lines indented under it)])."""
    before, found, stray = [], [], []
    for line in numbered(asked.prompt, asked.prompt.line):
        match = LINE.fullmatch(line.text.strip()) if line.indent <= 1 else None
        if match:
            found.append((line, match[1], []))
        elif not found:
            before.append(line)
        elif line.blank or line.indent >= 2:
            found[-1][2].append(line)
        else:
            stray.append(line)
    report_stray(stray, report)
    return before, found


def _options(lines, report, context):
    options = []
    for line, text, under in lines:
        text, name = text_and_id(text.strip(), line.number, report)
        option = option_of(text, name, line.number, report, context, options)
        if option:
            options.append(Option(option.id, option.html, option.text, feedback=paragraphs(under)))
    return options


def respond(item, values):
    """A place for each line; lines without one are left out. Refuses what shares a place, and asks again."""
    numbers = {str(place): place for place in range(1, len(item.options) + 1)}
    places = {option.id: sub_field(item, item.settings["tokens"][option.id], values) for option in item.options}
    given = {key: place for key, place in places.items() if place}
    if not numbers.keys() >= set(given.values()):
        raise ResponseDoesNotFit("One of the places is not among those that were shown. Open the page again and answer there.")
    doubled = sorted({place for place in given.values() if list(given.values()).count(place) > 1}, key=int)
    if doubled:
        raise AskAgain(f"More than one line has the place {doubled[0]}. Give each line a place of its own.")
    return Response(sorted(given, key=lambda key: numbers[given[key]])) if given else skipped()


def mark(item, response):
    """Pairs of lines in the right order less pairs in the wrong one, as a share of all pairs, never below 0."""
    right, given = item.settings["order"], list(response.value or ())
    net = sum(1 if right.index(first) < right.index(second) else -1
              for place, first in enumerate(given) for second in given[place + 1:])
    return Mark(correct=given == right, points=max(0, net) / (len(right) * (len(right) - 1) / 2), maximum=1.0)


def solution(item):
    return Response(list(item.settings["order"]))


def fields(item, response):
    tokens = item.settings["tokens"]
    return {f"a-{item.key}.{tokens[key]}": [str(place)] for place, key in enumerate(response.value or (), start=1)}


def tell(item, response, language="und"):
    return {"definition": definition(item, "sequencing", language, choices=components(item.options, language),
                                     correctResponsesPattern=["[,]".join(item.settings["order"])]),
            "response": None if response.value is None else "[,]".join(response.value)}


def as_text(item, response):
    if response.value is None:
        return text_of_missing(response)
    return "; ".join(f"{place}. {item.option(key).text}" for place, key in enumerate(response.value, start=1))


def review(item, response):
    """[(place, Option, the place that she gave it or None)] in the right order."""
    given = list(response.value or ())
    return [(place, item.option(key), given.index(key) + 1 if key in given else None)
            for place, key in enumerate(item.settings["order"], start=1)]


def parts(item):
    """Each line where it belongs."""
    return tuple(replace(item.option(key), text=f"{place}. {item.option(key).text}", right=True)
                 for place, key in enumerate(item.settings["order"], start=1))


def counted(item, words):
    return [key for key, right in zip(words, item.settings["order"], strict=False) if key == right]
