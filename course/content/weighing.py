"""Refuses, in one pass, text that would keep the Markdown library busy for minutes: it is not linear, we are."""

import re

LONGEST_PARAGRAPH = 10_000  # characters without a blank line between
MOST_LINES = 400
DEEPEST = 30
INDENT = 4  # spaces, of a list in a list
MARKER = re.compile(r"[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])")
NESTING = re.compile(rf"(?:[ \t>]|{MARKER.pattern})*")
OPEN_TAG = re.compile(r"<[A-Za-z!/?][^<>]*(?=<|\Z)")


def too_heavy(text, report):
    """Tells whether the text is too heavy to be drawn, and reports why."""
    start, size, depth, lines = 1, 0, 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            start, size, depth, lines = number + 1, 0, 0, 0
            continue
        size, lines, depth = size + len(line) + 1, lines + 1, _deeper(line, depth)
        if size > LONGEST_PARAGRAPH or lines > MOST_LINES:
            report.error(start, "F123", f"Without a blank line, at most {LONGEST_PARAGRAPH:,} characters and {MOST_LINES} lines "
                                        "can stand together. Divide this paragraph.")
            return True
        if depth > DEEPEST:
            report.error(number, "F124", f"More than {DEEPEST} brackets, quotes or lists are open here. Close them, or put the "
                                         "text in backticks.")
            return True
    unclosed = OPEN_TAG.finditer(text)
    if heavy := next((tag for place, tag in enumerate(unclosed) if place >= DEEPEST), None):
        line = text.count("\n", 0, heavy.start()) + 1
        report.error(line, "F124", "Too many signs < are never closed by >. Write &lt; for them.")
        return True
    return False


def _deeper(line, depth):
    front = NESTING.match(line)[0]
    nested = front.count(">") + len(MARKER.findall(front)) + len(front.expandtabs(4)) // INDENT
    if nested > DEEPEST:
        return nested
    for sign in line:
        if sign in "[(":
            depth += 1
        elif sign in "])":
            depth = max(0, depth - 1)
    return depth
