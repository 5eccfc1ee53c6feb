"""What is done to the tree of a course: modules and lessons made, moved and withdrawn, as changes of {path: bytes}.

Order stands in the numbers of names and nowhere else, so to move is to rename; ids stay, and with them what learners did.
"""

import re
import unicodedata
from pathlib import PurePosixPath

from course.content.fixing import made
from course.content.heads import quoted, with_head
from course.errors import CourseError

NUMBER = re.compile(r"\d{1,4}-")
NEW_MODULE = "---\nid: {id}\ntitle: {title}\ndescription: ''\n---\n"
NEW_LESSON = "---\nid: {id}\ntitle: {title}\nminutes: 5\n---\n\nWrite here.\n"


class CannotBeArranged(CourseError):
    status = 409
    sentence = "This module or lesson is not where you saw it any more. Nothing was changed: look at the course again."


def folders_in_order(files):
    """The modules' folders."""
    folders = {path.partition("/")[0] for path in files if path.count("/") == 1 and path.endswith("/module.md")}
    return sorted(folders, key=_order)


def lessons_in_order(files, folder):
    """The paths of a module's lessons."""
    inside = [path for path in files if path.startswith(f"{folder}/") and path.endswith(".md") and path != f"{folder}/module.md"]
    return sorted(inside, key=lambda path: _order(path.removeprefix(f"{folder}/")))


def add_module(files, title):
    """(files, the path of its module.md). It stands last, with a lesson to begin with."""
    folder = f"{len(folders_in_order(files)) + 1:02}-{slug(title)}"
    path = f"{folder}/module.md"
    now = dict(files)
    now[path] = NEW_MODULE.format(id=made(title, "module"), title=quoted(title)).encode()
    now = add_lesson(now, folder, "A first lesson")[0]
    return _renumbered(now, [*folders_in_order(files), folder]), path


def add_lesson(files, folder, title):
    """(files, the path of the lesson), which stands last in its module."""
    if f"{folder}/module.md" not in files:
        raise CannotBeArranged
    path = f"{folder}/{len(lessons_in_order(files, folder)) + 1:02}-{slug(title)}.md"
    text = NEW_LESSON.format(id=made(title, "lesson"), title=quoted(title))
    now = files | {path: text.encode()}
    order = [*lessons_in_order(files, folder), path]
    names = _numbered_lessons(folder, order)
    return _renamed(now, names), names[path]


def move_lesson(files, path, by):
    """(files, its new path): a place up (-1) or down (1); from the end of its module over the border to the next."""
    folder = path.partition("/")[0]
    order = lessons_in_order(files, folder)
    if path not in order:
        raise CannotBeArranged
    place, folders = order.index(path), folders_in_order(files)
    if 0 <= place + by < len(order):
        return place_lesson(files, path, folder, place + by)
    target = folders.index(folder) + by
    if not 0 <= target < len(folders):
        return files, path  # it is first or last of all
    others = lessons_in_order(files, folders[target])
    return place_lesson(files, path, folders[target], len(others) if by < 0 else 0)


def place_lesson(files, path, folder, place):
    """(files, its new path): at a place of a module, counted from 0 among the lessons that stand there besides it."""
    before = path.partition("/")[0]
    if path not in lessons_in_order(files, before) or folder not in folders_in_order(files):
        raise CannotBeArranged
    names = _numbered_lessons(before, [one for one in lessons_in_order(files, before) if one != path])
    order = [one for one in lessons_in_order(files, folder) if one != path]
    order.insert(max(0, place), path)
    names |= _numbered_lessons(folder, order)
    return _renamed(files, names), names[path]


def move_module(files, folder, by):
    """(files, its new folder): a place up (-1) or down (1)."""
    order = folders_in_order(files)
    return place_module(files, folder, order.index(folder) + by if folder in order else 0)


def place_module(files, folder, place):
    """(files, its new folder): at a place, counted from 0 among the other modules."""
    order = folders_in_order(files)
    if folder not in order:
        raise CannotBeArranged
    order.remove(folder)
    order.insert(max(0, place), folder)
    now = _renumbered(files, order)
    return now, folders_in_order(now)[order.index(folder)]


def withdraw_lesson(files, path, ids):
    """The files without a lesson; `ids` are those that a learner may have worked under, and are listed as withdrawn."""
    folder = path.partition("/")[0]
    if path not in lessons_in_order(files, folder):
        raise CannotBeArranged
    now = {name: data for name, data in files.items() if name != path}
    now = _renamed(now, _numbered_lessons(folder, lessons_in_order(now, folder)))
    return withdrawing(now, "course.md", ids)


def withdraw_module(files, folder, ids):
    """The files without a module and its lessons."""
    if folder not in folders_in_order(files):
        raise CannotBeArranged
    now = {name: data for name, data in files.items() if not name.startswith(f"{folder}/")}
    return withdrawing(_renumbered(now, folders_in_order(now)), "course.md", ids)


def withdrawing(files, path, ids):
    """The files with these ids, too, under `withdrawn:` of course.md."""
    if not ids:
        return files
    text = files[path].decode()
    return files | {path: with_head(text, withdrawn=list(dict.fromkeys([*_withdrawn(text), *ids]))).encode()}


def _withdrawn(text):
    """The ids that the list holds by now: one line, or one for each."""
    found = re.search(r"(?m)^withdrawn:[ \t]*(.*(?:\n[ \t]*-[ \t].*|\n[ \t]+\S.*)*)", text.partition("\n---")[0] + "\n")
    return re.findall(r"[a-z0-9][a-z0-9_-]*", found[1]) if found else []


def slug(title):
    """A title as part of a file's name."""
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", folded)[:6])[:50].strip("-") or "untitled"


def _renumbered(files, order):
    """The files with their modules' folders in this order."""
    names = {}
    for number, folder in enumerate(order, start=1):
        new = f"{number:02}-{NUMBER.sub('', folder, count=1)}"
        names |= {path: f"{new}/{path.removeprefix(f'{folder}/')}" for path in files if path.startswith(f"{folder}/")}
    return _renamed(files, names)


def _numbered_lessons(folder, order):
    """{path: path with the number of its place}; two of the same words stay two, for their numbers differ."""
    return {path: f"{folder}/{number:02}-{NUMBER.sub('', PurePosixPath(path).name, count=1)}"
            for number, path in enumerate(order, start=1)}


def _renamed(files, names):
    return {names.get(path, path): data for path, data in files.items()}


def _order(name):
    digits = re.match(r"\d{1,4}", name)
    return (int(digits[0]) if digits else 9999, name)
