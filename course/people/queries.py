"""What is asked about people."""

from sqlalchemy import select

from course.database import db
from course.people.models import Person, Role


def person_by_email(email):
    """The account with this address, or None."""
    return db.session.execute(select(Person).where(Person.email == plain_address(email))).scalar()


def plain_address(email):
    """An address as it is kept and compared: trimmed, in lower case."""
    return email.strip().casefold()


def standing_roles():
    """Rows (person_id, email, name, role, course, given_at) of all roles that stand, by address."""
    asked = (select(Role.person_id, Person.email, Person.name, Role.name.label("role"), Role.course, Role.given_at)
             .join(Person, Person.id == Role.person_id).where(Role.taken_at.is_(None)))
    return db.session.execute(asked.order_by(Person.email, Role.name, Role.course)).all()
