"""Signing in, in two steps: the password is checked before the writing transaction, and taken as right within it."""

from collections import namedtuple

from sqlalchemy import select

from course.database import db
from course.people.access import visitor
from course.people.beginning import sign_in
from course.people.claiming import claim
from course.people.models import Person
from course.people.passwords import grown_old, hash_password, is_right
from course.people.queries import plain_address

Checked = namedtuple("Checked", "person_id kept fresh")  # `fresh`: the hash to keep from now on, or None


def check_password(email, password):
    """A Checked if address and password go together, else None, after the same work."""
    asked = select(Person.id, Person.password).where(Person.email == plain_address(email))
    found = db.session.execute(asked).one_or_none()
    if not is_right(password, found.password if found else None):
        return None
    return Checked(found.id, found.password, hash_password(password) if grown_old(found.password) else None)


def enter(checked):
    """Sign in whom `check_password` found; False if the password was changed since."""
    person = db.session.get(Person, checked.person_id, with_for_update=True)
    if person is None or person.password != checked.kept:
        return False
    person.password = checked.fresh or person.password
    enter_as(person.id)
    return True


def enter_as(person_id):
    """A fresh session, and what the guest of this device did joins the account."""
    here = visitor()
    if here and here.is_guest and here.id != person_id:
        claim(here.id, person_id)
    sign_in(person_id)
