"""The names of people in the ledger, and the other names under which an export knows them."""

import base64
import hashlib
import hmac
from uuid import uuid4

from sqlalchemy import insert, select, update

from course.database import db
from course.people.models import Pseudonym

AT_ONCE = 500  # names that one question asks for


def make_pseudonym(person_id):
    """A new name for a new person."""
    name = uuid4()  # not by time: it says nothing about her
    db.session.execute(insert(Pseudonym).values(name=name, person_id=person_id, subject=name))
    return name


def pseudonym_of(person_id):
    """The name that statements about her carry from now on: the one that her names are counted under."""
    asked = select(Pseudonym.subject).where(Pseudonym.person_id == person_id).limit(1)
    return db.session.execute(asked).scalar_one()


def subjects_of(person_ids):
    """{person id: what `pseudonym_of()` says} of many."""
    wanted, found = sorted(person_ids), {}
    for start in range(0, len(wanted), AT_ONCE):
        asked = select(Pseudonym.person_id, Pseudonym.subject).where(Pseudonym.person_id.in_(wanted[start:start + AT_ONCE]))
        found |= dict(db.session.execute(asked).all())
    return found


def join_pseudonyms(guest_id, account_id):
    """Count a guest's names under the account's; statements stay as they are."""
    db.session.execute(
        update(Pseudonym)
        .where(Pseudonym.person_id == guest_id)
        .values(person_id=account_id, subject=pseudonym_of(account_id))
    )


def joined():
    """A SELECT of (name, subject): the names that are counted under another, and those others. Few, compared to all."""
    subjects = select(Pseudonym.subject).where(Pseudonym.name != Pseudonym.subject)
    return select(Pseudonym.name, Pseudonym.subject).where(Pseudonym.subject.in_(subjects))


def joined_names():
    """{name: subject} of `joined()`."""
    return dict(db.session.execute(joined()).all())


def export_name(key, course, subject):
    """The pseudonym in a course's files: HMAC-SHA256 (RFC 2104) of the subject under a key made of the export key and the
    course, 26 characters of base32, so that the files of two courses cannot be joined."""
    course_key = hmac.digest(key.encode(), course.encode(), hashlib.sha256)
    return base64.b32encode(hmac.digest(course_key, str(subject).encode(), hashlib.sha256)).decode().lower()[:26]
