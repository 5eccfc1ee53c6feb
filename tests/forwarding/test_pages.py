"""The administrator's pages: a destination is made, watched, tested, changed, paused, replayed and removed on them."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from course.database import db
from course.forwarding import directing
from course.forwarding.models import Destination
from tests import making
from tests.cast import ada, eve, frank, lena
from tests.forms import filled, form_to, forms_in, send
from tests.forwarding.making import act, destine, refused, row, told, turn
from tests.people.asking import make, signed_in

FIELDS = {"title": "The university’s store", "user": "first", "secret": "s3cret", "version": "1.0", "course": ""}


@pytest.fixture
def office(app):
    making.publish(app)
    make(app, ada)
    return signed_in(app, ada)


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def press(client, number, part, **given):
    """The button or form of a destination's page that leads to `part`."""
    page = client.get(f"/destinations/{number}").text
    form = next(form for form in forms_in(page) if form.action.endswith(part))
    return client.post(form.action, data=filled(form, **given), follow_redirects=True)


def test_a_store_is_made_on_the_page_and_what_happens_goes_there(app, office, receiver):
    ids = told(app, 2)
    page = office.get("/destinations").text
    assert "Records go nowhere yet" in page
    answer = send(office, page, "/destinations", kind="store", address=receiver.address, of_tools="y", since="2020-01-01",
        **FIELDS)
    assert "The university’s store" in answer.text and "2, the oldest since" in words(answer)
    assert "s3cret" not in answer.text
    assert turn(app, 1) == 2 and set(receiver.kept) == set(ids)
    assert "in step" in words(office.get("/destinations"))
    assert "Nothing: it has all" in words(office.get("/destinations/1"))


@pytest.mark.databases("sqlite")
def test_a_webhooks_secret_is_shown_once(app, office, receiver):
    form = form_to(office.get("/destinations").text, "/destinations")
    given = filled(form, kind="webhook", title="The team’s chat", address=receiver.address, version="1.0", course="")
    answer = office.post(form.action, data=given | {"verbs": ["completed", "passed"]})
    secret = re.search(r"<code>([\w-]{43})</code>", answer.text)[1]
    assert secret not in office.get("/destinations/1").text
    assert (row(app, 1).verbs, row(app, 1).of_tools) == ("completed passed", False)
    assert secret not in row(app, 1).secret


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("more", "sentence"), [
    ({"title": " \0"}, "Give it a title"), ({"kind": ""}, "Choose a record store or a webhook"),
    ({"secret": ""}, "Give the secret"), ({"user": "a:b"}, "without a colon"), ({"user": ""}, "Give the name"),
    ({"address": "ftp://x/"}, "must begin with https"),
    ({"address": "https://x.example/?a=b"}, "no question mark"), ({"address": "https://x.example:22/"}, "The port must be"),
    ({"since": "soon"}, "Give the day as year"), ({"course": "nowhere"}, "Not a valid choice"), ({"verbs": "sung"},
    "not a valid choice")])
def test_what_is_wrong_is_said_at_its_field(app, office, more, sentence):
    form = form_to(office.get("/destinations").text, "/destinations")
    given = {"kind": "store", "address": "https://store.example.org/xapi"} | FIELDS | more
    answer = office.post(form.action, data=filled(form, **given))
    assert answer.status_code == 422
    assert sentence in words(answer)
    with app.app_context():
        assert db.session.execute(select(Destination.id)).all() == []


@pytest.mark.databases("sqlite")
def test_a_destination_is_changed_and_its_secret_stays_unless_another_is_given(app, office, receiver):
    number = destine(app, receiver.address)
    sealed = row(app, number).secret
    answer = press(office, number, "/changes", **FIELDS | {"title": "Another name", "secret": "", "address": receiver.address})
    assert "Another name" in answer.text and row(app, number).secret == sealed and not row(app, number).of_tools
    press(office, number, "/changes", **FIELDS | {"address": receiver.address})
    assert row(app, number).secret != sealed
    wrong = press(office, number, "/changes", **FIELDS | {"address": "nowhere"})
    assert "must begin with https" in wrong.text and row(app, number).address == receiver.address
    long = press(office, number, "/changes", **FIELDS | {"address": receiver.address, "title": "x" * 300})
    assert "200 characters or fewer" in long.text


@pytest.mark.databases("sqlite")
def test_a_test_is_sent_at_once_and_does_not_pile_up(app, office, second):
    number = destine(app, second.address, user=second.tool.name, secret=second.tool.secret)
    assert "The test has arrived" in press(office, number, "/tests").text
    press(office, number, "/tests")
    assert len(second.statements()) == 1
    other = destine(app, second.address, user="nobody")
    assert "The test has not arrived. It does not accept the name" in words(press(office, other, "/tests"))
    assert row(app, other).paused_at is None  # a test changes nothing


@pytest.mark.databases("sqlite")
def test_it_is_paused_and_goes_on_and_is_tried_at_once(app, office, receiver):
    told(app, 1)
    number = destine(app, receiver.address)
    assert "Paused since" in press(office, number, "/pauses").text
    assert turn(app, number) == 0
    form = {"csrf_token": dict(form_to(office.get(f"/destinations/{number}").text, "/resumptions").hidden)["csrf_token"]}
    assert office.post(f"/destinations/{number}/pauses", data=form).status_code == 409  # a page that has grown old
    press(office, number, "/resumptions")
    receiver.answers = [(503, "later", {})]
    turn(app, number)
    page = office.get(f"/destinations/{number}")
    assert "It cannot take them at the moment (503)." in words(page) and "for the first time" in words(page)
    assert turn(app, number, now=False) == 0
    press(office, number, "/tries")
    assert turn(app, number, now=False) == 1


@pytest.mark.databases("sqlite")
def test_refusals_are_shown_with_the_reason_and_decided_about(app, office, receiver):
    told(app, 3)
    number = destine(app, receiver.address)
    receiver.answers = [(400, "<b>no</b> & never", {})] * 20
    turn(app, number)
    page = office.get(f"/destinations/{number}")
    assert "3 records were refused" in words(page) and page.text.count("Leave out<") == 3
    assert "<b>no</b>" not in page.text
    first, second, third = refused(app, number)
    token = dict(form_to(page.text, "/replays").hidden)

    def decide(what, refusal):
        return office.post(f"/destinations/{number}/refusals", data=token | {"what": what, "refusal": refusal})

    assert decide("leave", first.id).status_code == 303
    assert decide("leave", first.id).status_code == 409
    assert decide("again", second.id).status_code == 303
    assert "it will be sent again" in words(office.get(f"/destinations/{number}"))
    assert decide("all", "").status_code == 303
    assert decide("sell", third.id).status_code == 400
    receiver.answers = []
    assert turn(app, number, now=False) == 2
    assert [one.outcome for one in refused(app, number)] == ["left out", "sent", "sent"]
    assert refused(app, number)[0].ended_by is not None


@pytest.mark.databases("sqlite")
def test_it_is_sent_again_from_a_day_on(app, office, receiver):
    told(app, 2)
    number = destine(app, receiver.address)
    turn(app, number)
    assert "still to come" in press(office, number, "/replays", since="2100-01-01").text
    assert "Give the day" in press(office, number, "/replays", since="").text
    assert "2, the oldest since" in words(press(office, number, "/replays", since="2020-01-01"))


@pytest.mark.databases("sqlite")
def test_what_is_removed_is_gone_from_the_pages_and_still_told_to_all(app, office, receiver):
    told(app, 1)
    number, other = destine(app, receiver.address, title="Kept books"), destine(app, receiver.address, title="Never used")
    turn(app, number)
    press(office, number, "/removals")
    press(office, other, "/removals")
    assert "Kept books" not in office.get("/destinations").text
    assert office.get(f"/destinations/{number}").status_code == 404
    said = words(app.test_client().get("/privacy"))
    assert "Kept books" in said and "it gets nothing more" in said and "Never used" not in said


@pytest.mark.databases("sqlite")
def test_everybody_reads_where_records_go(app, office, receiver):
    assert "records of learning go on to no other place" in app.test_client().get("/privacy").text
    destine(app, "https://store.example.org/xapi", title="The university’s store", course="neighbours")
    destine(app, "https://chat.example.org/hook", "webhook", title="The team’s chat", verbs=["completed"], secret="x")
    said = words(app.test_client().get("/privacy"))
    assert "The university’s store . It stands at store.example.org. It gets all records of the course “neighbours”" in said
    assert "It is told of records that say completed" in said and "without any name, and never what you wrote" in said
    assert "Records of learning go on to the places that are named below" in said


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("somebody", [lena, frank, eve])
def test_nobody_else_sees_the_pages(app, office, somebody, receiver):
    number = destine(app, receiver.address)
    make(app, somebody)
    client = signed_in(app, somebody)
    assert {client.get(path).status_code for path in ("/destinations", f"/destinations/{number}")} == {404}
    assert "/destinations" not in client.get("/account").text


@pytest.mark.databases("sqlite")
def test_a_course_that_has_gone_may_stay_in_the_filter(app, office, receiver):
    number = destine(app, receiver.address, course="gone")
    assert 'value="gone"' in office.get(f"/destinations/{number}").text
    assert act(app, directing.standing_one, number).course == "gone"
