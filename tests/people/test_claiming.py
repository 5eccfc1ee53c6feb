"""A guest who signs in to an account she had: what she did is there, once, and her session as a guest is over."""

from sqlalchemy import select

from course.database import db
from course.enrolment.models import Enrolment
from course.people.models import Claim, Person, Pseudonym, SignIn
from tests.cast import lena
from tests.forms import send
from tests.making import COURSE, publish
from tests.people.asking import at_once, count, last_link, make, sign_in, signed_in, who


def begin(client):
    send(client, client.get(f"/courses/{COURSE}").text, "/enrolments")
    assert who(client)


def rows(app, asked):
    with app.app_context():
        return db.session.execute(asked).all()


def test_guests_course_becomes_the_accounts(app, client):
    publish(app)
    account_id = make(app, lena)
    begin(client)
    old = client.get_cookie("session").value
    sign_in(client, lena)
    assert who(client) == lena.email
    assert "Talking with neighbours" in client.get("/account").text
    assert rows(app, select(Enrolment.person_id)) == [(account_id,)]
    client.set_cookie("session", old)
    assert who(client) is None


def test_names_in_the_ledger_are_counted_under_the_accounts(app, client):
    publish(app)
    account_id = make(app, lena)
    begin(client)
    sign_in(client, lena)
    names = rows(app, select(Pseudonym.person_id, Pseudonym.subject))
    assert names == [(account_id, names[0].subject)] * 2


def test_claim_is_on_record_and_the_guest_names_her_account(app, client):
    publish(app)
    account_id = make(app, lena)
    begin(client)
    sign_in(client, lena)
    (claim,) = rows(app, select(Claim.guest_id, Claim.account_id))
    assert claim.account_id == account_id
    assert rows(app, select(Person.joined_to).where(Person.id == claim.guest_id)) == [(account_id,)]
    assert count(app, SignIn) == 1


def test_where_both_took_the_course_the_guests_is_joined_to_the_accounts(app):
    publish(app)
    make(app, lena)
    begin(signed_in(app, lena))
    guest = app.test_client()
    begin(guest)
    sign_in(guest, lena)
    standing, joined = sorted(rows(app, select(Enrolment.id, Enrolment.joined_to, Enrolment.person_id)),
                              key=lambda row: row.joined_to is not None)
    assert joined.joined_to == standing.id
    assert joined.person_id == standing.person_id
    assert guest.get("/account").text.count(f"/courses/{COURSE}/enrolments/leaving") == 1


def test_signing_in_twice_at_once_claims_once(app, client):
    publish(app)
    make(app, lena)
    begin(client)
    page, cookie = client.get("/sign-in").text, client.get_cookie("session").value
    twins = [app.test_client(), app.test_client()]
    for twin in twins:
        twin.set_cookie("session", cookie)
    answers = at_once(*(
        lambda twin=twin: send(twin, page, "/sign-in", follow=False, email=lena.email, password=lena.password)
        for twin in twins))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert count(app, Claim) == 1
    assert count(app, Enrolment) == 1


def test_guest_who_signs_in_by_a_password_link_keeps_her_work_too(app, client):
    publish(app)
    make(app, lena)
    begin(client)
    send(client, client.get("/forgotten").text, "/forgotten", email=lena.email)
    link = last_link(app)
    send(client, client.get(link).text, link, password="four other quiet words")
    assert who(client) == lena.email
    assert count(app, Claim) == 1


def test_wrong_password_claims_nothing(app, client):
    publish(app)
    make(app, lena)
    begin(client)
    sign_in(client, lena, password="not hers at all")
    assert who(client) == "guest"
    assert count(app, Claim) == 0


def test_changing_accounts_claims_nothing(app):
    """Only a guest's work is joined; who was signed in to another account leaves hers where it is."""
    publish(app)
    make(app, lena)
    frank = type(lena)("Frank", "frank@example.org", "learner")
    make(app, frank)
    client = signed_in(app, frank)
    begin(client)
    token = client.get("/account").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    client.post("/sign-in", data={"csrf_token": token, "email": lena.email, "password": lena.password})
    assert who(client) == lena.email
    assert count(app, Claim) == 0
    assert f"/courses/{COURSE}/enrolments/leaving" not in client.get("/account").text
