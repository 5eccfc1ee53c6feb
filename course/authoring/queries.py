"""What the facilitator's page asks: what stands, what lies in the folder, and what publishing it would do."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from course.content import queries
from course.content.comparing import compare
from course.content.naming import tree_name
from course.content.parsing import course_key
from course.content.preparing import Prepared, prepare
from course.content.reading import LONGEST_TEXT, read_folder
from course.content.syncing import Desk, desk_of
from course.errors import NotFound
from course.learning.impact import weigh
from course.learning.remarking import key_of, marked_by, reckon


@dataclass(frozen=True)
class Folder:
    """A course's folder as it is now: its edition's name, its problems, and its changes against what stands."""

    desk: Desk
    prepared: Prepared
    edition: str
    problems: list
    changes: list

    @property
    def errors(self):
        return [problem for problem in self.problems if problem.level == "error"]


def folder_of(course):
    """The folder in which a course is written. Raises NotFound where it lives elsewhere."""
    for folder in sorted(Path(current_app.config["SETTINGS"].MODULES).glob("*/course.md")):
        if folder.stat().st_size <= LONGEST_TEXT and course_key(folder.read_bytes()) == course:
            return folder.parent
    raise NotFound("This course has no folder on the server: it is published from elsewhere by `course publish`.")


def look_at_folder(course):
    """The Folder of a course, compared with what stands."""
    path = folder_of(course)
    files, problems = read_folder(path)
    prepared = prepare(files)
    desk = desk_of(path, course, files)
    return Folder(desk, prepared, tree_name(files), problems + prepared.problems, changes_of(prepared))


def changes_of(prepared):
    """The Changes that publishing would make, each with whom it touches; none of a course that cannot be read."""
    if prepared.text is None:
        return []
    try:
        standing = queries.standing(prepared.text.id)
    except NotFound:
        return compare(None, prepared.text)
    return weigh(standing, prepared.text, compare(prepared.text_of(standing.edition_id), prepared.text))


@dataclass(frozen=True)
class Due:
    """A question with answers that its key of today has not marked, and what marking them would do; `done` are marked already."""

    key: str
    text: str
    fingerprint: str
    counts: dict
    done: int


def due_for_marking(standing):
    """The Dues of a course: of its questions whose key was changed while it stood."""
    found = []
    for question in standing.lineage.kin:
        try:
            key, counts = key_of(standing, question), reckon(standing, question).counts
        except NotFound:
            continue  # it left the course, or is marked no more
        if counts["answered"]:
            found.append(Due(question, key.item.text, key.fingerprint, counts, marked_by(key)))
    return found
