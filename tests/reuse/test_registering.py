"""Who adapted a course tells it: seen by all only after a facilitator's yes, taken back by who told it, and erasable."""

from html import unescape

import pytest

from course.content.offering import UNPUBLISHED, change_offer
from course.database import writing
from course.people.forgetting import erase_person
from course.reuse.models import Adaptation
from course.reuse.registering import adaptations_of
from tests import cast, making
from tests.authoring.test_workshop import publish
from tests.forms import form_to, forms_in, send
from tests.people.asking import count, make, signed_in

PAGE, DESK = "/reuse/neighbours", "/reuse/neighbours/adaptations"
MINE = {"title": "Buren in gesprek", "address": "https://example.org/buren", "changes": "Translated into Dutch."}


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def tell(client, follow=True, **given):
    form = telling(client)
    return client.post(form.action, data=dict(form.hidden) | MINE | given, follow_redirects=follow)


def telling(client):
    return next(form for form in forms_in(client.get(PAGE).text) if form.action == DESK)


def rule(client, what):
    form = next(form for form in forms_in(client.get(DESK).text) if "/rulings" in form.action)
    return client.post(form.action, data=dict(form.hidden) | {"what": what}, follow_redirects=True)


def seen_by_all(app):
    return MINE["title"] in app.test_client().get(PAGE).text


def test_it_is_shown_after_a_yes_and_not_after_a_no(app, frank):
    stranger = app.test_client()
    answer = tell(stranger)
    assert "Thank you" in answer.text and "waits for a facilitator" in answer.text and not seen_by_all(app)
    assert "1 adaptation waits for your decision" in frank.get(PAGE).text
    assert "1 of 1 waits for your decision" in frank.get(DESK).text
    assert "0 of 1 wait for your decision" in rule(frank, "declined").text
    assert not seen_by_all(app)
    rule(frank, "listed")
    page = app.test_client().get(PAGE).text
    assert f'<a href="{MINE["address"]}" rel="nofollow ugc noopener">{MINE["title"]}</a>: Translated into Dutch.' in page
    rule(frank, "declined")
    assert not seen_by_all(app)


def test_who_told_it_takes_it_back_for_good(app, frank):
    stranger = app.test_client()
    tell(stranger)
    rule(frank, "listed")
    form = form_to(stranger.get(PAGE).text, "/withdrawals")
    assert app.test_client().post(form.action, data=dict(form.hidden)).status_code in (400, 404)
    make(app, cast.stan)
    stan = signed_in(app, cast.stan)
    token = {"csrf_token": dict(telling(stan).hidden)["csrf_token"]}
    assert stan.post(form.action, data=token).status_code == 404
    assert stranger.post(form.action, data=dict(form.hidden)).status_code == 303
    assert not seen_by_all(app) and "taken back by who told it" in frank.get(DESK).text and "/rulings" not in frank.get(DESK).text


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("given", "said"), [
    ({"title": " "}, "Say what yours is called"), ({"changes": ""}, "Say what yours is called"),
    ({"address": "http://example.org"}, "begins with https://"), ({"address": "javascript:alert(1)"}, "begins with https://"),
    ({"address": "https://user@example.org"}, "begins with https://"), ({"title": "a" * 201}, "at most 200 signs"),
    ({"changes": "a" * 1_001}, "at most 200 signs")])
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(app, frank, given, said):
    answer = tell(app.test_client(), **given)
    assert answer.status_code == 422 and said in answer.text and count(app, Adaptation) == 0
    assert all(value in answer.text for value in (MINE | given).values())


@pytest.mark.databases("sqlite")
def test_sent_twice_it_is_told_once_and_a_flood_is_stopped(app, frank):
    make(app, cast.lena)
    client = signed_in(app, cast.lena)
    form = telling(client)
    assert [client.post(form.action, data=dict(form.hidden) | MINE).status_code for _ in range(2)] == [303, 303]
    assert count(app, Adaptation) == 1
    assert [tell(client, follow=False).status_code for _ in range(5)] == [303, 303, 303, 429, 429]


@pytest.mark.databases("sqlite")
def test_hostile_words_stay_words(app, frank):
    tell(app.test_client(), title="<script>alert(1)</script>", address="https://example.org/'\"><b>")
    assert count(app, Adaptation) == 0, "such an address is none"
    tell(app.test_client(), title="<script>alert(1)</script>", address="https://example.org/?a=b&c='d", changes="<img src=x>")
    page = rule(frank, "listed").text + app.test_client().get(PAGE).text
    assert "<script>alert" not in page and "<img src=x>" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.databases("sqlite")
def test_courses_here_that_were_made_of_it_are_listed_by_themselves(app, frank):
    make(app, cast.ada)
    ada = signed_in(app, cast.ada)
    send(ada, ada.get(PAGE).text, "/neighbours/forks", title="Ours", changes="Shorter.")
    assert "Ours" not in unescape(app.test_client().get(PAGE).text)
    publish(ada, "ours")
    assert '<a href="/courses/ours">Ours</a>, on this site, by Frank' in app.test_client().get(PAGE).text


def test_it_is_erased_with_who_told_it(app, frank):
    lena = make(app, cast.lena)
    tell(signed_in(app, cast.lena))
    rule(frank, "listed")
    assert seen_by_all(app)
    with app.app_context(), writing():
        erase_person(lena)
    assert not seen_by_all(app)
    with app.app_context():
        [one] = adaptations_of("neighbours")
    assert (one.title, one.address, one.changes, one.state) == ("", "", "", "taken back")


@pytest.mark.databases("sqlite")
def test_what_is_not_offered_any_more_is_found_by_nobody_new(app, frank):
    make(app, cast.ada)
    ada, stranger = signed_in(app, cast.ada), app.test_client()
    send(ada, ada.get(PAGE).text, "/neighbours/forks", title="Ours")
    publish(ada, "ours")
    form = telling(stranger)
    with app.app_context(), writing():
        change_offer("ours", UNPUBLISHED)
        change_offer("neighbours", UNPUBLISHED)
    assert "Ours" not in unescape(frank.get(PAGE).text) and stranger.get(PAGE).status_code == 410
    assert stranger.post(form.action, data=dict(form.hidden) | MINE).status_code == 410 and count(app, Adaptation) == 0
    assert "Talking with neighbours" not in ada.get("/reuse/ours/copies").text
