"""Letters to send, written in the same transaction as their reason; `mailing` sends them afterwards."""

from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from uuid import UUID

from flask import g, has_app_context
from sqlalchemy.orm import Mapped, mapped_column

from course.clock import now
from course.database import Moment, db
from course.ids import new_id


class Letter(db.Model):
    """One letter. `sent_at` is empty until the post has taken it; `tries` and `try_at` pace the next attempt."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str | None]  # blanked once sent: one-time links do not stay behind
    written_at: Mapped[datetime] = mapped_column(Moment)
    try_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    refusal: Mapped[str | None]


def post(to, subject, text):
    """Put a letter into the outbox; it goes out only if the transaction is committed."""
    letter = Letter(id=new_id(), to=to, subject=subject, text=text, written_at=now(), try_at=now())
    db.session.add(letter)
    if has_app_context():
        g.posted = True  # `mailing` wakes its worker after the request
    return letter


def letter_folder(settings):
    """Where letters are written when there is no SMTP server to take them."""
    return Path(settings.INSTANCE) / "mail"


def written_letters(settings, at_most=50):
    """The newest letters of that folder as email.message.EmailMessage, the last one first."""
    files = sorted(letter_folder(settings).glob("*.eml"), reverse=True)[:at_most]
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
