"""What the ledger keeps for other tools: their credentials, what finds their statements, what they define, documents, files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes

LARGE = BigInteger().with_variant(Integer, "sqlite")


class Credential(db.Model):
    """A name and a secret for one tool. Revoking fills `revoked_at`; the row stays, for statements name it as authority."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)  # the user of Basic authentication
    secret_hash: Mapped[str]  # SHA-256 of 256 random bits
    title: Mapped[str]
    scopes: Mapped[str]  # with spaces
    counts: Mapped[bool]  # whether its statements about our courses fill the columns that evaluators count
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the command
    used_at: Mapped[datetime | None] = mapped_column(Moment)  # to ten minutes
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


@never_changes
class Mention(db.Model):
    """Under `term`, a short form of an agent or activity, the statement is found besides its columns (see xapi/parts.py)."""

    term: Mapped[UUID] = mapped_column(primary_key=True)
    stored: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    position: Mapped[int] = mapped_column(LARGE, ForeignKey("statement.position"), primary_key=True)


@never_changes
class Reference(db.Model):
    """A statement is about another, at once or through others; that one need not be here."""

    target: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[UUID] = mapped_column(primary_key=True, index=True)


@never_changes
class Voiding(db.Model):
    """A statement that voids another; that one need not be here."""

    target: Mapped[UUID] = mapped_column(primary_key=True)
    authority: Mapped[int] = mapped_column(ForeignKey("credential.id"), primary_key=True)
    of_all: Mapped[bool]  # whether it may void what other tools sent


class Activity(db.Model):
    """What tools that may define have said of an activity, merged: the definition as JSON."""

    iri: Mapped[str] = mapped_column(primary_key=True)
    definition: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(Moment)


class Document(db.Model):
    """What a tool keeps about an activity, an agent, or an agent's state in an activity; the tool alone knows what it says."""

    key: Mapped[UUID] = mapped_column(primary_key=True)  # a short form of place and name, however long they are
    place: Mapped[UUID]  # a short form of all that follows, but for the name
    kind: Mapped[str]  # state | activity | agent
    activity: Mapped[str | None]
    actor: Mapped[UUID | None]  # as in Statement
    registration: Mapped[UUID | None]
    name: Mapped[str]  # stateId or profileId, as JSON: any character may stand in it
    content: Mapped[bytes]
    content_type: Mapped[str]  # as it was sent
    etag: Mapped[str]  # SHA-1 of the content, without quotes
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[int] = mapped_column(ForeignKey("credential.id"))
    __table_args__ = (Index("ix_document_place", "place", "changed_at"),)
