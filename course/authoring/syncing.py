"""Brings a folder and the library together, as far as nobody has to decide; what both changed waits for a person."""

from course.authoring.publishing import CourseDoesNotParse
from course.clock import now
from course.content import git, pulling
from course.content.checking import check_files
from course.content.naming import blob_name
from course.content.parsing import course_key
from course.content.reading import read_folder
from course.content.syncing import bytes_of, desk_of
from course.errors import Conflict


class LibraryHasMovedOn(Conflict):
    sentence = "The library has moved on since you looked, so nothing was decided. Look at the differences again: course sync."


class FolderHoldsAnother(Conflict):
    """The folder is that of another course, or of something else."""


class FilesAreContested(Conflict):
    """Files moved in the folder and in the library, each in another way."""


class FilesAreNotCommitted(Conflict):
    """Files that would be written over have changes that git does not hold yet."""


def look(folder, course=None):
    """The Desk of a folder; `course` is what an empty one is for. Raises CourseDoesNotParse where that cannot be told."""
    files, problems = read_folder(folder)
    errors = [problem for problem in problems if problem.stops]
    key = course_key(files["course.md"]) if "course.md" in files else course
    if errors or key is None:
        raise CourseDoesNotParse(errors or [problem for problem in check_files(files)[1] if problem.stops])
    return desk_of(folder, key, files)


def bring(desk, course):
    """Write what moved in the library into the folder; returns the paths. What moved here alone stays as it is.

    Raises FolderHoldsAnother, FilesAreContested, FilesAreNotCommitted.
    """
    if desk.course != course or ("course.md" not in desk.files and desk.files.keys() - desk.library.files.keys()):
        raise FolderHoldsAnother(f"{desk.folder} does not hold the course {course}. Name its own folder, or an empty one.")
    if desk.texts.contested:
        raise FilesAreContested(
            f"Nothing was written: {_listed(desk.texts.contested)} changed here since the last sync, and in the library too. "
            f"`course sync {desk.folder}` shows the difference and takes your decision.")
    return _write(desk, desk.texts.there)


def decide(desk, keep_mine, seen=""):
    """Settle what is contested: the folder's text stays, or the library's comes (the folder's is kept beside). The rest of what
    moved in the library comes too. `seen` is the edition that the person looked at; raises LibraryHasMovedOn."""
    if not desk.library.edition.startswith(seen):
        raise LibraryHasMovedOn
    if keep_mine:
        return _write(desk, desk.texts.there)
    _refuse_uncommitted(desk, desk.texts.there)
    paths = sorted([*desk.texts.there, *desk.texts.contested])
    return _write(desk, paths, keep=f"{now():%Y-%m-%d-%H%M%S}")


def _write(desk, paths, keep=None):
    if not keep:
        _refuse_uncommitted(desk, paths)
    theirs = {path: desk.library.files.get(path) for path in paths}
    kept = bytes_of(name for name in theirs.values() if name)
    pulling.write_files(desk.folder, {path: kept.get(name) for path, name in theirs.items()}, keep)
    return paths


def _refuse_uncommitted(desk, paths):
    """Where git keeps the folder, it keeps each text before another takes its place."""
    committed = git.committed(desk.folder)
    if committed is None:
        return
    unsaved = [path for path in paths if path in desk.files and committed.get(path) != blob_name(desk.files[path])]
    if unsaved:
        raise FilesAreNotCommitted(f"Nothing was written: {_listed(unsaved)} would be written over and has changes that are not "
                                   "committed. Commit them, then do this again.")


def _listed(paths):
    return ", ".join(paths[:5]) + (f" and {len(paths) - 5} files more" if len(paths) > 5 else "")
