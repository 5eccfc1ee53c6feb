"""Thoughts and verdicts on them, feedback and replies to it. Facts, written once: what stands today follows from the last."""

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
    """`what` is shown, hidden, read (by a facilitator), taken back (by its writer) or reported (by a reader)."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    thought_id: Mapped[UUID] = mapped_column(ForeignKey("thought.id"), index=True)
    what: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)


@never_changes
class Feedback(db.Model):
    """What one person said about one revision of a lesson: how useful it was, what was unclear, or both."""

    id: Mapped[UUID] = mapped_column(primary_key=True)  # that of the form: sent twice is given once
    enrolment_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("enrolment.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    lesson: Mapped[str]
    rating: Mapped[int | None]  # 1 to 5
    unclear: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (Index("ix_feedback_lesson", "course_id", "lesson", "at"),)


@never_changes
class Reply(db.Model):
    """How a remark on what was unclear stands, by a facilitator: `what` is open, read, answered or done; the newest counts."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(ForeignKey("feedback.id"), index=True)
    what: Mapped[str]
    text: Mapped[str | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
