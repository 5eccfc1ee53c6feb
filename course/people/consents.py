"""What people agree to, in the words that they were shown, and what they said to it."""

import hashlib

from sqlalchemy import insert, select

from course.clock import now
from course.database import db
from course.people.models import Consent

WORDINGS = {
    "terms": "I have read what is kept and who sees it. I will use this site fairly: without harm to others or to the site.",
    "research": "What I do and answer here may be used for research into how people learn, without my name or address."
                " I can take this back at any time. The course is the same for me either way.",
}


def say(person_id, purpose, given):
    """Keep what a person said to a purpose, unless she has said just that to these very words."""
    wording = hashlib.sha256(WORDINGS[purpose].encode()).hexdigest()
    last = _last(person_id, purpose)
    if last is None or (last.given, last.wording) != (given, wording):
        db.session.execute(insert(Consent).values(
            person_id=person_id, purpose=purpose, wording=wording, given=given, at=now()))


def agrees(person_id, purpose):
    """Whether she agrees as things stand: what she said last counts, and silence is no."""
    last = _last(person_id, purpose)
    return last is not None and last.given


def _last(person_id, purpose):
    asked = select(Consent.given, Consent.wording).where(Consent.person_id == person_id, Consent.purpose == purpose)
    return db.session.execute(asked.order_by(Consent.id.desc()).limit(1)).one_or_none()
