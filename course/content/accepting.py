"""An answer that nobody foresaw is written into the source of its question, as its author would write it."""

import re

from course.content.blocks import Fence, Line

OPENING = re.compile(r"(/{3,})\s*question\b.*")
TYPED = re.compile(r"\[\[=([^\]\n]*?)\s*\]\]")


def with_accepted(source, question, text):
    """Yields each source that lists the text among the right answers to a question: as one more line `- [x]`, or in one of its
    typed gaps. Which of them reads as it should is for the caller to see."""
    lines = source.split("\n")
    start, end = _block(lines, question)
    if end is None:
        return
    body = lines[start:end]
    yield "\n".join([*lines[:end], f"- [x] {text} {{#{_new_id(body)}}}", *lines[end:]])
    for number, line in enumerate(body):
        for gap in TYPED.finditer(line):
            filled = f"{line[:gap.start()]}[[={gap[1]} | {text}]]{line[gap.end():]}"
            yield "\n".join([*lines[:start], *body[:number], filled, *body[number + 1:], *lines[end:]])


def _block(lines, question):
    """(its first line, the line that closes it) of the block with this id, or None for both."""
    fence, start, slashes = Fence(), None, ""
    for number, text in enumerate(lines):
        if fence.holds(Line(number + 1, text)):
            continue
        opening = OPENING.fullmatch(text.strip())
        if opening and start is None:
            start, slashes, named = number, opening[1], False
        elif start is not None and re.fullmatch(rf"\s*id:\s+{re.escape(question)}\s*", text):
            named = True
        elif start is not None and text.strip() == slashes:
            if named:
                return start, number
            start = None
    return None, None


def _new_id(body):
    taken, number = "\n".join(body), 1
    while f"{{#accepted-{number}}}" in taken:
        number += 1
    return f"accepted-{number}"
