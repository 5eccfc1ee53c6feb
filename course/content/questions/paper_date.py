"""`[date]` on a worksheet: a day as the browser gives it, 2026-11-02; what else was written is kept as it was written."""

from functools import partial

from course.content.questions.filling import as_text, mark, read_written, respond, tell

__all__ = ["as_text", "mark", "read", "respond", "tell"]
read = partial(read_written, "paper-date")
