"""`[text]` in a survey: free text."""

from course.content.questions.filling import as_text, mark, respond, tell
from course.content.questions.making import fingerprint
from course.content.sheets import Item

__all__ = ["as_text", "mark", "read", "respond", "tell"]


def read(asked, report, context):
    for choice in asked.choices:
        report.error(choice.line, "Q127", "This item takes no list. Use [one] or [many] for a list to choose from.")
    return (Item(key=asked.id, kind="text", prompt=asked.prompt, text=context.plain(asked.prompt), scored=False,
                 fingerprint=fingerprint("text", asked.prompt)),)
