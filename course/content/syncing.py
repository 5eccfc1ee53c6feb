"""Two desks, one library: what moved since a folder was last synced, and the record of that. Nothing is published here.

Three texts of each file are held together: the folder's, that of the last sync, and the library's. What moved on one side alone
needs nobody to decide; what moved on both, a person decides.
"""

import os
from dataclasses import dataclass, field

from sqlalchemy import select

from course.clock import now
from course.content.models import Blob, Course, Edition, EditionFile, Publication, Synced
from course.content.naming import blob_name
from course.database import ask, db, upsert


@dataclass(frozen=True)
class Texts:
    """{path: blob name} of the folder, the last sync and the library; a path that is missing is a file that is not there."""

    mine: dict
    base: dict
    theirs: dict

    def moved(self, mine, theirs):
        """Paths that moved here (`mine`), in the library (`theirs`) or on both; what both hold alike has not moved."""
        return sorted(
            path for path in {*self.mine, *self.base, *self.theirs}
            if self.mine.get(path) != self.theirs.get(path)
            and (self.mine.get(path) != self.base.get(path)) == mine
            and (self.theirs.get(path) != self.base.get(path)) == theirs
        )

    @property
    def here(self):
        return self.moved(mine=True, theirs=False)

    @property
    def there(self):
        return self.moved(mine=False, theirs=True)

    @property
    def contested(self):
        return self.moved(mine=True, theirs=True)


@dataclass(frozen=True)
class Library:
    """What the library holds of a course, for one folder: nothing at all where the course was never published."""

    course_id: int | None = None
    edition_id: int | None = None
    edition: str = ""
    files: dict = field(default_factory=dict)
    synced: int | None = None  # the edition that the folder was last synced with


def library(course, folder):
    """The Library for the course with this key."""
    asked = (
        select(Course.id, Edition.id, Edition.name)
        .join(Publication, Publication.id == Course.publication_id)
        .join(Edition, Edition.id == Publication.edition_id)
    )
    row = ask(asked.where(Course.key == course)).first()
    if row is None:
        return Library()
    course_id, edition_id, name = row
    synced = ask(select(Synced.edition_id).where(Synced.course_id == course_id, Synced.folder == place(folder))).scalar()
    return Library(course_id, edition_id, name, names_in(edition_id), synced)


def texts(files, library):
    """The Texts of a folder's {path: bytes} and a Library. A folder without a record may hold any text that ever stood:
    each is a text the library keeps, so that nothing of it can be lost."""
    mine = {path: blob_name(data) for path, data in files.items()}
    if library.synced is not None:
        base = names_in(library.synced)
    else:
        ever = _ever(library.course_id)
        base = {path: name for path, name in mine.items() if (path, name) in ever}
    return Texts(mine, base, library.files)


def remember(course_id, folder, edition_id):
    """Note that this folder and this edition say the same, or that the folder holds all of the edition that it wants."""
    row = {"course_id": course_id, "folder": place(folder), "edition_id": edition_id, "at": now()}
    db.session.execute(upsert(Synced, ["course_id", "folder"], ["edition_id", "at"]), row)


def names_in(edition_id):
    """{path: blob name} of an edition."""
    return dict(ask(select(EditionFile.path, EditionFile.blob).where(EditionFile.edition_id == edition_id)).all())


def bytes_of(names):
    """{blob name: bytes} of what the library keeps under these names."""
    return dict(ask(select(Blob.name, Blob.data).where(Blob.name.in_(set(names)))).all())


def place(folder):
    """How a folder is known: by its place on this machine, whatever leads there."""
    return os.path.realpath(folder)


def _ever(course_id):
    asked = select(EditionFile.path, EditionFile.blob).join(Edition, Edition.id == EditionFile.edition_id)
    return set(map(tuple, ask(asked.where(Edition.course_id == course_id).distinct())))
