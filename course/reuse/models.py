"""What is kept of courses that came from elsewhere, and of who adapted one that stands here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes


@never_changes
class ParentEdition(db.Model):
    """What a course, or a module of it, was made of, as it came: so that it can be told later what was changed. `edition` is the
    git tree id that its parent names, `part` the module that it came for (empty: the whole course)."""

    course: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    texts: Mapped[dict] = mapped_column(JSON)  # {path: text} of its Markdown
    files: Mapped[dict] = mapped_column(JSON)  # {path: blob name} of all else
    at: Mapped[datetime] = mapped_column(Moment)


@never_changes
class Adaptation(db.Model):
    """What somebody says that she made of a course: `title`, `address` (https, or empty) and `changes` are her words, blank where
    she had herself erased."""

    id: Mapped[UUID] = mapped_column(primary_key=True)  # that of the form: sent twice is told once
    course: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    title: Mapped[str]
    address: Mapped[str]
    changes: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)


@never_changes
class AdaptationRuling(db.Model):
    """What becomes of it: `what` is listed, declined (both by a facilitator) or taken back (by who told it). The last counts."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    adaptation_id: Mapped[UUID] = mapped_column(ForeignKey("adaptation.id"), index=True)
    what: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
