"""One-time links by mail: a forgotten password, a new address, a confirmed one."""

import pytest
from sqlalchemy import select

from course.database import db, writing
from course.people.links import make_link
from course.people.models import OneTimeLink, SignIn
from course.people.queries import person_by_email
from tests.cast import ada, lena
from tests.forms import form_to, send
from tests.people.asking import at_once, count, last_link, letters, link_in, make, person, sign_in, signed_in, who

NEW = "four other quiet words"


def ask(client, email):
    return send(client, client.get("/forgotten").text, "/forgotten", email=email)


def use(client, link, **given):
    return send(client, client.get(link).text, link, follow=False, **given)


def test_forgotten_password_is_set_by_a_link_and_every_session_ends(app, client):
    make(app, lena)
    elsewhere = signed_in(app, lena)
    ask(client, lena.email)
    answer = use(client, last_link(app), password=NEW)
    assert answer.status_code == 303
    assert who(client) == lena.email
    assert who(elsewhere) is None
    assert sign_in(app.test_client(), lena).status_code == 422
    assert sign_in(app.test_client(), lena, password=NEW).status_code == 303
    assert "Your password was changed" in letters(app)[-1].subject


def test_link_by_mail_confirms_the_address(app, client):
    make(app, lena, confirmed=False)
    ask(client, lena.email)
    use(client, last_link(app), password=NEW)
    assert person(app, lena.email).confirmed_at


def test_asking_looks_the_same_without_an_account(app):
    make(app, lena)
    known, unknown = ask(app.test_client(), lena.email), ask(app.test_client(), ada.email)
    assert known.status_code == unknown.status_code == 200
    assert known.request.url == unknown.request.url
    assert lines(known) == lines(unknown)
    assert "A letter is on its way" in known.text


def lines(answer):
    return [line for line in answer.text.splitlines() if "csrf_token" not in line]


def test_asking_writes_one_letter_in_both_cases(app, client):
    make(app, lena)
    ask(client, lena.email)
    ask(client, ada.email)
    first, second = letters(app)
    assert first.to == lena.email
    assert "/links/" in first.text
    assert second.to == ada.email
    assert "/links/" not in second.text


def test_reading_a_link_uses_nothing_up(app, client):
    make(app, lena)
    ask(client, lena.email)
    link = last_link(app)
    for _ in range(3):
        assert app.test_client().get(link).status_code == 200
        assert app.test_client().head(link).status_code == 200
    assert use(client, link, password=NEW).status_code == 303


def test_link_works_once(app, client):
    make(app, lena)
    ask(client, lena.email)
    link = last_link(app)
    page = client.get(link).text
    assert send(client, page, link, follow=False, password=NEW).status_code == 303
    later = app.test_client()
    assert later.get(link).status_code == 410
    assert "<h1>This link no longer works</h1>" in later.get(link).text
    assert "This link was used before" in later.get(link).text


def test_link_used_twice_at_once_has_one_effect(app):
    make(app, lena)
    ask(app.test_client(), lena.email)
    link = last_link(app)
    clients = [app.test_client(), app.test_client()]
    pages = [client.get(link).text for client in clients]
    passwords = ["three slow pelicans", "three slow cormorants"]
    answers = at_once(*(
        lambda client=client, page=page, password=password: send(client, page, link, follow=False, password=password)
        for client, page, password in zip(clients, pages, passwords, strict=True)))
    assert sorted(answer.status_code for answer in answers) == [303, 410]
    works = [sign_in(app.test_client(), lena, password=password).status_code for password in passwords]
    assert works == [answer.status_code if answer.status_code == 303 else 422 for answer in answers]
    assert sum("was changed" in letter.subject for letter in letters(app)) == 1


def test_weak_password_does_not_use_the_link_up(app, client):
    make(app, lena)
    ask(client, lena.email)
    link = last_link(app)
    assert use(client, link, password="12345678").status_code == 422
    assert use(client, link, password=NEW).status_code == 303


def test_password_link_lasts_ten_minutes(app, client, clock):
    make(app, lena)
    ask(client, lena.email)
    link = last_link(app)
    page = client.get(link).text
    clock.advance(minutes=10)
    assert client.get(link).status_code == 410
    assert send(client, page, link, password=NEW).status_code == 410


def test_new_link_ends_the_one_before(app, client):
    make(app, lena)
    ask(client, lena.email)
    first = last_link(app)
    ask(client, lena.email)
    assert client.get(first).status_code == 410
    assert client.get(last_link(app)).status_code == 200


@pytest.mark.parametrize("token", ["x", "A" * 43, "é"])
def test_made_up_link_opens_nothing(client, token):
    assert client.get(f"/links/{token}").status_code == 410


def test_an_address_that_no_row_can_bear_leads_nowhere(client):
    assert client.get("/links/%00").status_code == 404


def test_only_the_hash_of_a_link_is_kept(app):
    make(app, lena)
    ask(app.test_client(), lena.email)
    token = last_link(app).removeprefix("/links/")
    with app.app_context():
        assert token not in db.session.execute(select(OneTimeLink.token_hash)).scalar_one()


def test_links_lead_to_the_sites_own_address_whatever_the_request_says(app, settings):
    make(app, lena)
    client = app.test_client()
    page = client.get("/forgotten", headers={"Host": "localhost"}).text
    form = form_to(page, "/forgotten")
    data = dict(form.hidden) | {"email": lena.email}
    client.post("/forgotten", data=data, headers={"Host": "localhost", "X-Forwarded-Host": "evil.example"})
    assert settings["SITE_ADDRESS"] + "/links/" in letters(app)[-1].text
    assert client.get("/forgotten", headers={"Host": "evil.example"}).status_code == 400


def test_link_for_one_purpose_serves_no_other(app, client):
    """The form of a confirming link takes no password."""
    person_id = make(app, lena, confirmed=False)
    with app.app_context(), writing():
        link = "/links/" + make_link(person_id, "confirm", lena.email)
    use(client, link, password=NEW)
    assert person(app, lena.email).confirmed_at
    assert sign_in(client, lena).status_code == 303


def test_address_moves_when_the_new_one_is_confirmed(app):
    make(app, lena)
    client = signed_in(app, lena)
    change_address(client, "lena@new.example")
    old, new = letters(app)
    assert (old.to, new.to) == (lena.email, "lena@new.example")
    assert who(client) == lena.email
    use(client, link_in(new))
    assert who(client) == "lena@new.example"
    assert letters(app)[-1].to == lena.email


def change_address(client, email, password=lena.password):
    return send(client, client.get("/account").text, "/account/address", follow=False,
                **{"address-email": email, "address-password": password})


def test_address_moves_from_another_browser_too(app):
    make(app, lena)
    change_address(signed_in(app, lena), "lena@new.example")
    other = app.test_client()
    answer = use(other, last_link(app))
    assert answer.headers["Location"].startswith("/sign-in")
    assert who(other) is None
    assert person(app, "lena@new.example")


def test_changing_the_address_asks_the_password(app):
    make(app, lena)
    answer = change_address(signed_in(app, lena), "lena@new.example", password="not hers")
    assert answer.status_code == 422
    assert "This is not your password." in answer.text
    assert letters(app) == []


def test_taken_address_is_told_to_its_owner_alone(app):
    make(app, lena)
    make(app, ada)
    client = signed_in(app, lena)
    taken, free = change_address(client, ada.email), change_address(client, "lena@new.example")
    assert (taken.status_code, taken.headers["Location"]) == (free.status_code, free.headers["Location"])
    told = [letter for letter in letters(app) if letter.to == ada.email]
    assert ["has an account" in letter.subject for letter in told] == [True]


def test_address_that_was_taken_meanwhile_is_refused(app, client):
    make(app, lena)
    change_address(signed_in(app, lena), ada.email)
    link = last_link(app)
    make(app, ada)
    assert use(client, link).status_code == 409
    assert person(app, lena.email)


def test_new_password_ends_links_that_were_sent_before(app):
    make(app, lena)
    client = signed_in(app, lena)
    change_address(client, "lena@new.example")
    link = last_link(app)
    ask(client, lena.email)
    use(app.test_client(), last_link(app), password=NEW)
    assert client.get(link).status_code == 410


def test_nothing_is_done_for_a_link_without_its_button(app, client):
    make(app, lena, confirmed=False)
    with app.app_context(), writing():
        link = "/links/" + make_link(person_by_email(lena.email).id, "confirm", lena.email)
    client.get(link)
    assert client.post(link).status_code == 400
    assert person(app, lena.email).confirmed_at is None
    assert count(app, SignIn) == 0
