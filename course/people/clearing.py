"""What is kept for a while is deleted when its time is over."""

from datetime import timedelta

from sqlalchemy import delete, or_

from course.clock import now
from course.database import db
from course.outbox import Letter
from course.people.models import Invitation, OneTimeLink, SignIn

AFTER = timedelta(days=30)  # used links and letters that are done with
INVITATIONS_AFTER = timedelta(days=365)


def clear_away():
    """Sessions that are over, and the links and letters that were done with thirty days ago."""
    db.session.execute(delete(SignIn).where(SignIn.ends_at <= now()))
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.ends_at <= now() - AFTER))
    db.session.execute(delete(Invitation).where(Invitation.ends_at <= now() - INVITATIONS_AFTER))
    db.session.execute(delete(Letter).where(
        or_(Letter.sent_at.is_not(None), Letter.text.is_(None)), Letter.written_at <= now() - AFTER))
