"""`question | scenario`: what would you do? One option is best, others are acceptable or risky; feedback tells what follows."""

from course.content.questions.choosing import as_text, fields, read_item, solution, tell
from course.content.questions.responding import chosen
from course.content.sheets import Mark
from course.content.values import flag

__all__ = ["SETTINGS", "as_text", "fields", "mark", "read", "respond", "solution", "tell"]
SETTINGS = {"confidence": flag, "shuffle": flag}
SHARES = {"best": 1.0, "acceptable": 0.5, "risky": 0.0}
MARKS = tuple(SHARES)


def read(asked, report, context):
    item = read_item("scenario", asked, report, context, MARKS)
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
