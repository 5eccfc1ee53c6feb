"""What is kept of a course while somebody writes it in the browser: drafts, step by step, and the texts that they name."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db


class CourseDraft(db.Model):
    """What one person has written of one course and not published. `step` is the state that she is at; later ones she undid."""

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str]  # its key; a new course has no row in the library yet
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    step: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("course", "person_id"),)


class DraftStep(db.Model):
    """One state of a whole draft: {path: blob name}. `based_on` names the edition that it was made from, and is empty for a
    course that never stood; `path` is the file that was typed into, if that is all that was done."""

    draft_id: Mapped[int] = mapped_column(ForeignKey("course_draft.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    what: Mapped[str]
    based_on: Mapped[str]
    path: Mapped[str | None]
    files: Mapped[dict] = mapped_column(JSON)


class DraftBlob(db.Model):
    """The bytes of a file that a draft names and the library does not hold, under their git blob id."""

    name: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Moment)
