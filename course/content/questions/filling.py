"""What the fields of worksheets share. Paper refuses nothing that a form of ours sends: it is kept as written."""

from course.content.questions.making import UNMARKED, definition, fingerprint
from course.content.questions.responding import one_text
from course.content.sheets import Item

__all__ = ["UNMARKED", "read_written", "tell_written", "written"]


def read_written(kind, asked, report, context):
    for choice in asked.choices:
        report.error(choice.line, "P106", "This field takes no list. Use [select] for a list to choose from.")
    return (Item(key=asked.id, kind=kind, prompt=asked.prompt, text=context.plain(asked.prompt), scored=False,
                 fingerprint=fingerprint(kind, asked.prompt)),)


def written(item, values):
    return one_text(item, values)


def tell_written(item, response, language):
    return {"definition": definition(item, "long-fill-in", language), "response": response.value}
