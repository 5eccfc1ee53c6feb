"""What the facilitator's page asks: what stands, what lies in the folder, and what publishing it would do."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from course.content import queries
from course.content.checking import check_files
from course.content.comparing import compare
from course.content.naming import tree_name
from course.content.reading import read_folder
from course.errors import NotFound


@dataclass(frozen=True)
class Folder:
    """A course's folder as it is now: its edition's name, its problems, and its changes against what stands."""

    files: dict
    edition: str
    problems: list
    changes: list

    @property
    def errors(self):
        return [problem for problem in self.problems if problem.level == "error"]


def folder_of(course):
    """The folder in which a course is written. Raises NotFound where it lives elsewhere."""
    for folder in sorted(Path(current_app.config["SETTINGS"].MODULES).glob("*/course.md")):
        text, _ = check_files(read_folder(folder.parent)[0])
        if text and text.id == course:
            return folder.parent
    raise NotFound("This course has no folder on the server: it is published from elsewhere by `course publish`.")


def look_at_folder(course, standing):
    """The Folder of a course, compared with its Standing."""
    files, problems = read_folder(folder_of(course))
    text, found = check_files(files)
    changes = compare(check_files(queries.files_of(standing.edition_id))[0], text) if text else []
    return Folder(files, tree_name(files), problems + found, changes)
