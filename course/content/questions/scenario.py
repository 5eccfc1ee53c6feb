"""`question | scenario`: what would you do? One option is best, others are acceptable or risky; feedback tells what follows."""

from course.content.questions.choosing import fields_of, read_item, tell_choice
from course.content.questions.making import text_of_options
from course.content.questions.responding import chosen
from course.content.sheets import Mark, Response
from course.content.values import flag

SETTINGS = {"confidence": flag, "shuffle": flag}
SHARES = {"best": 1.0, "acceptable": 0.5, "risky": 0.0}


def read(asked, report, context):
    item = read_item("scenario", asked, report, context, marks=tuple(SHARES))
    best = sum(option.right for option in item.options)
    if best != 1:
        report.error(asked.line, "Q115", f"{best} options are marked [best]. Mark one so, and others [acceptable] or [risky].")
    return (item,)


def respond(item, values):
    return chosen(item, values, several=False)


def mark(item, response):
    """The best earns everything, what is acceptable half, what is risky nothing; only the best is `correct`."""
    points = SHARES[item.option(response.value[0]).mark] if response.value else 0.0
    return Mark(correct=points == SHARES["best"], points=points, maximum=1.0)


def solution(item):
    return Response([option.id for option in item.options if option.right])


def fields(item, response):
    return fields_of(item, response)


def tell(item, response, language="und"):
    return tell_choice(item, response, language)


def as_text(item, response):
    return text_of_options(item, response)
