"""What is kept: where statements go on to, how far each destination has come, and what it would not take."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db

LARGE = BigInteger().with_variant(Integer, "sqlite")


class Destination(db.Model):
    """A record store or a webhook. `position` is its cursor: what stands in the ledger up to there is sent or set aside."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # store | webhook
    title: Mapped[str]
    address: Mapped[str]  # of a store the endpoint, to which /statements is added
    user: Mapped[str | None]  # of Basic authentication
    secret: Mapped[str | None]  # sealed; empty once the destination is removed
    version: Mapped[str]  # of xAPI, that a store is spoken to in: 1.0 | 2.0
    course: Mapped[str | None]  # None: all
    verbs: Mapped[str | None]  # names in VERBS, with spaces; None: all
    since: Mapped[datetime | None] = mapped_column(Moment)  # nothing that was stored before
    of_tools: Mapped[bool]  # also what other tools sent here
    with_names: Mapped[bool]  # a webhook is told the random names, too
    position: Mapped[int] = mapped_column(LARGE)
    sent: Mapped[int] = mapped_column(LARGE, default=0)  # how many, repeats by a replay included
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)  # in vain, since the last success
    try_at: Mapped[datetime] = mapped_column(Moment)
    trouble: Mapped[str | None]  # what was in the way the last time, in a sentence
    trouble_at: Mapped[datetime | None] = mapped_column(Moment)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by the command
    paused_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)  # removed; the row tells what it was sent
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Refusal(db.Model):
    """A statement that a destination would not take. The others went on; a person decides about this one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    destination_id: Mapped[int] = mapped_column(ForeignKey("destination.id"))
    position: Mapped[int] = mapped_column(LARGE)
    statement_id: Mapped[UUID]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)
    again: Mapped[bool] = mapped_column(default=False)  # somebody asked that it be sent once more
    outcome: Mapped[str | None]  # sent | left out; None: nobody has decided
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    __table_args__ = (UniqueConstraint("destination_id", "position"),)
