"""One's own account: name, password, devices, consent to research, and ending as a guest."""

from sqlalchemy import select

from course.database import db, writing
from course.people.consents import agrees
from course.people.models import Consent, Person, SignIn
from tests.cast import lena
from tests.forms import send
from tests.making import COURSE, publish
from tests.people.asking import count, letters, make, person, sign_in, signed_in, who

NEW = "four other quiet words"


def change_password(client, old=lena.password, new=NEW):
    return send(client, client.get("/account").text, "/account/password", follow=False,
                **{"password-old": old, "password-password": new})


def test_new_password_keeps_this_device_and_ends_the_others(app):
    make(app, lena)
    here, elsewhere = signed_in(app, lena), signed_in(app, lena)
    old_cookie = here.get_cookie("session").value
    assert change_password(here).status_code == 303
    assert who(here) == lena.email
    assert who(elsewhere) is None
    here.set_cookie("session", old_cookie)
    assert who(here) is None
    assert sign_in(app.test_client(), lena).status_code == 422
    assert sign_in(app.test_client(), lena, password=NEW).status_code == 303
    assert [letter.to for letter in letters(app)] == [lena.email]


def test_new_password_asks_for_the_old_one(app):
    make(app, lena)
    client = signed_in(app, lena)
    answer = change_password(client, old="not hers")
    assert answer.status_code == 422
    assert 'id="password-old-error"' in answer.text
    assert who(client) == lena.email
    assert sign_in(app.test_client(), lena).status_code == 303


def test_new_password_must_not_be_guessed_from_her_address(app):
    make(app, lena)
    assert change_password(signed_in(app, lena), new="lena-example-2026").status_code == 422


def test_signing_out_everywhere_spares_this_device(app):
    make(app, lena)
    here, elsewhere = signed_in(app, lena), signed_in(app, lena)
    send(here, here.get("/account").text, "/account/devices")
    assert who(here) == lena.email
    assert who(elsewhere) is None


def test_name_can_be_changed_and_taken_away(app):
    make(app, lena)
    client = signed_in(app, lena)
    send(client, client.get("/account").text, "/account/name", **{"name-name": "Lena Ó"})
    assert person(app, lena.email).name == "Lena Ó"
    send(client, client.get("/account").text, "/account/name", **{"name-name": " "})
    assert person(app, lena.email).name is None


def test_name_is_shown_as_text(app):
    make(app, lena)
    client = signed_in(app, lena)
    send(client, client.get("/account").text, "/account/name", **{"name-name": '"><script>x</script>'})
    assert "<script>x" not in client.get("/account").text


def test_consent_to_research_is_given_and_taken_back_and_both_are_kept(app):
    person_id = make(app, lena)
    client = signed_in(app, lena)
    for given in ({"consent-research": "y"}, {"consent-research": "y"}, {}):
        send(client, client.get("/account").text, "/account/consent", **given)
        with app.app_context():
            assert agrees(person_id, "research") == bool(given)
    with app.app_context():
        rows = db.session.execute(select(Consent).order_by(Consent.id)).scalars().all()
    assert [(row.purpose, row.given) for row in rows] == [("research", True), ("research", False)]
    assert len({row.wording for row in rows}) == 1


def test_the_tick_shows_what_was_said(app):
    make(app, lena)
    client = signed_in(app, lena)
    assert "checked" not in client.get("/account").text
    send(client, client.get("/account").text, "/account/consent", **{"consent-research": "y"})
    assert "checked" in client.get("/account").text


def begin(app, client):
    publish(app)
    send(client, client.get(f"/courses/{COURSE}").text, "/enrolments")
    assert who(client) == "guest"


def test_guest_sees_her_courses_and_may_consent(app, client):
    begin(app, client)
    page = client.get("/account").text
    assert f"/courses/{COURSE}/enrolments/leaving" in page
    send(client, page, "/account/consent", **{"consent-research": "y"})
    assert count(app, Consent) == 1


def test_guest_ends_on_this_device_and_what_she_did_is_kept(app, client):
    begin(app, client)
    old = client.get_cookie("session").value
    send(client, client.get("/account").text, "/account/end")
    assert who(client) is None
    client.set_cookie("session", old)
    assert who(client) is None
    assert count(app, SignIn) == 0
    assert count(app, Person) == 1


def test_no_draft_of_hers_stays_in_the_tab_of_who_leaves_a_device(app, client):
    begin(app, client)
    make(app, lena)
    account, tabs = signed_in(app, lena), []
    for leaving, door in ((client, "/account/end"), (account, "/sign-out")):
        tabs.append(send(leaving, leaving.get("/account").text, door, follow=False))
    assert [(answer.status_code, answer.headers.get("Clear-Site-Data")) for answer in tabs] == [(303, '"storage"')] * 2


def test_guest_does_not_lose_her_work_by_signing_out(app, client):
    begin(app, client)
    token = client.get("/account").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    client.post("/sign-out", data={"csrf_token": token})
    assert who(client) == "guest"


def test_account_does_not_end_as_a_guest(app):
    make(app, lena)
    client = signed_in(app, lena)
    token = client.get("/account").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert client.post("/account/end", data={"csrf_token": token}).status_code == 403
    assert who(client) == lena.email


def test_guest_has_no_doors_of_an_account(app, client):
    begin(app, client)
    token = client.get("/account").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    for door in ("name", "password", "address", "devices"):
        assert client.post(f"/account/{door}", data={"csrf_token": token}).status_code == 404


def test_session_that_ended_while_she_was_sending_changes_nothing(app, monkeypatch):
    person_id = make(app, lena)
    client = signed_in(app, lena)
    page = client.get("/account").text
    first = True

    def ended_first():
        nonlocal first
        if first:
            first = False
            with writing() as transaction:
                transaction.execute(SignIn.__table__.delete().where(SignIn.person_id == person_id))
        return writing()

    monkeypatch.setattr("course.people.account_views.writing", ended_first)
    answer = send(client, page, "/account/name", follow=False, **{"name-name": "Eve"})
    assert answer.status_code == 403
    assert person(app, lena.email).name == lena.name
