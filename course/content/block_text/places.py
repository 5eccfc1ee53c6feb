"""Where things stand in a text: its headings and blocks with their lines; what is put between them, or in their place."""

from collections import namedtuple

from course.content.block_text.kinds import kind_of
from course.content.blocks import Block, Fence, numbered, scan
from course.content.course_text import Report
from course.content.front_matter import split
from course.content.headings import HEADING, NAMED
from course.content.problems import shortened

Piece = namedtuple("Piece", "what line end words block inner")  # `what` is heading or block; `inner`: within a quiz


def pieces_of(text):
    """The headings, blocks and questions within blocks of a file's text, in order. A block that nothing closes is left out."""
    _, body, first = split(text)
    fence, found = Fence(), []
    for part in scan(numbered(body, first), Report("")):
        if isinstance(part, Block):
            found += _blocks(part)
        elif not fence.holds(part) and part.text.startswith("#") and (heading := HEADING.fullmatch(part.text)):
            words = NAMED.sub(r"\1", heading[2])
            found.append(Piece("heading", part.number, part.number, words, None, False))
    return found


def _blocks(block):
    inner = [part for part in block.body if isinstance(part, Block)]
    whole = [Piece("block", block.line, block.end, _words(block), block, False)] if block.end else []
    return whole + [Piece("block", one.line, one.end, _words(one), one, True) for one in inner if one.end]


def _words(block):
    """What a block can be told by: its title, or the beginning of its text."""
    if "title" in block.settings:
        return shortened(block.settings["title"][0])
    lines = [part.text.strip() for part in block.body if not isinstance(part, Block) and part.text.strip()]
    return shortened(lines[0]) if lines else ""


def block_at(text, line):
    """The innermost Piece of a block that a line of the file stands in, or None."""
    around = [piece for piece in pieces_of(text) if piece.what == "block" and piece.line <= line <= piece.end]
    return around[-1] if around else None


def place_after(text, line, among_questions=False):
    """The line after which something can be put, where `line` is pointed at: after the paragraph, code or block it stands in."""
    lines = text.split("\n")
    _, _, first = split(text)
    line = max(first - 1, min(line, len(lines)))
    blocks = [piece for piece in pieces_of(text) if piece.what == "block"]
    if among_questions and any(piece.inner and piece.end == line for piece in blocks):
        return line
    around = [piece for piece in blocks if piece.line <= line < piece.end]
    if around and among_questions and kind_of(around[0].block) and kind_of(around[0].block).body == "questions":
        return around[-1].end if around[-1].inner else around[0].end - 1
    if around:
        return around[0].end
    fence = Fence()
    within = [fence.holds(one) for one in numbered("\n".join(lines))]
    while first <= line < len(lines) and (within[line - 1] and within[line] or lines[line - 1].strip() and lines[line].strip()):
        line += 1
    return line


def put_after(text, line, block):
    """(the text with a block after this line, set off by empty lines; the line that the block begins on)"""
    lines = text.split("\n")
    before, after = lines[:line], lines[line:]
    while after and not after[0].strip():
        after.pop(0)
    gap = [""] if before and before[-1].strip() else []
    written = [*before, *gap, *block, *([""] if after else []), *after]
    return "\n".join(written).rstrip("\n") + "\n", len(before) + len(gap) + 1


def put_for(text, piece, block):
    """The text with a block in the place of one that stands in it."""
    lines = text.split("\n")
    return "\n".join([*lines[:piece.line - 1], *block, *lines[piece.end:]])
