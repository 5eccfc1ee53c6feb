"""Two texts side by side, for people: which words came and which went, with a little of what stayed around them."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2  # lines that are shown before and after a change
WORTH_LEAVING_OUT = 3  # fewer lines that stayed are shown
ALIKE = 0.35  # of the characters: what has less in common is shown as one text gone and another new
MOST_PAIRS = 1_500_000  # of words that are held together in one difference; what comes after is not compared word by word
MOST_LINES = 5_000  # of a text that is compared at all
MOST_SHOWN = 60_000  # characters of one difference
MOST_PASSAGES = 500
WORD = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of lines: "same", "new", "gone", "mended" (words of it changed), or "left out" (`lines` that stayed and are not
    shown). `pieces` are (same, new or gone; text)."""

    kind: str
    pieces: tuple = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """`is_cut`: it is longer than a page shows. Without passages, no word changed."""

    passages: tuple = ()
    is_cut: bool = False


def difference(before, after):
    """The Difference between two texts."""
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > MOST_LINES:
        return Difference(is_cut=True)
    found = list(_passages(old, new))
    if all(one.kind in ("same", "left out") for one in found):
        return Difference()
    return _cut(found)


def _passages(old, new):
    opcodes, left = _opcodes(old, new), MOST_PAIRS
    for place, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == "equal":
            yield from _stayed(new[j1:j2], first=place == 0, last=place == len(opcodes) - 1)
        elif tag == "replace":
            for words in _runs(old[i1:i2], new[j1:j2], left):
                left -= len(words[0]) * len(words[1])
                yield from _mended(*words, by_word=left >= 0)
        else:
            yield from _whole("gone", "\n".join(old[i1:i2]))
            yield from _whole("new", "\n".join(new[j1:j2]))


def _runs(old, new, left):
    """(words, words) to hold together: all of a run, or where that is too much, line by line."""
    whole = [WORD.findall("\n".join(lines)) for lines in (old, new)]
    if len(old) != len(new) or len(whole[0]) * len(whole[1]) <= left:
        yield whole
        return
    for lines in zip(old, new, strict=True):
        if any(line.strip() for line in lines):
            yield [WORD.findall(line) for line in lines]


def _opcodes(old, new):
    """Of lines; those that begin and end both texts alike need no comparing, and are most of them."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = old[head:len(old) - tail], new[head:len(new) - tail]
    codes = [(tag, i1 + head, i2 + head, j1 + head, j2 + head) for tag, i1, i2, j1, j2 in
             SequenceMatcher(None, *middle).get_opcodes()]
    if head:
        codes.insert(0, ("equal", 0, head, 0, head))
    if tail:
        codes.append(("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return codes


def _alike(one, other):
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _stayed(lines, first, last):
    before, after = (0 if first else AROUND), (0 if last else AROUND)
    if len(lines) < before + after + WORTH_LEAVING_OUT:
        yield from _whole("same", "\n".join(lines))
        return
    end = len(lines) - after
    yield from _whole("same", "\n".join(lines[:before]))
    yield Passage("left out", lines=end - before)
    yield from _whole("same", "\n".join(lines[end:]))


def _whole(kind, text):
    if text.strip():
        yield Passage(kind, ((kind, text.strip("\n")),))


def _mended(old, new, by_word):
    before, after = "".join(old), "".join(new)
    pieces = _pieces(old, new) if by_word else None
    if pieces and all(sign == "same" for sign, _ in pieces):
        yield from _whole("same", after)  # it only breaks its lines elsewhere
        return
    if pieces and _share(pieces, before, after) >= ALIKE:
        yield Passage("mended", tuple(pieces))
        return
    yield from _whole("gone", before)
    yield from _whole("new", after)


def _pieces(old, new):
    """(sign, text) in order; the space before a word does not make it another word."""
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    pieces = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            spaced = " " if pieces and old[i1][:1].isspace() and not new[j1][:1].isspace() else ""
            _add(pieces, "same", spaced + "".join(new[j1:j2]))
        else:
            _add(pieces, "gone", "".join(old[i1:i2]))
            _add(pieces, "new", "".join(new[j1:j2]))
    return pieces


def _add(pieces, sign, text):
    """A mark begins at its word: the space before it stays outside."""
    bare = text if sign == "same" else text.lstrip()
    if bare:
        pieces += [("same", text[:len(text) - len(bare)])] if len(bare) < len(text) else []
        pieces.append((sign, bare))


def _share(pieces, before, after):
    stayed = sum(len(text.strip()) for sign, text in pieces if sign == "same")
    return stayed / max(1, min(len(before), len(after)))


def _cut(found):
    shown, size = [], 0
    for one in found:
        size += sum(len(text) for _, text in one.pieces)
        if size > MOST_SHOWN or len(shown) == MOST_PASSAGES:
            return Difference(tuple(shown or [_shortened(one)]), is_cut=True)
        shown.append(one)
    return Difference(tuple(shown))


def _shortened(one):
    """The beginning of a passage that is too long by itself."""
    pieces, room = [], MOST_SHOWN
    for sign, text in one.pieces:
        pieces.append((sign, text[:room]))
        room -= len(text)
        if room <= 0:
            break
    return Passage(one.kind, tuple(pieces))
