"""What the tests of this room do again and again: accounts, sessions, letters and the links in them."""

import re
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from course.database import db, writing
from course.outbox import Letter
from course.people.accounts import create_account
from course.people.models import Person
from course.people.rights import give_role
from tests import cast
from tests.forms import send


def make(app, somebody, course="neighbours", confirmed=True):
    """The id of a new account of one of the cast, with her role."""
    with app.app_context(), writing():
        person_id = create_account(somebody.email, somebody.password, name=somebody.name, confirmed=confirmed)
        if somebody.role == "administrator":
            give_role(person_id, "administrator")
        elif somebody.role in ("facilitator", "evaluator"):
            give_role(person_id, somebody.role, course)
    return person_id


def sign_in(client, somebody, password=None, **more):
    page = client.get("/sign-in").text
    return send(client, page, "/sign-in", follow=False, email=somebody.email, password=password or somebody.password, **more)


def sign_up(client, email="lena@example.org", password=cast.PASSWORD, **more):
    page = client.get("/sign-up").text
    return send(client, page, "/sign-up", follow=False, email=email, password=password, **({"terms": "y"} | more))


def signed_in(app, somebody):
    client = app.test_client()
    assert sign_in(client, somebody).status_code == 303
    return client


def who(client):
    """The address that the account's page shows, None for a stranger, "guest" for a guest."""
    answer = client.get("/account")
    if answer.status_code == 302:
        return None
    found = re.search(r"You sign in with <strong>(.+?)</strong>", answer.text)
    return found[1] if found else "guest"


def letters(app):
    """All that were written, oldest first."""
    with app.app_context():
        return db.session.execute(select(Letter).order_by(Letter.id)).scalars().all()


def link_in(letter):
    """The path that a letter's one-time link leads to."""
    return re.search(r"http://[^/\s]+(/links/\S+)", letter.text)[1]


def last_link(app):
    return next(link_in(letter) for letter in reversed(letters(app)) if "/links/" in letter.text)


def person(app, email):
    with app.app_context():
        return db.session.execute(select(Person).where(Person.email == email)).scalar()


def count(app, model, *where):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model).where(*where)).scalar()


def at_once(*acts):
    """What each act returns, all of them begun at the same time."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return [begun.result() for begun in [pool.submit(act) for act in acts]]
