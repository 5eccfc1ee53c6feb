"""Thoughts, and verdicts on them. Facts, written once: what is shown today follows from the last verdict."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes


@never_changes
class Thought(db.Model):
    """What one person wrote to an author's question, with the name that she chose. `at_once`: it needs no yes to be shown."""

    id: Mapped[UUID] = mapped_column(primary_key=True)  # that of the form: sent twice is written once
    enrolment_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("enrolment.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    lesson: Mapped[str]
    sheet: Mapped[str]
    name: Mapped[str]
    text: Mapped[str]
    at_once: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (Index("ix_thought_sheet", "course_id", "sheet", "at"),)


@never_changes
class Verdict(db.Model):
    """`what` is shown, hidden (both by a facilitator), taken back (by its writer) or reported (by a reader)."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    thought_id: Mapped[UUID] = mapped_column(ForeignKey("thought.id"), index=True)
    what: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
