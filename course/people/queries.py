"""What is asked about people."""

from sqlalchemy import select

from course.database import db
from course.people.models import Person, Pseudonym, Role


def person_by_email(email):
    """The account with this address, or None."""
    return db.session.execute(select(Person).where(Person.email == plain_address(email))).scalar()


def account_of(person_id):
    """The account with this number, or None; a guest has none."""
    return db.session.execute(select(Person).where(Person.id == person_id, Person.email.is_not(None))).scalar()


def plain_address(email):
    """An address as it is kept and compared: trimmed, in lower case."""
    return email.strip().casefold()


def standing_roles():
    """Rows (person_id, email, name, role, course, given_at) of all roles that stand, by address."""
    asked = (select(Role.person_id, Person.email, Person.name, Role.name.label("role"), Role.course, Role.given_at)
             .join(Person, Person.id == Role.person_id).where(Role.taken_at.is_(None)))
    return db.session.execute(asked.order_by(Person.email, Role.name, Role.course)).all()


def password_of(person_id):
    """The hash of her password, or None."""
    return db.session.execute(select(Person.password).where(Person.id == person_id)).scalar()


def is_confirmed(person_id):
    """Whether she has shown that her address is hers."""
    return db.session.execute(select(Person.confirmed_at).where(Person.id == person_id)).scalar() is not None


def has_account(name):
    """A condition on a column of pseudonyms: whether the person has an account today. A guest has none, nor who was erased."""
    asked = select(Pseudonym.name).join(Person, Person.id == Pseudonym.person_id)
    return asked.where(Pseudonym.name == name, Person.email.is_not(None)).exists()


def names_of(people):
    """{person id: the name that they gave, or what stands before the @ of their address}."""
    asked = select(Person.id, Person.name, Person.email).where(Person.id.in_(set(people)))
    return {number: name or (email or "somebody").partition("@")[0] for number, name, email in db.session.execute(asked)}
