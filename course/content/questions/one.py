"""`[one]` in a survey: one of a list; `[write-in]` marks the line that takes a text."""

from course.content.questions.listing import as_text, mark, read_item, tell
from course.content.questions.responding import chosen

__all__ = ["as_text", "mark", "read", "respond", "tell"]
AFTER = "list"


def read(asked, report, context):
    return (read_item("one", asked, report, context),)


def respond(item, values):
    return chosen(item, values, several=False)
