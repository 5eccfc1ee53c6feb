"""The kinds of question, one file each. A new kind is a new file and its line here.

Each has `read(asked, report, context)`, the Items that a block or field makes; `respond(item, values)`, what a form sent;
`mark(item, response)`; `tell(item, response, language)`, its xAPI `definition` and `response`; `as_text(item, response)`.
A kind of `question` names its settings beside `id` in SETTINGS.
"""

from course.content.questions import choice, choices, fact, many, nps, one, reflection, scale, text
from course.content.questions.responding import ResponseDoesNotFit

QUESTIONS = {"choice": choice, "choices": choices, "reflection": reflection}
FIELDS = {"scale": scale, "nps": nps, "one": one, "many": many, "text": text, "fact": fact}
KINDS = {**QUESTIONS, **FIELDS}
LATER = {"scenario", "number", "text", "order", "match", "cloze"}

__all__ = ["FIELDS", "KINDS", "LATER", "QUESTIONS", "ResponseDoesNotFit"]
