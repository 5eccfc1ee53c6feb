"""What is kept beside the ledger, and may be made anew from it."""

from sqlalchemy import JSON, BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from course.database import db


class Tally(db.Model):
    """Counts of a course's answers up to the position `through`, by what the counter knew when it made them."""

    course: Mapped[str] = mapped_column(primary_key=True)  # its key
    basis: Mapped[str | None]
    through: Mapped[int | None] = mapped_column(BigInteger)
    counts: Mapped[list | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int]  # grows with each change
