"""The ledger's table: each statement as its exact JSON, and flat typed columns that evaluation reads."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes

NO_ANSWER = text("question IS NULL")
SHORT = text("question IS NOT NULL AND coalesce(length(response), 0) <= 400")
SENT = text("authority IS NOT NULL")
IN_MODULE = text("authority IS NULL AND lesson IS NOT NULL AND sheet IS NULL")
IN_LESSON = text("authority IS NULL AND sheet IS NOT NULL AND question IS NULL")
IN_SHEET = text("authority IS NULL AND question IS NOT NULL")
LONG = text("question IS NOT NULL AND coalesce(length(response), 0) > 400")


@never_changes
class Statement(db.Model):
    """One statement. Columns that a statement lacks are empty; `verb` is the full IRI, `activity` the object's."""

    position: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    actor: Mapped[UUID]  # the pseudonym; for somebody whom the platform does not know, a short form of her identifier
    verb: Mapped[str]
    activity: Mapped[str | None]
    course: Mapped[str | None]  # keys, as authors wrote them
    module: Mapped[str | None]
    lesson: Mapped[str | None]
    edition: Mapped[str | None]  # git tree id
    revision: Mapped[str | None]  # git blob id
    sheet: Mapped[str | None]
    question: Mapped[str | None]
    fingerprint: Mapped[str | None]
    registration: Mapped[UUID | None]
    cohort: Mapped[str | None]
    attempt: Mapped[UUID | None]
    attempt_number: Mapped[int | None]  # counted within the registration, from 1
    wave: Mapped[str | None]
    shown: Mapped[str | None]  # option ids in the order shown, with spaces
    response: Mapped[str | None]  # option ids with spaces, a number, or the text
    written: Mapped[str | None]  # what stood in a write-in
    missing: Mapped[str | None]  # skipped | declined
    success: Mapped[bool | None]
    score: Mapped[float | None]
    maximum: Mapped[float | None]
    confidence: Mapped[str | None]  # sure | think | guess
    duration: Mapped[float | None]  # seconds
    timestamp: Mapped[datetime] = mapped_column(Moment)
    stored: Mapped[datetime] = mapped_column(Moment)
    authority: Mapped[int | None] = mapped_column(ForeignKey("credential.id"))  # who sent it; None: the platform itself
    statement: Mapped[str]  # the JSON, byte for byte
    __table_args__ = (
        Index("ix_statement_course", "course", "verb", "position"),
        # what the desk counts, without touching the rows: how far each person came ...
        # (`question` is empty in it: SQLite reads the row to see that, unless it stands in the index)
        Index("ix_statement_ways", "course", "actor", "verb", "module", "lesson", "question", sqlite_where=NO_ANSWER,
              postgresql_where=NO_ANSWER),
        # ... and how each question was answered. A long text would not fit into an index, so it stands in another, without it
        Index("ix_statement_answers", "course", "question", "fingerprint", "wave", "missing", "success", "attempt_number",
              "response", sqlite_where=SHORT, postgresql_where=SHORT),
        Index("ix_statement_texts", "course", "question", "fingerprint", "wave", "missing", "success", "attempt_number",
              sqlite_where=LONG, postgresql_where=LONG),
        # and what other tools ask, a page at a time, newest first
        Index("ix_statement_stored", "stored", "position"),
        Index("ix_statement_actor", "actor", "stored", "position"),
        Index("ix_statement_verb", "verb", "stored", "position"),
        Index("ix_statement_activity", "activity", "stored", "position"),
        Index("ix_statement_registration", "registration", "stored", "position"),
        Index("ix_statement_authority", "authority", "stored", "position", sqlite_where=SENT, postgresql_where=SENT),
        # each of our own stands in the one that its parent asks
        Index("ix_statement_in_module", "module", "stored", "position", sqlite_where=IN_MODULE, postgresql_where=IN_MODULE),
        Index("ix_statement_in_lesson", "lesson", "stored", "position", sqlite_where=IN_LESSON, postgresql_where=IN_LESSON),
        Index("ix_statement_in_sheet", "sheet", "stored", "position", sqlite_where=IN_SHEET, postgresql_where=IN_SHEET),
        {"sqlite_autoincrement": True},  # else positions of erased statements were given again, behind who reads with a cursor
    )


@never_changes
class Platform(db.Model):
    """The IRI under which this installation names actors and activities: one row, kept though the site may move."""

    id: Mapped[int] = mapped_column(primary_key=True)
    iri: Mapped[str]
