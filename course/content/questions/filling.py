"""What is written freely: the fields of worksheets, and `[text]` in a survey. Nothing that fits is refused or marked."""

from course.content.questions.making import UNMARKED, definition, fingerprint, text_of_missing
from course.content.questions.responding import one_text
from course.content.sheets import Item

respond = one_text


def read_written(kind, asked, report, context):
    for choice in asked.choices:
        report.error(choice.line, "P106", "This field takes no list. Use [select] for a list to choose from.")
    return (Item(key=asked.id, kind=kind, prompt=asked.prompt, text=context.plain(asked.prompt), scored=False,
                 fingerprint=fingerprint(kind, asked.prompt)),)


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return {"definition": definition(item, "long-fill-in", language), "response": response.value}


def as_text(item, response):
    return response.value or text_of_missing(response)
