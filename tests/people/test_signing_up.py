"""Creating an account: from nothing, from a guest's row, and two at once with one address."""

from sqlalchemy import select

from course.database import db
from course.people.beginning import hash_of
from course.people.models import Consent, Person, SignIn
from tests.cast import PASSWORD, lena
from tests.forms import send
from tests.making import COURSE, publish
from tests.people.asking import at_once, count, last_link, letters, make, person, sign_up, who


def test_stranger_creates_an_account_and_is_signed_in(app, client):
    answer = sign_up(client, name="  Lena   L. ")
    assert answer.status_code == 303
    assert who(client) == "lena@example.org"
    found = person(app, "lena@example.org")
    assert (found.name, found.confirmed_at) == ("Lena L.", None)
    assert found.password.startswith("$argon2id$")


def test_address_is_kept_in_small_letters(app, client):
    sign_up(client, email="LENA@Example.org")
    assert person(app, "lena@example.org")


def test_guest_keeps_her_row_and_what_she_did(app, client):
    publish(app)
    page = client.get(f"/courses/{COURSE}").text
    send(client, page, "/enrolments")
    assert who(client) == "guest"
    with app.app_context():
        before = db.session.execute(select(Person.id)).scalar_one()
    old = client.get_cookie("session").value
    sign_up(client)
    assert person(app, "lena@example.org").id == before
    assert count(app, Person) == 1
    assert "Talking with neighbours" in client.get("/account").text
    client.set_cookie("session", old)
    assert who(client) is None


def test_terms_are_needed_and_research_is_not(app, client):
    answer = sign_up(client, terms="")
    assert answer.status_code == 422
    assert "Tick this to create an account." in answer.text
    assert count(app, Person) == 0
    assert sign_up(client).status_code == 303
    assert said(app) == [("terms", True)]


def said(app):
    with app.app_context():
        return [(row.purpose, row.given) for row in db.session.execute(select(Consent).order_by(Consent.id)).scalars()]


def test_research_is_a_tick_of_its_own(app, client):
    sign_up(client, research="y")
    assert said(app) == [("terms", True), ("research", True)]


def test_letter_asks_to_confirm_the_address(app, client):
    sign_up(client)
    assert [letter.to for letter in letters(app)] == ["lena@example.org"]
    link = last_link(app)
    send(client, client.get(link).text, link)
    assert person(app, "lena@example.org").confirmed_at


def test_wrong_address_and_weak_password_are_said_at_their_fields(app, client):
    answer = sign_up(client, email="lena", password="password1")
    assert answer.status_code == 422
    assert 'aria-describedby="email-hint email-error"' in answer.text
    assert 'href="#password"' in answer.text
    assert count(app, Person) == 0


def test_addresses_that_would_be_two_or_more_headers_are_refused(app, client):
    for email in ("a@b.org, c@d.org", "a@b.org\r\nBcc: c@d.org", '"a b"@c.org', "a@localhost", "<a@b.org>", "ä@b.org",
                  "a@b.org" + "x" * 250, "fran\u212a@b.org", "\u017ftan@b.org", "a@b.\u0130o", "a@b.\u0131o"):
        assert sign_up(client, email=email).status_code == 422, email
    assert count(app, Person) == 0


def test_taken_address_is_said_and_the_account_is_untouched(app, client):
    make(app, lena)
    before = person(app, lena.email)
    answer = sign_up(client, password="quite another one")
    assert answer.status_code == 422
    assert "There is an account with this address already." in answer.text
    after = person(app, lena.email)
    assert (after.password, after.name) == (before.password, before.name)
    assert who(client) is None


def test_signing_up_twice_in_a_row_is_signing_up_once(app, client):
    """As by a double click, whose second request comes from the page before."""
    page = client.get("/sign-up").text
    given = {"email": "lena@example.org", "password": PASSWORD, "terms": "y"}
    stranger = client.get_cookie("session").value
    assert send(client, page, "/sign-up", follow=False, **given).status_code == 303
    client.set_cookie("session", stranger)
    assert send(client, page, "/sign-up", follow=False, **given).status_code == 303
    assert who(client) == "lena@example.org"
    assert count(app, Person) == 1


def test_of_two_at_once_with_one_address_one_gets_it_and_the_other_a_sentence(app):
    clients = [app.test_client(), app.test_client()]
    pages = [client.get("/sign-up").text for client in clients]
    answers = at_once(*(
        lambda client=client, page=page, word=word: send(
            client, page, "/sign-up", follow=False, email="lena@example.org", password=f"three quiet {word}", terms="y")
        for client, page, word in zip(clients, pages, ("pelicans", "cormorants"), strict=True)))
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert "There is an account with this address already." in max(answers, key=lambda answer: answer.status_code).text
    assert count(app, Person) == 1
    assert count(app, SignIn) == 1


def test_session_that_begins_is_not_the_strangers(app, client):
    client.get("/sign-up")
    with app.test_request_context():
        planted = hash_of(app.session_interface._signer(app).read(client.get_cookie("session").value))
    sign_up(client)
    with app.app_context():
        assert db.session.execute(select(SignIn.token_hash)).scalar_one() != planted
