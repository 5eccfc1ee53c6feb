"""The words of sync and pull: what waits for a person, with both texts named and the difference shown."""

import difflib

from course.content.reading import is_text
from course.content.syncing import bytes_of

LONGEST_DIFFERENCE = 200  # lines that are shown of each file
LONGEST_LINE = 300
MOST_COMPARED = 5_000  # lines of a text that is compared at all


def what_waits(desk):
    """Why nothing was published, and what to type."""
    return _contested(desk) if desk.state == "contested" else _behind(desk)


def _contested(desk):
    sync, seen = f"course sync {desk.folder}", f"--seen {desk.library.edition[:12]}"
    paths = desk.texts.contested
    return "\n".join([
        f"{desk.folder}: contested, so nothing was published. Since the last sync, the folder and the library each changed:",
        *("\n" + "\n".join(difference(desk, path)) for path in paths),
        "\nMend the files in the folder so that they say what should stand, or leave them. Then the folder's text stands by",
        f"    {sync} --mine {seen}",
        "and the library's, with yours kept beside it in .course-kept, by",
        f"    {sync} --theirs {seen}"])


def _behind(desk):
    lines = [f"{desk.folder}: the library has moved on, so nothing was published. It changed:", *_indented(desk.texts.there)]
    if desk.texts.here:
        lines += ["The folder changed other files:", *_indented(desk.texts.here)]
    lines += ["Bring what is new into the folder, where nothing of yours is written over, by",
              f"    course pull {desk.course} {desk.folder}"]
    if desk.texts.here:
        lines += ["and publish yours then by", f"    course sync {desk.folder}"]
    return "\n".join(lines)


def what_came(desk, paths):
    """What a pull wrote, and what it left as it was."""
    lines = [f"{desk.folder}: {len(paths)} file{'s' if len(paths) != 1 else ''} written; the library's edition is "
             f"{desk.library.edition}"]
    if desk.texts.here:
        lines += [f"Changed here and not yet published, by `course sync {desk.folder}`:", *_indented(desk.texts.here)]
    return "\n".join(lines)


def difference(desk, path):
    """Lines that name the three texts of a contested file and show what lies between the folder's and the library's."""
    names = [("last synced", desk.texts.base.get(path)), ("the library's", desk.texts.theirs.get(path)),
             ("the folder's", desk.texts.mine.get(path))]
    lines = [path, *(f"    {words:<15}{name or 'no file'}" for words, name in names)]
    theirs = bytes_of([name for _, name in names[1:2] if name])
    old, new = (next(iter(theirs.values()), b""), desk.files.get(path, b""))
    if not is_text(path) or max(old.count(b"\n"), new.count(b"\n")) > MOST_COMPARED:
        return lines
    pair = (data.decode(errors="replace").splitlines() for data in (old, new))
    shown = list(difflib.unified_diff(*pair, "the library's", "the folder's", lineterm="", n=1))
    more = [f"… and {len(shown) - LONGEST_DIFFERENCE} lines more"] if len(shown) > LONGEST_DIFFERENCE else []
    return lines + [f"    {line[:LONGEST_LINE]}" for line in [*shown[:LONGEST_DIFFERENCE], *more]]


def _indented(paths):
    return [f"    {path}" for path in paths]


def lines_between(before, after):
    """[(gone, new or same, line)] between two texts, with a few lines around each change."""
    signs = {"-": "gone", "+": "new", " ": "same"}
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return [(signs[line[0]], line[1:][:LONGEST_LINE]) for line in found
            if line[:1] in signs and not line.startswith(("--- ", "+++ "))][:LONGEST_DIFFERENCE]
