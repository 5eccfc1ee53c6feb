"""`question | choices`: several options are right; net-correct, so that ticking everything earns nothing extra."""

from course.content.questions.choosing import as_text, fields, read_item, solution, tell
from course.content.questions.responding import chosen
from course.content.sheets import Mark
from course.content.values import flag

__all__ = ["SETTINGS", "as_text", "fields", "mark", "read", "respond", "solution", "tell"]
SETTINGS = {"confidence": flag, "shuffle": flag}


def read(asked, report, context):
    item = read_item("choices", asked, report, context)
    if not any(option.right for option in item.options):
        report.error(asked.line, "Q112", "No option is marked [x]. Mark those that are right.")
    elif all(option.right for option in item.options):
        report.error(asked.line, "Q113", "Every option is marked [x], so ticking all of them needs no thought. "
                                         "Add one that is wrong.")
    return (item,)


def respond(item, values):
    return chosen(item, values, several=True)


def mark(item, response):
    """Right ticks less wrong ticks, as a share of all right options, never below 0; `correct` only if exactly right."""
    ticked = set(response.value or ())
    right = {option.id for option in item.options if option.right}
    points = max(0, len(ticked & right) - len(ticked - right)) / len(right)
    return Mark(correct=ticked == right, points=points, maximum=1.0)
