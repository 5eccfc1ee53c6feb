"""`[text]` in a survey: free text."""

from course.content.questions.making import UNMARKED, definition, fingerprint, text_of_missing
from course.content.questions.responding import one_text
from course.content.sheets import Item


def read(asked, report, context):
    for choice in asked.choices:
        report.error(choice.line, "Q127", "This item takes no list. Use [one] or [many] for a list to choose from.")
    return (Item(key=asked.id, kind="text", prompt=asked.prompt, text=context.plain(asked.prompt), scored=False,
                 fingerprint=fingerprint("text", asked.prompt)),)


def respond(item, values):
    return one_text(item, values)


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return {"definition": definition(item, "long-fill-in", language), "response": response.value}


def as_text(item, response):
    return response.value or text_of_missing(response)
