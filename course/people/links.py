"""One-time links by mail: made, looked at as often as a mail scanner likes, and taken once by the button's POST."""

import hashlib
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, insert, select, update

from course.clock import now
from course.database import db
from course.errors import CourseError
from course.ids import new_token
from course.people.models import OneTimeLink

LASTS = {
    "password": timedelta(minutes=10),  # it opens the account, so ASVS 5.0 V6.5.5 gives it no more
    "address": timedelta(days=1),  # the password was asked before it was sent
    "confirm": timedelta(days=7),  # it opens nothing
}
INVITATION = timedelta(days=1)  # a password link that an administrator hands over


class LinkIsOver(CourseError):
    status = 410
    heading = "This link no longer works"
    sentence = "This link was used before, or its time is over. Nothing was changed. Ask for a new one."


def make_link(person_id, purpose, address=None, lasts=None):
    """The token of a new link; earlier ones for the same purpose open nothing any more."""
    token, moment = new_token(), now()
    db.session.execute(delete(OneTimeLink).where(
        OneTimeLink.person_id == person_id, OneTimeLink.purpose == purpose, OneTimeLink.used_at.is_(None)))
    db.session.execute(insert(OneTimeLink).values(
        token_hash=_hash(token), person_id=person_id, purpose=purpose, address=address, made_at=moment,
        ends_at=moment + (lasts or LASTS[purpose])))
    return token


def link_behind(token):
    """The OneTimeLink, as it stands. Raises LinkIsOver."""
    return _standing(select(OneTimeLink).where(OneTimeLink.token_hash == _hash(token)))


def take_link(token, purpose):
    """The OneTimeLink, used by this very call: of two at once, one gets it. Raises LinkIsOver."""
    asked = select(OneTimeLink).where(OneTimeLink.token_hash == _hash(token), OneTimeLink.purpose == purpose)
    link = _standing(asked.with_for_update())
    link.used_at = now()
    return link


def end_links(person_id):
    """Whatever was sent to her opens nothing any more, as after a new password or address."""
    db.session.execute(update(OneTimeLink).where(
        OneTimeLink.person_id == person_id, OneTimeLink.used_at.is_(None)).values(used_at=now()))


def address_of(token):
    """Where the link leads, on the address of this site that its settings name and no request can change."""
    path = current_app.url_map.bind("").build("people.show_link", {"token": token})
    return current_app.config["SETTINGS"].SITE_ADDRESS.rstrip("/") + path


def _standing(asked):
    link = db.session.execute(asked).scalar()
    if link is None or link.used_at or link.ends_at <= now():
        raise LinkIsOver
    return link


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
