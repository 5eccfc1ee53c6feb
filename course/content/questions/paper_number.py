"""`[number]` on a worksheet, kept as it was written: paper refuses nothing."""

from course.content.questions.filling import UNMARKED, read_written, tell_written, written
from course.content.questions.making import text_of_missing


def read(asked, report, context):
    return read_written("paper-number", asked, report, context)


def respond(item, values):
    return written(item, values)


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return tell_written(item, response, language)


def as_text(item, response):
    return response.value or text_of_missing(response)
