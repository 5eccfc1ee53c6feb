"""A session's secrets: the token in the address of a unit gives the secret once, and the secret opens /xapi until the end."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update

from course.auditing import note_act
from course.clock import now
from course.cmi5.models import ActivitySession, Package, Registration
from course.cmi5.queries import package_at
from course.cmi5.rules import Expected
from course.cmi5.saying import Way, say_abandoned, template_of
from course.database import ask, ask_once
from course.errors import CourseError
from course.ids import new_token
from course.statements.credentials import Sender, sender_as
from course.statements.xapi import shapes

IDLE = timedelta(hours=24)  # then a session that says nothing is abandoned
_session = ActivitySession.__table__
_joined = (
    select(_session, Registration.enrolment_id, Registration.actor, Package.credential_id)
    .join(Registration, Registration.id == _session.c.registration_id)
    .join(Package, Package.id == Registration.package_id))


class SentEnough(CourseError):
    status = 413
    sentence = "This activity has sent as much about this learner as this site keeps. Nothing of this was stored."


@dataclass(frozen=True, slots=True)
class SessionSender(Sender):
    """A unit that has shown its session's secret: it speaks for one learner alone."""

    session: object = None


def hash_of(secret):
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def take_secret(token):
    """(name, secret) for the Basic authentication of a session, or None where this token gave them before or never was one."""
    asked = select(_session).where(_session.c.fetch_hash == hash_of(token)).with_for_update()
    row = ask(asked).one_or_none()
    if row is None or row.secret_hash or row.ended_at:
        return None
    secret = new_token()
    ask(update(_session).where(_session.c.id == row.id).values(secret_hash=hash_of(secret)))
    return str(row.id), secret


def session_sender(name, secret):
    """The SessionSender with this name and secret while its session goes on, or None."""
    if not shapes.UUID.fullmatch(name):
        return None
    row = next(iter(ask_once(_joined.where(_session.c.id == UUID(name)), {})), None)
    known = (row and row.secret_hash) or hash_of("of nobody")
    if not hmac.compare_digest(hash_of(secret), known) or row is None or row.ended_at:
        return None
    return sender_as(SessionSender, row.credential_id, session=row)


def way_of(row):
    """The Way of a session's registration, through the version of the package that it opened."""
    return Way(row.registration_id, row.enrolment_id, row.actor, package_at(row.version_id))


def expected_of(row):
    """The rules.Expected of a session."""
    way = way_of(row)
    unit = way.offered.structure.unit(row.unit)
    return Expected(way.agent, way.iri(row.unit), str(way.id), template_of(way, row.id, row.unit), row.mode, unit.mastery)


def session_of(session_id):
    """Its row, read anew; None: there is none."""
    return ask(_joined.where(_session.c.id == session_id)).one_or_none()


def open_sessions(registration_id, unit=None):
    asked = _joined.where(_session.c.registration_id == registration_id, _session.c.ended_at.is_(None))
    return ask(asked if unit is None else asked.where(_session.c.unit == unit)).all()


def note_sent(row, size, most):
    """Count the bytes that a session wants kept. Raises SentEnough where all of its registration would be more than `most`."""
    ask(select(Registration.id).where(Registration.id == row.registration_id).with_for_update())  # of two at once, each counts
    of_all = ask(select(func.sum(_session.c.sent)).where(_session.c.registration_id == row.registration_id)).scalar_one()
    if of_all + size > most:
        raise SentEnough
    ask(update(_session).where(_session.c.id == row.id).values(sent=_session.c.sent + size))


def note_sent_in_vain(row, size):
    """Take back note_sent(): nothing of it was kept."""
    ask(update(_session).where(_session.c.id == row.id).values(sent=_session.c.sent - size))


def note_preferences(session_id):
    ask(update(_session).where(_session.c.id == session_id, _session.c.preferences_at.is_(None)).values(preferences_at=now()))


def note_said(row, said, ended):
    ask(update(_session).where(_session.c.id == row.id).values(
        said=" ".join(sorted(said)), seen_at=now(), ended_at=now() if ended else None))


def abandon(row, *, by=None):
    """End a session that did not end itself, and tell how long it went on. One that is over stays as it is."""
    ended = update(_session).where(_session.c.id == row.id, _session.c.ended_at.is_(None)).values(ended_at=now())
    if ask(ended).rowcount:
        way = way_of(row)
        say_abandoned(way, row.id, way.offered.structure.unit(row.unit), (row.seen_at - row.launched_at).total_seconds())
        if by is not None:  # else it ended by its time
            note_act("session ended", by=by, course=way.offered.course, subject=way.offered.key, unit=row.unit)


def abandon_idle():
    """Those that have said nothing for a day."""
    for row in ask(_joined.where(_session.c.ended_at.is_(None), _session.c.seen_at < now() - IDLE)).all():
        abandon(row)
