"""After signing in a person goes on where she was, and never to another site."""

import re

import pytest

from course.people.going_back import WELCOME, own_address
from tests import making
from tests.cast import lena
from tests.forms import send
from tests.people.asking import make

pytestmark = pytest.mark.databases("sqlite")


@pytest.mark.parametrize("target", ["/", "/account", "/courses/neighbours", "/courses/neighbours/levels?again=told",
                                    "/courses/caf%C3%A9"])
def test_own_pages_are_gone_back_to(app, target):
    with app.app_context():
        assert own_address(target) == target


@pytest.mark.parametrize("target", [
    None, "", "account", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "http:/evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", " //evil.example", "/sign-out",
    "/account/name", "/nowhere/at/all/of/it", "/account\r\nLocation: https://evil.example", "http://localhost/account",
    "//localhost/account", "/%00", "/.//evil.example", "/x/..//evil.example", "/@evil.example/..;/", "https:evil.example"])
def test_other_sites_and_no_pages_are_not(app, target):
    with app.app_context():
        found = own_address(target)
    assert found is None


def test_stranger_is_led_to_sign_in_and_back(app, client):
    make(app, lena)
    answer = client.get("/account?done=name")
    assert answer.headers["Location"] == "/sign-in?next=/account?done%3Dname"
    page = client.get(answer.headers["Location"]).text
    answer = send(client, page, "/sign-in", follow=False, email=lena.email, password=lena.password)
    assert answer.headers["Location"] == "/account?done=name"


@pytest.mark.parametrize("path", ["/people", "/nowhere"])
def test_a_page_that_is_not_for_strangers_offers_to_sign_in_and_says_no_more_than_one_that_is_not_there(client, path):
    page = client.get(path)
    assert page.status_code == 404 and f'<a href="/sign-in?next={path}">Sign in</a>' in page.text
    assert "sign in if it was open to you then" in page.text


def test_forged_way_back_leads_to_the_courses(app, client):
    make(app, lena)
    page = client.get("/sign-in?next=https://evil.example/account").text
    answer = send(client, page, "/sign-in", follow=False, email=lena.email, password=lena.password)
    assert answer.headers["Location"] == "/"


LESSON = "/courses/neighbours/levels"


def link_to(path, page):
    """The address of the page's link to one of the doors."""
    return re.search(rf'href="({path}[^"]*)"', page)[1]


def test_who_signs_in_from_a_lesson_comes_back_to_it(app, client):
    making.publish(app)
    make(app, lena)
    page = client.get(link_to("/sign-in", client.get(LESSON).text)).text
    answer = send(client, page, "/sign-in", follow=False, email=lena.email, password=lena.password)
    assert answer.headers["Location"] == LESSON


def test_a_guest_who_makes_an_account_in_a_lesson_stays_in_it(app, client):
    making.publish(app)
    told = send(client, client.get(LESSON).text, "/told/attempts", **{"a-told": "consult"}).text
    page = client.get(link_to("/sign-up", told)).text
    answer = send(client, page, "/sign-up", follow=False, email=lena.email, password=lena.password, terms="y")
    assert answer.headers["Location"] == LESSON + "?done=welcome"
    page = client.get(answer.headers["Location"]).text
    assert page.count(WELCOME) == 1 and "CANARY-consult" in page
    assert WELCOME in client.get("/courses/neighbours?done=welcome").text
    other = app.test_client()  # a link with these words in it tells a stranger and a guest nothing
    assert WELCOME not in other.get(LESSON + "?done=welcome").text
    send(other, other.get(LESSON).text, "/told/attempts", **{"a-told": "consult"})
    assert WELCOME not in other.get(LESSON + "?done=welcome").text


def test_what_a_page_is_told_is_added_to_what_stands_in_the_address(app):
    with app.app_context():
        assert own_address("/courses/neighbours?page=2#told", done="welcome") == "/courses/neighbours?page=2&done=welcome#told"
        assert own_address("//elsewhere.example", done="welcome") is None
