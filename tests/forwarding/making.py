"""What the tests of this room do again and again: statements in the ledger, a destination, a turn of the sender."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select, update

from course.database import db, writing
from course.forwarding import directing
from course.forwarding.models import Destination, Refusal
from course.forwarding.sending import forward_to
from course.statements.finding import ledger
from course.statements.platform import fix_platform
from tests.lrs.asking import PLATFORM, Tool, statement

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def destine(app, address, kind="store", since=LONG_AGO, **given):
    """The number of a new destination that gets everything, also what tools sent."""
    told = {"title": "The other store", "address": address, "user": "first", "secret": "s3cret", "of_tools": True} | given
    with app.app_context(), writing():
        fix_platform(PLATFORM)
        return directing.make_destination(kind, told, since=since)[0]


def told(app, count, **more):
    """The ids of so many statements that a tool sent here, in the order of the ledger."""
    ids = sorted(str(uuid4()) for _ in range(count))
    return Tool(app).sent(*(statement(f"n{number}", **more) | {"id": one} for number, one in enumerate(ids)))


def turn(app, number, now=True):
    """A turn of the sender, whatever it would wait for; how many were taken."""
    with app.app_context():
        if now:
            with writing():
                db.session.execute(update(Destination).where(Destination.id == number).values(try_at=LONG_AGO))
        return forward_to(number)


def row(app, number):
    with app.app_context():
        return db.session.execute(select(Destination.__table__).where(Destination.id == number)).one()


def refused(app, number):
    with app.app_context():
        asked = select(Refusal.__table__).where(Refusal.destination_id == number).order_by(Refusal.position)
        return db.session.execute(asked).all()


def ours(app):
    """{id: the statement's characters} of the first site, in the order in which they came."""
    with app.app_context():
        asked = select(ledger.c.id, ledger.c.statement).order_by(ledger.c.stored, ledger.c.position)
        return {str(one): text for one, text in db.session.execute(asked)}


def act(app, what, *given, **more):
    with app.app_context(), writing():
        return what(*given, **more)


def posted(receiver):
    """The ids of all statements that came, in their order."""
    return [one["id"] for body in receiver.bodies() for one in body]


def refuse(app, number, reason):
    """As if the destination had refused all that stands in the ledger."""
    with app.app_context(), writing():
        for position, name in db.session.execute(select(ledger.c.position, ledger.c.id)).all():
            db.session.add(Refusal(destination_id=number, position=position, statement_id=name, reason=reason, at=LONG_AGO))
