"""Writes files of the library into a course's folder so that whoever looks, at any moment, sees each file whole: old or new."""

import fcntl
import os
import shutil
import stat
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from course.errors import Conflict, CourseError

WAITING = ".course-pull"  # what is on its way; a name with a dot belongs to no edition
ATTRIBUTES = ".gitattributes"  # beside the courses, so that git keeps each byte
KEPT = ".course-kept"  # what was taken out by a person's decision


class FolderIsBusy(Conflict):
    sentence = "Another sync or pull is at work in this folder. Wait until it has ended, then try again."


class FolderCannotBeWritten(CourseError):
    """A file of the folder could not be written; those before it are whole."""


@contextmanager
def alone_in(folder):
    """Holds a folder against other syncs and pulls; a process that dies lets go of it. Refuses with FolderIsBusy."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise FolderIsBusy from None
    finally:
        os.close(handle)


def write_files(folder, files, keep=None):
    """Write {path: bytes, or None to remove the file}: first all beside, then each in its place by one rename.

    What is replaced goes to the sub-folder `keep` of .course-kept, if that is named.
    """
    folder = Path(folder)
    for path in files:
        _inside(folder, path)
    try:
        _clear(folder / WAITING)
        if keep and (folder / KEPT).is_symlink():
            raise FolderCannotBeWritten(f"{KEPT} is a link. Put a folder there in its place.")
        new = {path: data for path, data in files.items() if data is not None}
        ready = {path: _written_beside(folder, number, data) for number, (path, data) in enumerate(new.items())}
        for path in files:
            if keep:
                _keep(folder, path, folder / KEPT / keep / path)
            if path in ready:
                _put(ready[path], _inside(folder, path))
            else:
                _take_out(folder, path)
        _clear(folder / WAITING)
    except OSError as error:
        raise FolderCannotBeWritten(f"{error.filename or folder} cannot be written: {error.strerror}. Files that were written "
                                    "are whole; mend this, then do the same again.") from error


def _written_beside(folder, number, data):
    beside = folder / WAITING
    beside.mkdir(exist_ok=True)
    path = beside / str(number)
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return path


def _put(ready, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_file():
        os.chmod(ready, stat.S_IMODE(target.stat().st_mode))
    os.replace(ready, target)
    _sync(target.parent)


def _take_out(folder, path):
    _inside(folder, path).unlink(missing_ok=True)
    for parent in list(PurePosixPath(path).parents)[:-1]:  # folders without files do not exist
        try:
            (folder / parent).rmdir()
        except OSError:
            return


def _keep(folder, path, kept):
    """A copy, not a move: at no moment is the file missing."""
    if _inside(folder, path).is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / path, kept)
        _sync(kept.parent)


def _inside(folder, path):
    """The file's place; refuses a way out of the folder, by a link or by its name, and names that begin with a dot, but for
    the one that `course new` writes."""
    target = folder / path
    hidden = path != ATTRIBUTES and any(part.startswith(".") for part in PurePosixPath(path).parts)
    if hidden or not target.parent.resolve().is_relative_to(folder.resolve()):
        raise FolderCannotBeWritten(f"{path} leads out of the folder. Put a folder there in place of the link.")
    return target


def _clear(beside):
    """Away with what a pull that was killed left behind."""
    if beside.is_symlink():
        beside.unlink()
    elif beside.exists():
        shutil.rmtree(beside)


def _sync(folder):
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
