"""What is kept of packages: each version as it was imported, its files in pieces; and of learners: sessions and outcomes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes
from course.people.models import Person
from course.statements.tool_models import Credential

OPEN = text("ended_at IS NULL")


@never_changes
class Package(db.Model):
    """A cmi5 course that lessons of one of our courses may offer, by `key`. Its credential is the authority of what it says."""

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str]  # key of ours
    key: Mapped[str]
    credential_id: Mapped[int] = mapped_column(ForeignKey(Credential.id))
    __table_args__ = (UniqueConstraint("course", "key"),)


@never_changes
class PackageVersion(db.Model):
    """A package as it was imported; that of the highest number stands."""

    id: Mapped[int] = mapped_column(primary_key=True)
    package_id: Mapped[int] = mapped_column(ForeignKey("package.id"))
    number: Mapped[int]
    content: Mapped[UUID] = mapped_column(unique=True)  # by chance: whoever knows it may fetch the files
    structure: Mapped[dict] = mapped_column(JSON)  # a cmi5.structure.Structure
    digest: Mapped[str]  # SHA-256 of what was sent
    size: Mapped[int]  # bytes, unpacked
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey(Person.id))  # None: by the command
    __table_args__ = (UniqueConstraint("package_id", "number"),)


class PackageFile(db.Model):
    """A file of a version, or of an import that goes on."""

    content: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]


class PackagePiece(db.Model):
    """A stretch of a file's bytes, all but the last of the same length."""

    content: Mapped[UUID] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)  # from 0
    data: Mapped[bytes] = mapped_column(LargeBinary)


@never_changes
class Registration(db.Model):
    """A learner's way through one package: cmi5's registration, one for each of her enrolments and packages."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id"))
    package_id: Mapped[int] = mapped_column(ForeignKey("package.id"))
    actor: Mapped[UUID]  # her name in the ledger, the same in every session of it
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (UniqueConstraint("enrolment_id", "package_id"),)


class ActivitySession(db.Model):
    """A unit opened once. Its secrets open /xapi until it ends."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registration.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("package_version.id"))
    unit: Mapped[str]  # its publisher's id
    mode: Mapped[str]  # Normal | Browse | Review
    fetch_hash: Mapped[str] = mapped_column(unique=True)  # of the token in the address that gives the secret, once
    secret_hash: Mapped[str | None]
    launched_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)  # when it last said something
    preferences_at: Mapped[datetime | None] = mapped_column(Moment)  # when it asked how the learner likes things
    said: Mapped[str]  # the defined verbs that it has used, with spaces
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    sent: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))  # bytes that it wanted kept
    __table_args__ = (Index("ix_activity_session_open", "seen_at", sqlite_where=OPEN, postgresql_where=OPEN),)


@never_changes
class Outcome(db.Model):
    """What became of a unit, a block or the whole package in a registration, once and for good."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registration.id"))
    of: Mapped[str]  # unit | block | course
    thing: Mapped[str]  # the publisher's id
    what: Mapped[str]  # completed | passed | waived | satisfied
    session: Mapped[UUID]  # a waiver has one of its own, and no row
    at: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str | None]  # of a waiver
    by: Mapped[int | None] = mapped_column(ForeignKey(Person.id))  # who waived it
    __table_args__ = (UniqueConstraint("registration_id", "of", "thing", "what"),)
