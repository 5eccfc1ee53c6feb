"""The demo's cast: one person of each role, all with one password that is printed at the start."""

from sqlalchemy import select

from course.content.queries import all_standing
from course.database import db, writing
from course.people.accounts import create_account
from course.people.models import Person
from course.people.rights import OF_THE_SITE, give_role

PASSWORD = "harbor county 2026"
SIGN_INS = (
    ("lena@example.org", "learns"),
    ("frank@example.org", "facilitates the course, and may begin others"),
    ("eve@example.org", "evaluates it"),
    ("ada@example.org", "runs the site"),
)
ROLES = {"frank@example.org": ("facilitator", "author"), "eve@example.org": ("evaluator",),
         "ada@example.org": ("administrator",)}


def make_people():
    """Everybody who is not there yet, with the role that they have."""
    for email, _ in SIGN_INS:
        if db.session.execute(select(Person.id).where(Person.email == email)).scalar() is None:
            with writing():
                person_id = create_account(email, PASSWORD, name=email.split("@")[0].capitalize())
                for role in ROLES.get(email, ()):
                    _give(person_id, role)


def _give(person_id, role):
    if role in OF_THE_SITE:
        give_role(person_id, role, None, by=None)
    else:
        for standing in all_standing():
            give_role(person_id, role, standing.outline.key, by=None)
