"""Two desks, one library: what moved since a folder was last synced, and the record of that. Nothing is published here.

Three texts of each file are held together: the folder's, that of the last sync, and the library's. What moved on one side alone
needs nobody to decide; what moved on both, a person decides.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

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


@dataclass(frozen=True)
class Desk:
    """A course's folder as it is now, beside the library."""

    folder: Path
    course: str
    files: dict
    library: Library
    texts: Texts

    @property
    def state(self):
        """in step, ahead (only the folder moved), behind (only the library), apart (different files), contested (the same)."""
        if self.texts.contested:
            return "contested"
        here, there = bool(self.texts.here), bool(self.texts.there)
        return {(False, False): "in step", (True, False): "ahead", (False, True): "behind", (True, True): "apart"}[here, there]


def desk_of(folder, course, files):
    """The Desk of a folder that holds these {path: bytes} of a course."""
    held = library(course, folder)
    return Desk(Path(folder), course, files, held, texts(files, held))


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


def is_published(course):
    """Whether the library holds an edition of a course."""
    return library(course, "").course_id is not None


def texts(files, library):
    """The Texts of a folder's {path: bytes} and a Library."""
    mine = {path: blob_name(data) for path, data in files.items()}
    base = _guessed(mine, _ever(library.course_id)) if library.synced is None else names_in(library.synced)
    return Texts(mine, base, library.files)


def _guessed(mine, ever):
    """The base of a folder without a record: any text of its own that ever stood, for the library keeps it; or else the only one
    that ever stood in its place, for no other can it have been made from."""
    base = {}
    for path, name in mine.items():
        stood = ever.get(path, set())
        if name in stood or len(stood) == 1:
            base[path] = name if name in stood else next(iter(stood))
    return base


def remember(course_id, folder, edition_id):
    """Note that this folder and this edition say the same, or that the folder holds all of the edition that it wants."""
    row = {"course_id": course_id, "folder": place(folder), "edition_id": edition_id, "at": now()}
    db.session.execute(upsert(Synced, ["course_id", "folder"], ["edition_id", "at"]), row)


def names_in(edition_id):
    """{path: blob name} of an edition."""
    return dict(ask(select(EditionFile.path, EditionFile.blob).where(EditionFile.edition_id == edition_id)).all())


def names_of_edition(course_id, edition):
    """{path: blob name} of a course's edition of this name; nothing where there is none."""
    return names_in(ask(select(Edition.id).where(Edition.course_id == course_id, Edition.name == edition)).scalar())


def bytes_of(names):
    """{blob name: bytes} of what the library keeps under these names."""
    return dict(ask(select(Blob.name, Blob.data).where(Blob.name.in_(set(names)))).all())


def place(folder):
    """How a folder is known: by its place on this machine, whatever leads there."""
    return os.path.realpath(folder)


def _ever(course_id):
    """{path: names of the blobs that ever stood there}"""
    asked = select(EditionFile.path, EditionFile.blob).join(Edition, Edition.id == EditionFile.edition_id)
    ever = {}
    for path, name in ask(asked.where(Edition.course_id == course_id).distinct()):
        ever.setdefault(path, set()).add(name)
    return ever
