"""Pages are drawn once for all who would see the same, and never show one person what is another's."""

import re

import pytest

from tests import making
from tests.cast import grace, lena
from tests.forms import form_to, send
from tests.people.asking import make, signed_in

LEVELS = "/courses/neighbours/levels"
PULSE = "/courses/neighbours/pulse"
CANARY = "canary-what-lena-wrote"


@pytest.fixture
def course(app):
    making.publish(app)


def forms_key(page, sheet):
    return dict(form_to(page, f"/{sheet}/attempts").hidden)


def begun(client):
    send(client, client.get("/courses/neighbours").text, "/enrolments", follow=False)
    return client


def test_what_somebody_wrote_is_on_her_pages_alone(app, course):
    make(app, lena)
    hers, others = begun(signed_in(app, lena)), begun(app.test_client())
    send(hers, hers.get(LEVELS).text, "/promised/attempts", a_promised=CANARY)
    send(hers, hers.get(PULSE).text, "/pulse-1/attempts", a_p1_why="other", w_p1_why=CANARY, a_p1_unclear=CANARY)
    for page in (LEVELS, PULSE):
        assert CANARY in hers.get(page).text
        assert CANARY not in others.get(page).text
        assert CANARY not in app.test_client().get(page).text


def test_the_same_answer_by_two_people_shows_each_her_own_day(app, clock, course):
    first, second = begun(app.test_client()), begun(app.test_client())
    send(first, first.get(LEVELS).text, "/told/attempts", a_told="consult")
    clock.advance(days=2)
    send(second, second.get(LEVELS).text, "/told/attempts", a_told="consult")
    days = [re.findall(r"Sent on <time[^>]*>([^<]*)<", one.get(LEVELS).text) for one in (first, second)]
    assert days == [["2 November 2026"], ["4 November 2026"]]


def test_each_form_has_a_key_and_a_token_of_its_own(app, course):
    clients = [begun(app.test_client()) for _ in range(2)]
    keys = [forms_key(client.get(LEVELS).text, "told") for client in (*clients, clients[0])]
    assert len({key["key"] for key in keys}) == 3
    assert keys[0]["csrf_token"] != keys[1]["csrf_token"]
    answer = clients[1].post(form_to(clients[1].get(LEVELS).text, "/told/attempts").action, data=keys[0])
    assert answer.status_code == 400


def test_pages_of_guests_accounts_and_strangers_differ_in_what_they_offer(app, course):
    make(app, lena)
    guest, account, stranger = begun(app.test_client()), begun(signed_in(app, lena)), app.test_client()
    offers = {name: client.get(LEVELS).text for name, client in
              {"guest": guest, "account": account, "stranger": stranger}.items()}
    assert ["as a guest" in offers[name] for name in ("guest", "account", "stranger")] == [True, False, False]
    assert ["as a visitor" in offers[name] for name in ("guest", "account", "stranger")] == [False, False, True]
    assert lena.email not in "".join(offers.values()) and grace.name not in "".join(offers.values())


def test_a_slot_cannot_be_written_into_an_answer(app, course):
    client = begun(app.test_client())
    shown = client.get(LEVELS).text
    send(client, shown, "/promised/attempts", a_promised="<csrf> \x02csrf\x03")
    assert "&lt;csrf&gt;" in client.get(LEVELS).text
