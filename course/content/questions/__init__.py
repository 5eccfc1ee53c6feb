"""The kinds of question, one file each. A new kind is a new file and its line here.

Each has `read(asked, report, context)`, the Items that a block or field makes; `respond(item, values)`, what a form sent;
`mark(item, response)`; `tell(item, response, language)`, its xAPI `definition` and `response`; `as_text(item, response)`.
A kind of `question` names its settings beside `id` in SETTINGS.
"""

from course.content.questions import (
    choice,
    choices,
    fact,
    many,
    nps,
    one,
    paper_date,
    paper_number,
    paper_select,
    paper_table,
    paper_text,
    reflection,
    scale,
    text,
)
from course.content.questions.responding import ResponseDoesNotFit

QUESTIONS = {"choice": choice, "choices": choices, "reflection": reflection}
FIELDS = {"scale": scale, "nps": nps, "one": one, "many": many, "text": text, "fact": fact}
PAPER = {"text": paper_text, "select": paper_select, "date": paper_date, "number": paper_number, "table": paper_table}
KINDS = {**QUESTIONS, **FIELDS, **{f"paper-{name}": kind for name, kind in PAPER.items()}}
LATER = {"scenario", "number", "text", "order", "match", "cloze"}

__all__ = ["FIELDS", "KINDS", "LATER", "PAPER", "QUESTIONS", "ResponseDoesNotFit"]
