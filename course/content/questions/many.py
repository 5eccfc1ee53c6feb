"""`[many]` in a survey: any number of a list; `[write-in]` marks the line that takes a text."""

from course.content.questions.listing import read_item, tell_list
from course.content.questions.making import UNMARKED, text_of_options
from course.content.questions.responding import chosen


def read(asked, report, context):
    return (read_item("many", asked, report, context),)


def respond(item, values):
    return chosen(item, values, several=True)


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return tell_list(item, response, language)


def as_text(item, response):
    return text_of_options(item, response)
