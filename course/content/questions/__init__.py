"""The kinds of question, one file each: a file here that has `read()` is a kind, and is found by that.

Each has `read(asked, report, context)`, the Items that a block or field makes; `respond(item, values)`, what a form sent;
`mark(item, response)`; `tell(item, response, language)`, its xAPI `definition` and `response`; `as_text(item, response)`.

A kind of `question` names its settings beside `id` in SETTINGS, and has `solution(item)`, a Response that is exactly right,
and `fields(item, response)`, what the form sends for one. It may have WRITTEN, the word in the course if that is not the
file's name; `review(item, response)`, what its template shows after the answer; `parts(item)` and `counted(item, words)`, what
the desk counts where that is not the options; `unmatched(item, response)`, texts that no listed answer foresees; `fits(item,
response)`, where a response is more than ids of options; and EXPLAINED = "as a whole", where one feedback is enough.

How each is written the workshop's forms are told, too: BODY, if it is not the list of "choices" with the MARKS `x` and none: the
"numbered" list, the table of "pairs", the "gaps" of a text, or "text" alone; WHOLE, if the marks under which feedback for the
whole answer stands are others than right and wrong; and for what stands on a survey or a worksheet AFTER, what follows its line:
a "list" to choose from, "rows" that are each asked, or a "table".
"""

from importlib import import_module
from pkgutil import iter_modules

from course.content.questions import responding
from course.content.questions.responding import AskAgain, ResponseDoesNotFit, declined
from course.content.sheets import DECLINED, Response

_FILES = (import_module(f"{__name__}.{file.name}") for file in iter_modules(__path__))
KINDS = {file.__name__.rpartition(".")[2].replace("_", "-"): file for file in _FILES if hasattr(file, "read")}
QUESTIONS = {getattr(file, "WRITTEN", kind): file for kind, file in KINDS.items() if hasattr(file, "SETTINGS")}
PAPER = {kind.removeprefix("paper-"): file for kind, file in KINDS.items() if kind.startswith("paper-")}
FIELDS = {kind: file for kind, file in KINDS.items() if not (hasattr(file, "SETTINGS") or kind.startswith("paper-"))}

__all__ = ["FIELDS", "KINDS", "PAPER", "QUESTIONS", "AskAgain", "ResponseDoesNotFit"]


def respond(item, values):
    """Returns the Response that a form sent for an item; of who prefers not to say nothing else is kept."""
    return Response(None, missing=DECLINED) if declined(item, values) else KINDS[item.kind].respond(item, values)


def parts(item):
    """Returns Options: what can be counted of the answers to an item, with whether it is right."""
    return _of(item, "parts", lambda item: item.options)(item)


def counted(item, words):
    """Returns the ids of those parts that a response, a list of words, has."""
    return _of(item, "counted", lambda item, words: words)(item, words)


def review(item, response):
    """Returns what the template of a kind shows after the answer, None where it needs nothing."""
    return _of(item, "review", lambda item, response: None)(item, response)


def unmatched(item, response):
    """Returns [text] that the person wrote and that no listed answer foresees."""
    return _of(item, "unmatched", lambda item, response: [])(item, response)


def fits(item, response):
    """Returns whether a kept Response is an answer to this item, too: nothing that was chosen has been taken out of it."""
    return _of(item, "fits", responding.fits)(item, response)


def _of(item, name, otherwise):
    return getattr(KINDS[item.kind], name, otherwise)
