"""`[select]` on a worksheet: one of a list, which may be left open."""

from course.content.questions.listing import tell_list
from course.content.questions.making import UNMARKED, fingerprint, options_of, text_of_options
from course.content.questions.responding import chosen
from course.content.sheets import Item


def read(asked, report, context):
    options = options_of(asked.choices, (None,), report, context)
    if len(options) < 2:
        report.error(asked.line, "P107", "A [select] needs a list of at least two lines `- text {#id}` after it.")
    return (Item(key=asked.id, kind="paper-select", prompt=asked.prompt, text=context.plain(asked.prompt), options=options,
                 scored=False, fingerprint=fingerprint("paper-select", asked.prompt, options)),)


def respond(item, values):
    return chosen(item, values, several=False)


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return tell_list(item, response, language)


def as_text(item, response):
    return text_of_options(item, response)
