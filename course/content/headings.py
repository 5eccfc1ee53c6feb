"""Headings of a lesson that links can reach. The id of each is its author's `{#name}`, or made of its words; in a page it stands
under AT, so that it is no other id of the page. Headings inside blocks have none."""

import re
import unicodedata
from dataclasses import dataclass

from course.content.blocks import Fence, numbered
from course.content.course_text import Prose

AT = "at:"  # with a colon, which no id that an author writes can have
SIGN = "\ue002"  # stands on both sides of a heading's number, until Markdown has seen it
NUMBER = re.compile(f"{SIGN}([0-9]{{1,6}}){SIGN}")
HEADING = re.compile(r"(#{1,6}[ \t]*)(.*?)([ \t]*#*[ \t]*)")
NAMED = re.compile(r"(.*?)[ \t]*\{#([a-z0-9][a-z0-9_-]{0,79})\}")
NO_WORDS = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|<[^>]*>|[^\w\s-]")
LONGEST = 60  # of an id that is made of words


@dataclass(slots=True)
class Heading:
    """`line` in the file, `own` whether its author named it; `place` is (number of the piece, number of the line in it)."""

    id: str
    line: int
    own: bool
    place: tuple
    shown: str


def prose_of(lesson):
    return [piece.markdown for piece in lesson.pieces if isinstance(piece, Prose)]


def headings_in(sources):
    """Returns the Headings of a lesson's prose, in order. An id that two have keeps its name; check_named() reports it."""
    found = [each for number, source in enumerate(sources) if "#" in source for each in _headings(number, source)]
    taken = {heading.id for heading in found if heading.own}
    for heading in found:
        if not heading.own:
            heading.id = _free(heading.id, taken)
            taken.add(heading.id)
    return found


def check_named(sources, report):
    seen = {}
    for heading in headings_in(sources):
        if heading.own and seen.setdefault(heading.id, heading.line) != heading.line:
            report.error(heading.line, "C122", f"The heading id {{#{heading.id}}} stands twice: also on line {seen[heading.id]}. "
                                               "Give each its own.")


def signed(sources):
    """Returns (the texts with a sign and a number at each heading, the ids by these numbers)."""
    headings, texts = headings_in(sources), [source.split("\n") for source in sources]
    for number, heading in enumerate(headings):
        piece, line = heading.place
        texts[piece][line] = f"{heading.shown}{SIGN}{number}{SIGN}"
    return ["\n".join(lines) for lines in texts], [heading.id for heading in headings]


def _headings(number, source):
    fence = Fence()
    for place, line in enumerate(numbered(source, source.line)):
        match = None if fence.holds(line) else HEADING.fullmatch(line.text)
        if match and match[2]:
            named = NAMED.fullmatch(match[2])
            words = named[1] if named else match[2]
            yield Heading(named[2] if named else _slug(words), line.number, bool(named), (number, place), match[1] + words)


def _slug(words):
    words = unicodedata.normalize("NFC", NO_WORDS.sub("", words)).casefold()
    return "-".join(words.split())[:LONGEST].strip("-") or "part"


def _free(name, taken):
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
