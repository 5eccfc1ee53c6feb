"""The server's clock is set back, or another worker's is behind: nobody is signed out by it, and what came last counts."""

import csv
import io

import pytest
from sqlalchemy import func, select

from course.conversation.feedback import feedback_on
from course.database import db
from course.evaluation.exporting import Dataset
from course.learning.models import Attempt, Draft, Visit
from course.people.models import Person
from tests import cast, making, papers
from tests.conversation.test_thoughts import LESSON as TALK
from tests.conversation.test_thoughts import judge, share
from tests.conversation.test_thoughts import publish as publish_thoughts
from tests.forms import form_to, send
from tests.learning.test_papers import PAPER, form, save, type_in
from tests.people.asking import make, signed_in

PAGE = "/courses/neighbours/levels"
RIGHT = "Your answer, right"
HOUR = {"hours": -1}


def answer(client, option):
    page = client.get(f"{PAGE}?again=told").text
    return send(client, page, "/told/attempts", a_told=option)


def asked(app, query):
    with app.app_context():
        return db.session.execute(query).scalars().all()


@pytest.mark.parametrize("back", [HOUR, {"seconds": -1}], ids=str)
def test_a_guest_goes_on_and_the_answer_that_she_sent_last_is_the_latest(app, client, clock, back):
    making.publish(app)
    answer(client, "consult")
    clock.advance(**back)
    assert RIGHT in client.get(PAGE).text  # still hers
    answer(client, "inform")
    page = client.get(PAGE).text
    assert "Your answer, not right" in page and RIGHT not in page
    assert len(asked(app, select(Person.id))) == 1
    sent = asked(app, select(Attempt.sent_at).order_by(Attempt.number))
    assert len(sent) == 2 and sent == sorted(sent)


def test_an_evaluator_reads_the_same_first_try_and_both_rows(app, client, clock):
    making.publish(app)
    answer(client, "consult")
    clock.advance(**HOUR)
    answer(client, "inform")
    with making.reading(app) as standing:
        rows = list(csv.DictReader(io.StringIO(b"".join(Dataset(standing).file("answers")).decode("utf-8-sig"))))
    assert [(row["response"], row["first_attempt"]) for row in rows] == [("consult", "1"), ("inform", "0")]
    assert rows[0]["submitted_at"] < rows[1]["submitted_at"]


def test_what_she_wrote_last_stands_on_her_worksheet(app, client, clock):
    papers.publish(app)
    save(client, promise="First")
    for words, back in (("Second", HOUR), ("Fourth", {"minutes": -1})):
        clock.advance(**back)
        save(client, promise=words)
        assert words in client.get(PAPER).text
    clock.advance(**HOUR)
    tab = form(client)
    type_in(client, tab, promise="Typed")
    clock.advance(**HOUR)
    type_in(client, tab, promise="Typed on")
    page = client.get(PAPER).text
    assert "Typed on" in page and "Fourth" not in page
    clock.advance(**HOUR)
    save(client, promise="Sent")
    assert "Sent" in client.get(PAPER).text
    assert len(asked(app, select(Draft.id))) == 2


def test_a_visit_goes_on_and_is_not_begun_anew_by_each_page(app, client, clock):
    making.publish(app)
    answer(client, "consult")
    clock.advance(**HOUR)
    for path in (PAGE, "/courses/neighbours/hello", PAGE):
        assert client.get(path).status_code == 200
    assert asked(app, select(func.count()).select_from(Visit)) == [1]


def test_who_is_signed_in_stays_so_and_her_forms_are_taken(app, clock):
    making.publish(app)
    make(app, cast.lena)
    lena = signed_in(app, cast.lena)
    page = lena.get(PAGE).text
    clock.advance(**HOUR)
    assert "Sign in" not in lena.get("/").text and lena.get("/account").status_code == 200
    assert "CANARY-consult" in send(lena, page, "/told/attempts", a_told="consult").text
    assert len(asked(app, select(Person.id))) == 1


def test_a_facilitator_has_the_last_word_on_a_thought(app, client, clock):
    publish_thoughts(app)
    make(app, cast.frank)
    frank = signed_in(app, cast.frank)
    share(client)
    judge(frank, "shown")
    clock.advance(minutes=-5)
    judge(frank, "hidden")
    assert "night shift" not in app.test_client().get(TALK).text


def test_the_feedback_that_she_gave_last_counts(app, client, clock):
    making.publish(app)
    answer(client, "consult")
    address = f"{PAGE}/r/1/feedback"
    for rating, back in (("2", {}), ("5", HOUR)):
        clock.advance(**back)
        page = client.get(address).text
        client.post(address, data=dict(form_to(page, "/feedback").hidden) | {"rating": rating})
    with making.reading(app) as standing:
        assert [given.rating for given in feedback_on(standing.course_id, {})] == [5]
