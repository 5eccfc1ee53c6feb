"""Accounts: made, and their password, address and name changed."""

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from course.clock import now
from course.database import db
from course.errors import CourseError
from course.people import letters
from course.people.beginning import make_person, sign_out_everywhere
from course.people.links import end_links
from course.people.models import Person
from course.people.passwords import hash_password
from course.people.queries import person_by_email, plain_address


class AddressTaken(CourseError):
    status = 409
    sentence = "There is an account with this address already. Sign in with it, or set a new password."


def create_account(email, password=None, *, name=None, confirmed=True):
    """The id of a new account, by whoever may vouch for the address. Without a password, a link sets the first one.

    Hashes here, so a site's own sign-up, which must not do so in the transaction, calls `sign_up`. Raises AddressTaken.
    """
    return sign_up(email, hash_password(password) if password else None, name=name, confirmed=confirmed)


def sign_up(email, password_hash, *, name=None, guest_id=None, confirmed=False):
    """The id of a new account; a guest's own row becomes it, with everything she did. Raises AddressTaken."""
    columns = {"email": plain_address(email), "name": name or None, "password": password_hash, "signed_up_at": now(),
               "confirmed_at": now() if confirmed else None}
    try:
        if guest_id and _becomes(guest_id, columns):
            return guest_id
        return make_person(**columns)
    except IntegrityError:
        raise AddressTaken from None


def _becomes(guest_id, columns):
    """Whether there is still a guest to become it: she may have signed up a moment ago in another tab."""
    changed = update(Person).where(Person.id == guest_id, Person.email.is_(None), Person.joined_to.is_(None))
    return db.session.execute(changed.values(**columns)).rowcount == 1


def set_password(person_id, password_hash):
    """Every session and every open link ends, and a letter tells her."""
    db.session.execute(update(Person).where(Person.id == person_id).values(password=password_hash))
    end_links(person_id)
    sign_out_everywhere(person_id)
    letters.tell_password_changed(_address(person_id))


def ask_to_confirm(person_id):
    letters.ask_to_confirm(person_id, _address(person_id))


def ask_to_move(person_id, new_address):
    """A link to the new address and a notice to the old. Who has the new one already hears of it, and nobody else does."""
    new_address = plain_address(new_address)
    letters.tell_address_asked(_address(person_id))
    if person_by_email(new_address):
        letters.say_taken(new_address)
    else:
        letters.ask_to_move(person_id, new_address)


def move(person_id, new_address):
    """The account has its new, confirmed address. Raises AddressTaken."""
    old_address = _address(person_id)
    end_links(person_id)
    try:
        db.session.execute(update(Person).where(Person.id == person_id).values(email=new_address, confirmed_at=now()))
    except IntegrityError:
        raise AddressTaken from None
    letters.tell_address_changed(old_address)


def confirm_address(person_id, address):
    """She has read a letter to it. An address that she has left since stays as it was."""
    db.session.execute(update(Person).where(
        Person.id == person_id, Person.email == address, Person.confirmed_at.is_(None)).values(confirmed_at=now()))


def ask_for_password_link(email):
    """A letter to this address in any case: with a link, or with word that there is no account."""
    address = plain_address(email)
    person = person_by_email(address)
    if person:
        letters.send_password_link(person.id, address)
    else:
        letters.say_no_account(address)


def rename(person_id, name):
    db.session.execute(update(Person).where(Person.id == person_id).values(name=name or None))


def _address(person_id):
    return db.session.execute(select(Person.email).where(Person.id == person_id)).scalar_one()
