"""What is wrong with a course, and where: problems, and the reports that collect them file by file."""

import difflib
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"
MOST_COMPARED = 200
MOST_LISTED = 12


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Lines and columns count from 1. An error stops publishing, a warning teaches."""

    path: str
    line: int
    column: int
    level: str
    code: str
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}:{self.column}: {self.level} {self.code} {self.message}"

    @property
    def stops(self):
        return self.level == ERROR


class Report:
    """Collects the problems of one file."""

    def __init__(self, path, problems=None):
        self.path = path
        self.problems = [] if problems is None else problems

    def error(self, line, code, message, column=1):
        self.problems.append(Problem(self.path, line, column, ERROR, code, message))

    def warning(self, line, code, message, column=1):
        self.problems.append(Problem(self.path, line, column, WARNING, code, message))


def nearest(word, known):
    """Returns `Did you mean "minutes"?` for a word close to a known one, else the list of what is known, if it is short."""
    known = sorted(known)
    close = difflib.get_close_matches(word[:80].lower(), known[:MOST_COMPARED], n=1)
    if close:
        return f'Did you mean "{close[0]}"?'
    if not known:
        return "None is known here."
    return f"Known here: {', '.join(known)}." if len(known) <= MOST_LISTED else "Check its spelling."


def shortened(text, width=60):
    """Returns the text on one line, cut for a message."""
    text = " ".join(text[: width * 4].split())
    return text if len(text) <= width else text[: width - 1] + "…"
