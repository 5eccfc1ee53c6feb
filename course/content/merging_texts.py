"""Two people changed one text: what they did in different places is put together, what they did in the same place is not."""

from difflib import SequenceMatcher


def merged(base, mine, theirs):
    """The text with both changes, or None where they meet. Lines that touch count as the same place, for one often leans on
    the other; what both did alike is done once."""
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    lines = base.splitlines(keepends=True)
    changes = sorted({*_changes(lines, mine), *_changes(lines, theirs)})
    for (_, end, _), (start, _, _) in zip(changes, changes[1:], strict=False):
        if start <= end:
            return None
    for start, end, new in reversed(changes):
        lines[start:end] = new
    return "".join(lines)


def _changes(base, text):
    """(start, end, new lines) of each run of lines that is otherwise in the text."""
    new = text.splitlines(keepends=True)
    for tag, start, end, first, last in SequenceMatcher(None, base, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, tuple(new[first:last])
