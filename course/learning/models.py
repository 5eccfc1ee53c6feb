"""The classroom's tables: visits and openings, attempts and their answers, drafts, completions. Facts, written once."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes
from course.enrolment.models import Enrolment  # the table itself: what is asked of a column needs its type at import


class Visit(db.Model):
    """A stretch of learning that ends after thirty idle minutes. `seen_at` is kept to five."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey(Enrolment.id))
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (Index("ix_visit_last", "enrolment_id", "seen_at"),)


@never_changes
class Opening(db.Model):
    """A revision opened for the first time in a visit."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey(Enrolment.id))
    lesson: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (
        UniqueConstraint("visit_id", "revision_id"),
        Index("ix_opening_last", "enrolment_id", "lesson", "at", "revision_id"),
    )


@never_changes
class Attempt(db.Model):
    """One sending of a sheet. `key` was made by the server with the form: the same key again is the same attempt."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey(Enrolment.id))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    lesson: Mapped[str]
    sheet: Mapped[str]
    number: Mapped[int]  # within the enrolment and sheet, from 1
    key: Mapped[UUID]
    digest: Mapped[str]  # of what was sent: the same key with other answers is refused
    shown_at: Mapped[datetime] = mapped_column(Moment)  # when the form was made
    sent_at: Mapped[datetime] = mapped_column(Moment)
    points: Mapped[float | None]
    maximum: Mapped[float | None]
    passed: Mapped[bool | None]
    pass_mark: Mapped[float | None]  # the share of the points that was asked of her
    __table_args__ = (
        UniqueConstraint("id", "revision_id"),
        UniqueConstraint("enrolment_id", "key"),
        UniqueConstraint("enrolment_id", "sheet", "number"),
        Index("ix_attempt_lesson", "enrolment_id", "lesson"),
    )


@never_changes
class Draft(db.Model):
    """A worksheet or commitment as it was saved while she wrote, not yet sent: hers alone, and told to nobody."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey(Enrolment.id))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    lesson: Mapped[str]
    sheet: Mapped[str]
    content: Mapped[dict] = mapped_column(JSON)  # {item key: what a content.sheets.Response has as its value}
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (Index("ix_draft_sheet", "enrolment_id", "sheet"),)


@never_changes
class Answer(db.Model):
    """One item's answer, with its mark as first given. Attempt and question are of one revision, or it cannot be stored."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID]
    question_id: Mapped[int]
    revision_id: Mapped[int]
    response: Mapped[dict] = mapped_column(JSON)  # a content.sheets.Response
    shown: Mapped[list] = mapped_column(JSON)  # option ids in the order shown
    correct: Mapped[bool | None]
    points: Mapped[float | None]
    maximum: Mapped[float | None]
    confidence: Mapped[str | None]  # sure | think | guess
    __table_args__ = (
        ForeignKeyConstraint(["attempt_id", "revision_id"], ["attempt.id", "attempt.revision_id"]),
        ForeignKeyConstraint(["question_id", "revision_id"], ["question.id", "question.revision_id"]),
        UniqueConstraint("attempt_id", "question_id"),
    )


class Ballot(db.Model):
    """An anonymous sheet in its box, until it is told with others: of no person, no time and no order. `said`: {item key: a
    content.sheets.Response}."""

    id: Mapped[UUID] = mapped_column(primary_key=True)  # by chance alone, not by time
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    sheet: Mapped[str]
    said: Mapped[dict] = mapped_column(JSON)
    __table_args__ = {"sqlite_with_rowid": False}  # else SQLite would number them as they come


@never_changes
class Receipt(db.Model):
    """That somebody sent an anonymous sheet, and on which day. Nothing leads from here to what it said."""

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    sheet: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    __table_args__ = {"sqlite_with_rowid": False}


@never_changes
class SharedAnswer(db.Model):
    """A reflection that its writer lets others read; it counts while hers is the newest answer to its sheet."""

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id"), primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    shared_with: Mapped[str]  # facilitator | cohort


@never_changes
class Completion(db.Model):
    """A lesson, a module or the course was completed, once and for good. `what` is lesson | module | course."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey(Enrolment.id))
    what: Mapped[str]
    key: Mapped[str]
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))  # of a lesson
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("enrolment_id", "what", "key"),)


class Reach(db.Model):
    """How far people came in a course, counted by the worker now and then: to count thousands takes longer than a page may."""

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    through: Mapped[int] = mapped_column(BigInteger)  # the newest position of the ledger then
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    figures: Mapped[dict] = mapped_column(JSON)


@never_changes
class Remarking(db.Model):
    """Kept answers to one question were marked anew, by its key as a publication has it: why, and by whom."""

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))  # with the key that they were marked by
    why: Mapped[str]
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the command
    at: Mapped[datetime] = mapped_column(Moment)


@never_changes
class Mark(db.Model):
    """A mark that an answer was given later, beside the one before. The answer keeps its first; the newest counts."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    remarking_id: Mapped[int] = mapped_column(ForeignKey("remarking.id"))
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answer.id"))
    old_correct: Mapped[bool | None]
    old_points: Mapped[float]
    old_maximum: Mapped[float]
    correct: Mapped[bool | None]
    points: Mapped[float]
    maximum: Mapped[float]
    __table_args__ = (UniqueConstraint("answer_id", "remarking_id"),)


@never_changes
class Result(db.Model):
    """What an attempt comes to with the marks that its answers were given later. A pass is never taken back."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    remarking_id: Mapped[int] = mapped_column(ForeignKey("remarking.id"))
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"))
    points: Mapped[float]
    maximum: Mapped[float]
    passed: Mapped[bool | None]
    __table_args__ = (UniqueConstraint("attempt_id", "remarking_id"),)
