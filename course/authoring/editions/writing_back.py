"""What was published in the browser is written back into the course's folder and committed, where the site's setting says so.

The publication stands whatever becomes of this; why it could not be is said to whoever published.
"""

from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app

from course.auditing import note_act
from course.authoring.queries import folder_of
from course.authoring.syncing import look
from course.content.committing import Author, NotCommitted, Repository
from course.content.editions import put_out
from course.content.naming import blob_name
from course.content.pulling import alone_in, write_files
from course.content.syncing import bytes_of, remember
from course.database import writing
from course.errors import CourseError, NotFound
from course.people.queries import names_of


def is_wanted():
    return current_app.config["SETTINGS"].WRITE_BACK


def write_back_if_wanted(course, *, by):
    """What came of it, in a sentence; nothing where the setting is off. Never fails."""
    if not is_wanted():
        return ""
    try:
        return f"Written into the folder, and committed as {write_back(course, by=by)[:12]}."
    except CourseError as refusal:
        return f"The edition stands, and is not in git: {refusal}"
    except Exception:  # whatever the machine's git and disks do, what was published is published
        current_app.logger.exception("an edition was not written back")
        return "The edition stands, and is not in git: something went wrong there. It is in the log of whoever runs this site."


def write_back(course, *, by):
    """The name of the commit that holds the edition which stands. Raises NotCommitted, and what reading and writing raise."""
    folder = _folder(course)
    with alone_in(folder):
        desk = look(folder, course)
        repository = Repository(folder)
        publication = next(one for one in put_out(course) if one.edition_id == desk.library.edition_id)
        _refuse_what_is_there(desk, repository)
        _write(desk)
        name = repository.commit(desk.library.files, _author(publication.by), _message(course, publication))
        with writing():
            remember(desk.library.course_id, folder, desk.library.edition_id)
            if name != repository.head:
                note_act("written back to git", by=by, course=course, subject=f"publication {publication.number}", commit=name)
    return name


def _folder(course):
    """Its folder, or a new one for a course that was begun in the browser."""
    try:
        return folder_of(course).resolve()
    except NotFound:
        folder = Path(current_app.config["SETTINGS"].MODULES).resolve() / course
    if folder.exists() and any(folder.iterdir()):
        raise NotCommitted(f"The folder {course} holds something else. Move it away, then try again.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _refuse_what_is_there(desk, repository):
    mine = {path: blob_name(data) for path, data in desk.files.items()}
    unsaved = repository.unsaved(mine, desk.library.files, desk.texts.base)
    if unsaved:
        raise NotCommitted(f"{_listed(unsaved)} has changes in the folder or in git that were never published. Commit and sync "
                           "them, or take them back, then try again.")
    if desk.texts.here or desk.texts.contested:
        raise NotCommitted(f"{_listed([*desk.texts.here, *desk.texts.contested])} changed in the folder and was never published. "
                           "Bring both together on this page, then try again.")


def _write(desk):
    paths = sorted({*desk.texts.there})
    wanted = {path: desk.library.files.get(path) for path in paths}
    kept = bytes_of(name for name in wanted.values() if name)
    write_files(desk.folder, {path: kept.get(name) for path, name in wanted.items()})


def _author(by):
    """By her name alone: an address in a repository can never be taken out again."""
    host = urlsplit(current_app.config["SETTINGS"].SITE_ADDRESS).hostname or "localhost"
    name = names_of([by]).get(by, "Somebody") if by else current_app.config["SETTINGS"].SITE_NAME
    return Author(name, f"noreply@{host}")


def _message(course, publication):
    title = " ".join(publication.note.split())[:200] or f"{course}: publication {publication.number}"
    return f"{title}\n\nPublication {publication.number} of {course}.\n\nEdition: {publication.edition}\n"


def _listed(paths):
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
