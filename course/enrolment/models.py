"""Who takes which course, since when, and who has left."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db


class Enrolment(db.Model):
    """One person on one course; its id is the registration in statements.

    A guest's enrolment moves to the account she signs in to. If that has one of its own, the guest's names it in
    `joined_to`: both hold what was done, the other goes on.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))  # that she began with
    began_at: Mapped[datetime] = mapped_column(Moment)
    joined_to: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id"))
    left_at: Mapped[datetime | None] = mapped_column(Moment)  # empty again when she comes back
    __table_args__ = (
        Index(
            "uq_enrolment_standing",
            "person_id",
            "course_id",
            unique=True,
            sqlite_where=text("joined_to IS NULL"),
            postgresql_where=text("joined_to IS NULL"),
        ),
        Index("ix_enrolment_person_course", "person_id", "course_id"),
    )
