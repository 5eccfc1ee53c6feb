"""`question | choice`: exactly one option is right."""

from course.content.questions.choosing import fields_of, read_item, tell_choice
from course.content.questions.making import text_of_options
from course.content.questions.responding import chosen
from course.content.sheets import Mark, Response
from course.content.values import flag

SETTINGS = {"confidence": flag, "shuffle": flag}


def read(asked, report, context):
    item = read_item("choice", asked, report, context)
    right = sum(option.right for option in item.options)
    if right != 1:
        report.error(asked.line, "Q111", f"{right} options are marked [x]. Mark exactly one, or make it `question | choices`.")
    return (item,)


def respond(item, values):
    return chosen(item, values, several=False)


def mark(item, response):
    correct = response.value is not None and item.option(response.value[0]).right
    return Mark(correct=correct, points=float(correct), maximum=1.0)


def solution(item):
    return Response([option.id for option in item.options if option.right])


def fields(item, response):
    return fields_of(item, response)


def tell(item, response, language="und"):
    return tell_choice(item, response, language)


def as_text(item, response):
    return text_of_options(item, response)
