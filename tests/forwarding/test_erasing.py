"""What is erased here: no later sending brings it anywhere, and no refusal quotes it."""

from course.database import db, writing
from course.forwarding import directing
from course.people.forgetting import erase_person
from course.statements.finding import ledger
from course.statements.persons import delete_records
from tests import making
from tests.cast import lena
from tests.forms import send
from tests.forwarding.making import LONG_AGO, act, destine, refuse, refused, told, turn
from tests.people.asking import make, signed_in

CANARY = "CANARY of hers"


def test_a_replay_after_an_erasure_brings_none_of_her_words(app, receiver):
    making.publish(app)
    person = make(app, lena)
    client = signed_in(app, lena)
    send(client, client.get("/courses/neighbours/levels").text, "/promised/", a_promised=CANARY)
    number = destine(app, receiver.address)
    refuse(app, number, f"I do not like “{CANARY}”")
    turn(app, number)
    assert CANARY in str(receiver.bodies())
    act(app, erase_person, person)
    receiver.asked.clear()
    act(app, directing.replay, number, LONG_AGO)
    turn(app, number)
    assert receiver.bodies() and CANARY not in str(receiver.bodies())
    assert all(CANARY not in one.reason for one in refused(app, number))


def test_what_was_deleted_is_not_sent_and_its_refusals_go(app, receiver):
    ids = told(app, 2)
    number = destine(app, receiver.address)
    receiver.answers = [(400, "no", {})] * 3
    turn(app, number)
    assert len(refused(app, number)) == 2
    with app.app_context():
        actor = db.session.execute(db.select(ledger.c.actor).order_by(ledger.c.position)).scalars().first()
    with app.app_context(), writing():
        delete_records(actor=actor)
    receiver.answers, receiver.asked[:] = [], []
    act(app, directing.replay, number, LONG_AGO)
    assert turn(app, number) == 1
    assert [str(one.statement_id) for one in refused(app, number)] == ids[1:] and set(receiver.kept) == set(ids[1:])
