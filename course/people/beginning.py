"""Beginning without an account, signing in and out: the acts that make and end sessions."""

from datetime import timedelta

from flask import session
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from course.clock import now
from course.database import db
from course.ids import new_token
from course.people.models import Person, SignIn
from course.people.pseudonyms import make_pseudonym
from course.people.sessions import AT_MOST, TokenSession, forget_visitor

TWIN = timedelta(minutes=2)  # how long a repeated first request finds the guest that the first one began


def begin_as_guest():
    """The id of a new guest, signed in on this device.

    The guest's token follows from the stranger's, so that a double-click or a retry of the first request ends as the same
    guest, with the same cookie.
    """
    token = f"{session.root}.{session.derive('guest')}"
    twin = _signed_in(token)
    if twin and now() - twin.begun_at > TWIN:
        token, twin = f"{session.root}.{new_token()}", None
    person_id = twin.person_id if twin else _begin(token)
    session.become(token)
    forget_visitor()
    return person_id


def _begin(token):
    """A new guest under `token`; or the one whom a twin of this request began at the same moment."""
    try:
        with db.session.begin_nested():
            person_id = make_person()
            _keep(hash_of(token), person_id)
    except IntegrityError:
        return _signed_in(token).person_id
    return person_id


def _signed_in(token):
    return db.session.execute(
        select(SignIn.person_id, SignIn.begun_at).where(SignIn.token_hash == hash_of(token))
    ).one_or_none()


def make_person(**columns):
    """A person and her pseudonym; without an address, a guest."""
    statement = insert(Person).values(begun_at=now(), **columns).returning(Person.id)
    person_id = db.session.execute(statement).scalar_one()
    make_pseudonym(person_id)
    return person_id


def sign_in(person_id):
    """A fresh session for this device; the one it had ends."""
    sign_out()
    session.become(new_token())
    _keep(session.hash, person_id)


def sign_out():
    """End this device's session."""
    db.session.execute(delete(SignIn).where(SignIn.token_hash == session.hash))
    session.ended = True
    forget_visitor()


def sign_out_everywhere(person_id, except_here=False):
    """End all of a person's sessions, as after a new password; `except_here` spares this device's."""
    ending = delete(SignIn).where(SignIn.person_id == person_id)
    if except_here:
        ending = ending.where(SignIn.token_hash != session.hash)
    db.session.execute(ending)


def _keep(token_hash, person_id):
    moment = now()
    db.session.execute(
        insert(SignIn).values(
            token_hash=token_hash, person_id=person_id, begun_at=moment, seen_at=moment, ends_at=moment + AT_MOST
        )
    )


def hash_of(token):
    return TokenSession(token, b"", True).hash
