"""Joining a guest's work to an account. Each room that keeps something of a person joins its own, by its `persons.py`."""

from flask import current_app
from sqlalchemy import delete, insert, select, update

from course.clock import now
from course.database import db
from course.people.models import Claim, Person, SignIn
from course.people.pseudonyms import join_pseudonyms


def rooms():
    """The modules `persons` of all rooms, as create_app found them."""
    return current_app.extensions["persons"]


def told_by_rooms(question, *given):
    """What every room that knows this question answers to it, in one list."""
    return [line for room in rooms() if hasattr(room, question) for line in getattr(room, question)(*given)]


def claim(guest_id, account_id):
    """Move what a guest did to an account, once; her sessions end. Who is no guest any more is left as she is."""
    asked = select(Person.id).where(Person.id == guest_id, Person.email.is_(None), Person.joined_to.is_(None))
    if db.session.execute(asked.with_for_update()).scalar() is None:
        return
    for room in rooms():
        if hasattr(room, "claim"):
            room.claim(guest_id, account_id)
    join_pseudonyms(guest_id, account_id)
    db.session.execute(insert(Claim).values(guest_id=guest_id, account_id=account_id, at=now()))
    db.session.execute(update(Person).where(Person.id == guest_id).values(joined_to=account_id))
    db.session.execute(delete(SignIn).where(SignIn.person_id == guest_id))
