"""Persons, how they are signed in, what they may do, and the names under which the ledger knows them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes


class Person(db.Model):
    """A guest is a person without an address; signing up adds the address to the same row."""

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)  # lower case
    name: Mapped[str | None]
    password: Mapped[str | None]  # argon2id, with its parameters
    begun_at: Mapped[datetime] = mapped_column(Moment)
    signed_up_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)  # the address is hers
    joined_to: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # a guest who signed in to an account
    erased_at: Mapped[datetime | None] = mapped_column(Moment)  # then nothing here leads to anybody


class SignIn(db.Model):
    """A session. The cookie holds the token, this row its hash alone; to end it is to delete the row."""

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)  # to ten minutes
    ends_at: Mapped[datetime] = mapped_column(Moment, index=True)


def _once(scope, where):
    """A role stands once; for the whole site in an index of its own, for two empty courses do not count as the same."""
    columns = ("person_id", "name", "course") if scope == "course" else ("person_id", "name")
    standing = text(where)
    return Index(f"uq_role_{scope}", *columns, unique=True, sqlite_where=standing, postgresql_where=standing)


class Role(db.Model):
    """A right given; taking it back fills `taken_at`, and the row stays as history. Without a course: the whole site."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]  # facilitator | evaluator | administrator
    course: Mapped[str | None]  # the course's key
    given_at: Mapped[datetime] = mapped_column(Moment)
    given_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the command
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    __table_args__ = (_once("course", "taken_at IS NULL"), _once("site", "taken_at IS NULL AND course IS NULL"))


class Invitation(db.Model):
    """A link to pass on that gives a role of a course to whoever accepts it first. Only the hash of its token is kept."""

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    course: Mapped[str] = mapped_column(index=True)  # its key
    role: Mapped[str]  # facilitator | evaluator
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Pseudonym(db.Model):
    """A name in the ledger. `subject` is the name that all of one person's names are counted under; most often itself."""

    name: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    subject: Mapped[UUID] = mapped_column(index=True)


@never_changes
class Claim(db.Model):
    """A guest's work was joined to an account."""

    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)


@never_changes
class Consent(db.Model):
    """What a person said to one purpose, under which exact words; the last row counts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[str]  # terms | research
    wording: Mapped[str]  # sha256 of the text as shown
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)


class Erasure(db.Model):
    """Somebody's texts were blanked, or records deleted. While it is `open`, within its own transaction alone, tables that never
    change let changes through."""

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]  # person N, actor ..., or before a date
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the command, or when its time was over
    at: Mapped[datetime] = mapped_column(Moment)
    open: Mapped[bool]
    counts: Mapped[dict] = mapped_column(JSON)  # {what: how many}


class OneTimeLink(db.Model):
    """A link by mail for one act, once, for a short time. Only the hash of its token is kept."""

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[str]  # password | address | confirm
    address: Mapped[str | None]  # the new address that the link confirms
    made_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
