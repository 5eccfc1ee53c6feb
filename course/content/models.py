"""The library's tables. Only ever added to: a course's editions, the revisions of its lessons, and their publications."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes


class Course(db.Model):
    """The row that publishing locks. `key` is the id that the author wrote; what learners see stands in the edition."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    publication_id: Mapped[int | None]  # the last one, which stands; no foreign key, for they name each other
    state: Mapped[str] = mapped_column(server_default="offered")  # or unpublished, or archived: the last Offering's


@never_changes
class Offering(db.Model):
    """The event by which a course is unpublished, archived or offered again."""

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    state: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the command
    why: Mapped[str]


@never_changes
class Blob(db.Model):
    """The bytes of a file under their git blob id."""

    name: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


@never_changes
class Edition(db.Model):
    """One state of a whole course, under its git tree id. `outline` is the JSON of content.outlines.Outline."""

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    name: Mapped[str]
    outline: Mapped[dict] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("course_id", "name"),)


@never_changes
class EditionFile(db.Model):
    """A file of an edition: its path in the course's folder and its bytes' name."""

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    blob: Mapped[str] = mapped_column(ForeignKey("blob.name"))


@never_changes
class Revision(db.Model):
    """One published text of a lesson, for ever. `name` is its git blob id, `number` is for people."""

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    lesson: Mapped[str]
    name: Mapped[str] = mapped_column(ForeignKey("blob.name"))
    number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (
        UniqueConstraint("course_id", "lesson", "name"),
        UniqueConstraint("course_id", "lesson", "number"),
    )


@never_changes
class Question(db.Model):
    """A question or survey item of one revision. `definition` is the JSON of a content.sheets.Item."""

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    key: Mapped[str]
    sheet: Mapped[str]
    kind: Mapped[str]
    fingerprint: Mapped[str]
    position: Mapped[int]
    definition: Mapped[dict] = mapped_column(JSON)
    __table_args__ = (UniqueConstraint("id", "revision_id"), UniqueConstraint("revision_id", "key"))


@never_changes
class Page(db.Model):
    """What one renderer drew from one revision in one edition: JSON of parts, each HTML or a sheet.

    Links to files hold a place for the edition, which is filled in when a page is read: a new picture redraws no lesson.
    """

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    renderer: Mapped[str] = mapped_column(primary_key=True)
    parts: Mapped[list] = mapped_column(JSON)


class Synced(db.Model):
    """The edition that a folder was last in step with: the third text, beside the folder's and the library's."""

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    folder: Mapped[str] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class Proof(db.Model):
    """What one checker read in one lesson's text, and found without errors: JSON of content.proofs.Proof. Not a fact, but
    work done: one for each text, made anew when the checker changes."""

    blob: Mapped[str] = mapped_column(ForeignKey("blob.name"), primary_key=True)
    checker: Mapped[str]
    text: Mapped[str]


@never_changes
class Publication(db.Model):
    """The event by which an edition stands."""

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the command
    note: Mapped[str]
    changes: Mapped[list] = mapped_column(JSON)  # the class of each, as content.comparing.Change
    lineage: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))  # what goes on through edits: content.lineage
    __table_args__ = (UniqueConstraint("course_id", "number"),)
