"""Where something new can be put into a text: after what stands in it, for who has no cursor to point with."""

from course.content.block_text.kinds import kind_of
from course.content.block_text.places import pieces_of, place_after
from course.content.front_matter import split


def places_in(text, after=0, question=False):
    """([(line to put it after, in words)], the line that is chosen); `after` is the line where somebody stood, 0: nowhere."""
    first, last = split(text)[2] - 1, len(text.rstrip("\n").split("\n"))
    found = [(first, "At the beginning")]
    for piece in pieces_of(text):
        if piece.what == "heading":
            found.append((piece.end, f"Under the heading “{piece.words}”"))
        elif not piece.inner or question:
            name = kind_of(piece.block).name if kind_of(piece.block) else piece.block.name
            found.append((piece.end, f"After the {name} “{piece.words}”" if piece.words else f"After the {name}"))
    found.append((last, "At the end"))
    at = place_after(text, after, question) if after else last
    if at not in dict(found):
        found.insert(0, (at, f"At the cursor, after line {at - first}"))
    return found, at
