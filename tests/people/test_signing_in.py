"""Signing in and out by address and password, and what a session is."""

import pytest
from flask_wtf.csrf import generate_csrf

from course.database import writing
from course.errors import TooBusy
from course.people import signing_in
from course.people.accounts import create_account, set_password
from course.people.models import SignIn
from course.people.passwords import hash_password
from course.people.sessions import AT_MOST
from tests.cast import eve, lena
from tests.forms import send
from tests.making import publish
from tests.people.asking import count, make, sign_in, signed_in, who


def test_lena_signs_in_and_out(app, client):
    make(app, lena)
    assert who(client) is None
    assert sign_in(client, lena).headers["Location"] == "/"
    assert who(client) == lena.email
    page = client.get("/account").text
    assert lena.name in page
    client.post("/sign-out", data={"csrf_token": csrf(client)})
    assert who(client) is None
    assert count(app, SignIn) == 0


def csrf(client):
    page = client.get("/privacy").text + client.get("/account", follow_redirects=True).text
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def test_address_may_be_typed_in_capitals_and_with_spaces(app, client):
    make(app, lena)
    page = client.get("/sign-in").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = client.post("/sign-in", data={"csrf_token": token, "email": " LENA@Example.ORG ", "password": lena.password})
    assert answer.status_code == 303


def test_wrong_password_and_unknown_address_look_the_same(app):
    make(app, lena)
    wrong = sign_in(app.test_client(), lena, password="wrong password")
    unknown = sign_in(app.test_client(), eve, password="wrong password")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not go together" in wrong.text
    assert without_what_was_typed(wrong.text, lena) == without_what_was_typed(unknown.text, eve)


def without_what_was_typed(page, somebody):
    lines = page.replace(somebody.email, "").splitlines()
    return [line for line in lines if "csrf_token" not in line]


def test_the_password_is_not_sent_back(app, client):
    make(app, lena)
    assert "wrong password" not in sign_in(client, lena, password="wrong password").text


def test_unknown_address_costs_a_hash_too(app, client, monkeypatch):
    asked = []
    monkeypatch.setattr("course.people.passwords._alone", lambda act, *given: asked.append(act.__name__) or False)
    sign_in(client, lena)
    assert asked == ["verify"]


def test_signing_in_begins_a_fresh_session(app, client):
    """A token that somebody planted before is worth nothing afterwards."""
    make(app, lena)
    client.get("/sign-in")
    planted = client.get_cookie("session").value
    sign_in(client, lena)
    assert client.get_cookie("session").value != planted
    other = app.test_client()
    other.set_cookie("session", planted)
    assert who(other) is None


def test_a_guest_stays_who_she_is_where_signing_in_fails_half_way(app, client, monkeypatch):
    """Her cookie is her only way back to what she did."""
    publish(app)
    send(client, client.get("/courses/neighbours/levels").text, "/told/attempts", a_told="consult")
    make(app, lena)
    with monkeypatch.context() as failing:
        failing.setattr("course.people.beginning._keep", busy)
        refused = sign_in(client, lena)
    assert refused.status_code == 503 and who(client) == "guest"
    assert sign_in(client, lena).status_code == 303 and who(client) == lena.email
    assert "CANARY-consult" in client.get("/courses/neighbours/levels").text


def busy(*given):
    raise TooBusy


def test_who_cannot_be_signed_out_for_now_is_told_so_and_is_not(app, monkeypatch):
    make(app, lena)
    client = signed_in(app, lena)
    with monkeypatch.context() as failing:
        failing.setattr("course.people.beginning.forget_visitor", busy)
        assert client.post("/sign-out", data={"csrf_token": csrf(client)}).status_code == 503
    assert who(client) == lena.email


def test_only_the_hash_of_the_token_is_kept(app, client):
    make(app, lena)
    sign_in(client, lena)
    cookie = client.get_cookie("session").value
    with app.app_context():
        kept = SignIn.query.one().token_hash
    assert kept not in cookie
    assert cookie.split(".")[0] not in kept


def test_old_cookie_is_dead_after_signing_out(app):
    make(app, lena)
    client = signed_in(app, lena)
    old = client.get_cookie("session").value
    client.post("/sign-out", data={"csrf_token": csrf(client)})
    client.set_cookie("session", old)
    assert who(client) is None


@pytest.mark.parametrize("change", [
    lambda c: c[:-2] + ("A" if c[-2] != "A" else "B") + c[-1],  # of the last character, two bits count for nothing
    lambda c: c.split(".")[0],
    lambda c: "x",
])
def test_forged_cookie_is_a_strangers(app, change):
    make(app, lena)
    client = signed_in(app, lena)
    client.set_cookie("session", change(client.get_cookie("session").value))
    assert who(client) is None


def test_learners_session_ends_after_fourteen_idle_days(app, clock):
    make(app, lena)
    client = signed_in(app, lena)
    clock.advance(days=13, hours=23)
    assert who(client) == lena.email  # which counts as use
    clock.advance(days=13, hours=23)
    assert who(client) == lena.email
    clock.advance(days=14)
    assert who(client) is None


def test_staffs_session_ends_after_twelve_idle_hours(app, clock):
    make(app, eve)
    client = signed_in(app, eve)
    clock.advance(hours=11)
    assert who(client) == eve.email
    clock.advance(hours=12)
    assert who(client) is None


def test_no_session_lasts_longer_than_ninety_days(app, clock):
    make(app, lena)
    client = signed_in(app, lena)
    for _ in range(8):
        clock.advance(days=AT_MOST.days / 9)
        assert who(client) == lena.email
    clock.advance(days=11)
    assert who(client) is None


def test_when_a_session_was_seen_is_kept_to_ten_minutes(app, clock):
    make(app, lena)
    client = signed_in(app, lena)
    began = clock.at
    for minutes in (5, 4):
        clock.advance(minutes=minutes)
        who(client)
        assert seen_at(app) == began
    clock.advance(minutes=2)
    who(client)
    assert seen_at(app) == clock.at


def seen_at(app):
    with app.app_context():
        return SignIn.query.one().seen_at


def test_forms_of_another_session_are_refused(app):
    make(app, lena)
    mine, other = signed_in(app, lena), signed_in(app, lena)
    assert mine.post("/account/devices", data={"csrf_token": csrf(other)}).status_code == 400
    assert mine.post("/account/devices").status_code == 400
    assert mine.post("/account/devices", data={"csrf_token": csrf(mine)}).status_code == 303


def test_a_form_that_somebody_changed_is_refused(app):
    make(app, lena)
    client = signed_in(app, lena)
    token = csrf(client)
    said, made_at, signature = token.rsplit(".", 2)
    for changed in ("", ".", token[:-1], f"{said}.{made_at}x.{signature}", f"{said}x.{made_at}.{signature}", f"é{token}",
                    f"{said}.{made_at}.", f"{token}.{signature}"):
        assert client.post("/account/devices", data={"csrf_token": changed}).status_code == 400, changed


def test_a_form_may_send_its_token_as_flask_wtf_makes_it_too(app):
    """As the library's own header and its own way to write a token, which a page of an earlier release has."""
    make(app, lena)
    client = signed_in(app, lena)
    cookie = client.get_cookie("session").value
    with app.test_request_context(headers={"Cookie": f"session={cookie}"}):
        token = generate_csrf()
    assert client.post("/account/devices", headers={"X-CSRFToken": token}).status_code == 303


def test_requests_from_other_sites_are_refused(app):
    make(app, lena)
    client = signed_in(app, lena)
    answer = client.post("/account/devices", data={"csrf_token": csrf(client)}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_account_without_password_opens_for_no_password(app, client):
    with app.app_context(), writing():
        create_account(lena.email)
    assert sign_in(client, lena).status_code == 422


def test_password_that_changes_between_check_and_entry_lets_nobody_in(app, client, monkeypatch):
    person_id = make(app, lena)
    check = signing_in.check_password

    def slow(email, password):
        checked = check(email, password)
        fresh = hash_password("four other quiet words")
        with writing():
            set_password(person_id, fresh)
        return checked

    monkeypatch.setattr(signing_in, "check_password", slow)
    assert sign_in(client, lena).status_code == 422
    assert count(app, SignIn) == 0
