"""`[number]` on a worksheet, kept as it was written: paper refuses nothing."""

from functools import partial

from course.content.questions.filling import as_text, mark, read_written, respond, tell

__all__ = ["as_text", "mark", "read", "respond", "tell"]
read = partial(read_written, "paper-number")
