"""A block that stands in a text is opened for its form, if the form can show all of it; and what the form gives is written."""

import re

from course.content.block_text.kinds import kind_of
from course.content.block_text.parts import told
from course.content.block_text.putting_together import put_together
from course.content.block_text.taking_apart import take_apart
from course.content.blocks import Block, numbered, scan
from course.content.course_text import Report
from course.content.inspecting import Plainer
from course.content.merging_texts import merged
from course.content.sheet_reading import read_sheet

PLACE = re.compile(r"line-\d+")  # what stands for an id that is missing


def open_block(text, piece):
    """The Parts of a block, or None where its form could not show all that it says, or nobody knows its kind."""
    kind = kind_of(piece.block)
    if kind is None:
        return None
    lines = text.split("\n")
    parts = take_apart(piece.block, kind, lines)
    if not _knows(parts, kind):
        return None
    source = "\n".join(lines[piece.line - 1:piece.end])
    return parts if _meaning(source) == _meaning(written(parts, kind, piece.block.slashes)) else None


def _knows(parts, kind):
    """Whether each mark, and each kind of item, is one that the form can offer."""
    marks = kind.marks if kind.body == "choices" else ("", "write-in")
    return all(row.get("mark", "") in (marks if "mark" in row else ("",)) and (
        not kind.items or row["kind"] in dict(kind.items) and all(line["mark"] in marks for line in row["lines"]))
        for row in parts.rows)


def written(parts, kind, slashes=0):
    return "\n".join(line for line, _ in put_together(parts, kind, slashes))


def written_over(text, piece, before, parts):
    """The block's text with what the form changed; what it did not change stands as its author wrote it."""
    kind, slashes = kind_of(piece.block), piece.block.slashes
    source = "\n".join(text.split("\n")[piece.line - 1:piece.end]) + "\n"
    base, mine = (f"{written(one, kind, slashes)}\n" for one in (before, parts))
    return (merged(base, mine, source) or mine).rstrip("\n")


def reads_back(parts, kind):
    """Whether what was written is read as what the form holds: text may hold signs that mean something at its place."""
    source = written(parts, kind)
    found = [part for part in scan(numbered(source), Report("")) if isinstance(part, Block) or not part.blank]
    if len(found) != 1 or not isinstance(found[0], Block) or kind_of(found[0]) != kind:
        return False
    return told(take_apart(found[0], kind, source.split("\n"))) == told(parts)


def _meaning(source):
    """What the parser makes of a block, and what it says about it."""
    report = Report("")
    found = [part for part in scan(numbered(source), report) if isinstance(part, Block)]
    if len(found) != 1:
        return None
    sheet = read_sheet(found[0], report, Plainer())
    return PLACE.sub("line", repr(sheet)), sorted(problem.code for problem in report.problems)
