"""`[select]` on a worksheet: one of a list, which may be left open."""

from course.content.questions.listing import as_text, mark, tell
from course.content.questions.making import fingerprint, options_of
from course.content.questions.responding import chosen
from course.content.sheets import Item

__all__ = ["as_text", "mark", "read", "respond", "tell"]
AFTER = "list"


def read(asked, report, context):
    options = options_of(asked.choices, (None,), report, context)
    if len(options) < 2:
        report.error(asked.line, "P107", "A [select] needs a list of at least two lines `- text {#id}` after it.")
    return (Item(key=asked.id, kind="paper-select", prompt=asked.prompt, text=context.plain(asked.prompt), options=options,
                 scored=False, fingerprint=fingerprint("paper-select", asked.prompt, options)),)


def respond(item, values):
    return chosen(item, values, several=False)
