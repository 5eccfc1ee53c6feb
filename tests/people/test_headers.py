"""What the browser is told about a person's cookie and pages, over https and over plain http."""

import pytest

from tests.cast import lena
from tests.people.asking import make, sign_in, sign_up

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def secure(settings):
    return settings | {"SECURE_COOKIES": True}


class TestOverHttps:
    @pytest.fixture
    def settings(self, secure):
        return secure

    def test_cookie_belongs_to_this_host_alone_and_no_script_reads_it(self, app):
        client = app.test_client()
        cookie = client.get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
        name, *flags = cookie.split("; ")
        assert name.startswith("__Host-session=")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000"} <= set(flags)
        assert not [flag for flag in flags if flag.startswith("Domain")]

    def test_browser_is_told_to_stay_with_https(self, app):
        answer = app.test_client().get("/sign-in", base_url="https://localhost")
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_over_plain_http_the_cookie_has_no_prefix_and_the_same_care(client):
    name, *flags = client.get("/sign-in").headers["Set-Cookie"].split("; ")
    assert name.startswith("session=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(flags)
    assert "Secure" not in flags


def test_pages_of_a_person_are_stored_nowhere(app, client):
    make(app, lena)
    sign_in(client, lena)
    for address in ("/account", "/", "/privacy", "/nowhere"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "no-store", address
        assert "Cookie" in answer.headers["Vary"], address


def test_reading_begins_no_session(client):
    answer = client.get("/privacy")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" in answer.headers["Vary"]


def test_cookie_goes_when_its_session_ends(app, client):
    sign_up(client)
    token = client.get("/account").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = client.post("/sign-out", data={"csrf_token": token})
    assert "session=;" in answer.headers["Set-Cookie"]
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_no_page_is_kept_from_before_signing_in(app, client):
    """A form opened by a stranger is refused once somebody is signed in on that browser."""
    page = client.get("/sign-up").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    make(app, lena)
    sign_in(client, lena)
    assert client.post("/account/devices", data={"csrf_token": token}).status_code == 400
