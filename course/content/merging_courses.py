"""Two people changed one course: what each did is put together, file by file, by the ids inside and not by the names outside.

So a lesson that one moved and the other rewrote is rewritten where it was moved to.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from course.content.front_matter import split
from course.content.merging_texts import merged
from course.content.reading import is_text

ID = re.compile(r"(?m)^id\s*:\s*['\"]?([\w-]+)")


@dataclass(frozen=True)
class Both:
    """A file that both changed, under the path that it has when joined. A text is None where the file is gone; `joined` holds
    both changes, or is None where they meet in one place, and a person decides."""

    path: str
    base: bytes | str | None
    mine: bytes | str | None
    theirs: bytes | str | None
    joined: bytes | str | None

    @property
    def is_text(self):
        return is_text(self.path)


@dataclass(frozen=True)
class Joined:
    """`files` with both changes; what is open stands as `mine` has it until it is decided. `came`: what is theirs alone."""

    files: dict
    came: list
    both: list

    @property
    def open(self):
        return [one for one in self.both if one.joined is None]


def join(base, mine, theirs, decisions=None):
    """Join three states of a course, {path: bytes, or any name of bytes for what is no text}.

    `decisions`: {path: bytes, name, or None for no file} for what is open.
    """
    sides = [_Side(files) for files in (base, mine, theirs)]
    folders = _folders(sides)
    files, came, both = {}, [], []
    for key in dict.fromkeys(key for side in (sides[1], sides[2], sides[0]) for key in side.kept):
        data = [side.kept.get(key, (None, None))[1] for side in sides]
        path = _free(_path(key, sides, folders), key, files)
        result = data[1] if data[2] == data[0] else data[2] if data[1] in (data[0], data[2]) else None
        if result is None and not (data[1] == data[2] or data[2] == data[0] or data[1] == data[0]):
            both.append(Both(path, *data, _joined(path, *data)))
            result = both[-1].joined if both[-1].joined is not None else (decisions or {}).get(path, data[1])
        elif data[2] != data[0] and data[1] != data[2]:
            came.append(path)
        if result is not None:
            files[path] = result
    return Joined(files, sorted(came), both)


class _Side:
    """`kept`: {key: (place, data)}; a place is (module's key, name in its folder). `folders`: {module's key: folder}."""

    def __init__(self, files):
        self.folders = {_id(files[path]) or path: path.partition("/")[0] for path in files if _is_module(path)}
        modules = {folder: key for key, folder in self.folders.items()}
        self.kept = {}
        for path, data in files.items():
            folder, _, name = path.partition("/")
            key = path if folder not in modules else ("module", modules[folder]) if _is_module(path) else (
                "lesson", _id(data) or path)
            key = path if key in self.kept else key  # two of one id: a problem that the checker names
            self.kept[key] = ((modules[folder], name) if folder in modules else ("", path)), data


def _is_module(path):
    return path.count("/") == 1 and path.endswith("/module.md")


def _id(data):
    front = split(data.decode(errors="replace"))[0] if isinstance(data, bytes) else None
    found = ID.search(front or "")
    return found[1] if found else None


def _moved(base, mine, theirs):
    """Where it stands: where I moved it, else where they did."""
    return mine if mine is not None and (mine != base or theirs is None) else theirs if theirs is not None else base


def _folders(sides):
    """{module's key: folder} of the joined course; each folder once."""
    found, taken = {}, set()
    for key in dict.fromkeys(key for side in (sides[1], sides[2], sides[0]) for key in side.folders):
        folder = _moved(*(side.folders.get(key) for side in sides))
        found[key] = folder if folder not in taken else f"{folder}-{key}"
        taken.add(found[key])
    return found


def _path(key, sides, folders):
    module, name = _moved(*(side.kept[key][0] if key in side.kept else None for side in sides))
    return f"{folders[module]}/{name}" if module else name


def _free(path, key, files):
    """Two lessons that each of us put in the same place stand side by side."""
    if path not in files:
        return path
    name = PurePosixPath(path)
    return str(name.with_name(f"{name.stem}-{key[-1]}{name.suffix}"))


def _joined(path, base, mine, theirs):
    if not (is_text(path) and all(isinstance(data, bytes) for data in (base, mine, theirs))):
        return None
    text = merged(*(data.decode(errors="replace") for data in (base, mine, theirs)))
    return None if text is None else text.encode()
