"""What is done to the tree of a draft: each act is one step of it, and says in a line what it did."""

from course.authoring.drafts import change
from course.content import arranging
from course.content.heads import with_head
from course.content.parsing import parse_course
from course.content.vanishing import ids_inside
from course.errors import CourseError, NotFound


class NothingIsCalledSo(CourseError):
    status = 422
    sentence = "A module or lesson needs a title. Nothing was made: give it one, and press the button again."


def add_module(draft, title):
    files, _ = arranging.add_module(draft.files, _title(title))
    return change(draft, files, f"Module “{_title(title)}” added")


def add_lesson(draft, folder, title):
    """(the draft, the new lesson's path)"""
    files, path = arranging.add_lesson(draft.files, folder, _title(title))
    return change(draft, files, f"Lesson “{_title(title)}” added"), path


def move(draft, path, by):
    """A lesson (by its path) or a module (by its folder) one place up (-1) or down (1)."""
    act = arranging.move_lesson if path.endswith(".md") else arranging.move_module
    return change(draft, act(draft.files, path, by)[0], f"“{title_of(draft, path)}” moved {'up' if by < 0 else 'down'}")


def place(draft, path, folder, at):
    """A lesson at a place of the module in `folder`, or a module at a place of the course; both counted from 0."""
    files = draft.files
    now = arranging.place_lesson(files, path, folder, at) if path.endswith(".md") else arranging.place_module(files, path, at)
    return change(draft, now[0], f"“{title_of(draft, path)}” moved")


def rename(draft, path, title):
    """A lesson or module under another title; its id stays."""
    file = path if path.endswith(".md") else f"{path}/module.md"
    before = title_of(draft, path)
    text = with_head(draft.text(file), title=_title(title))
    return change(draft, draft.files | {file: text.encode()}, f"“{before}” is called “{_title(title)}” now")


def withdraw(draft, path):
    """A lesson or module leaves the course. What learners did in it stays; its ids are listed, as publishing asks."""
    inside = [path] if path.endswith(".md") else arranging.lessons_in_order(draft.files, path)
    texts = draft.bytes("course.md", *inside)
    ids = _ids_in(draft, inside, module=not path.endswith(".md"))
    act = arranging.withdraw_lesson if path.endswith(".md") else arranging.withdraw_module
    what = f"“{title_of(draft, path)}” withdrawn"
    return change(draft, act(draft.files | {"course.md": texts["course.md"]}, path, ids), what)


def withdraw_gone(draft, ids):
    """What is gone from the texts is listed as withdrawn on purpose."""
    files = draft.files | draft.bytes("course.md")
    return change(draft, arranging.withdrawing(files, "course.md", ids), f"{', '.join(ids)} listed as withdrawn")


def title_of(draft, path):
    """What a lesson or module is called, or its path."""
    file = path if path.endswith(".md") else f"{path}/module.md"
    if file not in draft.files:
        raise NotFound("This module or lesson is not where you saw it any more.")
    for line in draft.text(file).split("\n")[1:50]:
        if line.startswith("title:"):
            return line.partition(":")[2].strip(" \"'") or path
    return path


def _ids_in(draft, paths, module):
    """The ids under which learners may have worked in these lessons; nobody has in a course that never stood."""
    if not draft.based_on:
        return []
    folders = {path.partition("/")[0] for path in paths}
    wanted = [*paths, "course.md", *(f"{folder}/module.md" for folder in folders)]
    text = parse_course(draft.bytes(*wanted))[0]
    if text is None:
        return []
    ids = [key for lesson in text.lessons for key in (lesson.id, *ids_inside(lesson))]
    return [*(one.id for one in text.modules if module), *ids]


def _title(words):
    words = " ".join((words or "").replace("\0", "").split())[:200]
    if not words:
        raise NothingIsCalledSo
    return words
