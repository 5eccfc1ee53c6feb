"""`question | choice`: exactly one option is right."""

from course.content.questions.choosing import as_text, fields, read_item, solution, tell
from course.content.questions.responding import chosen
from course.content.sheets import Mark
from course.content.values import flag

__all__ = ["SETTINGS", "as_text", "fields", "mark", "read", "respond", "solution", "tell"]
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
