"""What every answer says about safety, pinned word for word; and what no request may do."""

import json
import re

import pytest
from flask import Response

from course import create_app
from course.errors import WrongSetting
from course.logs import log, tell_request
from course.people.access import anyone
from tests import making
from tests.databases import SETTINGS, close

PINNED = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


@pytest.mark.parametrize("address", ["/", "/courses/neighbours", "/courses/neighbours/levels", "/nowhere", "/health"])
def test_every_answer_has_the_headers(app, client, address):
    making.publish(app)
    answer = client.get(address)
    assert {name: answer.headers.get(name) for name in PINNED} == PINNED
    assert "Strict-Transport-Security" not in answer.headers  # this app is made without https


def test_with_https_it_stays_https_and_the_cookie_is_bound_to_the_host(settings):
    app = create_app(settings | {"SECURE_COOKIES": True})
    answer = app.test_client().get("/sign-in", base_url="https://localhost")
    close(app)
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie


def test_files_of_a_course_cannot_act_on_the_site(app, client):
    making.publish(app)
    page = client.get("/courses/neighbours/hello").text
    picture = page.split('src="/courses')[1].split('"')[0]
    answer = client.get("/courses" + picture)
    assert answer.mimetype == "image/svg+xml"
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy and "script-src" not in policy
    download = client.get(f"/courses{picture.rpartition('/')[0]}/list.txt")
    assert download.headers["Content-Disposition"] == "attachment; filename=list.txt"


@pytest.mark.parametrize("path", ["01-start/01-hello.md", "..%2fcourse.md", "../course.md", "course.md"])
def test_no_source_of_a_course_is_served(app, client, path):
    making.publish(app)
    with making.reading(app) as standing:
        edition = standing.edition
    assert client.get(f"/courses/neighbours/files/{edition}/{path}").status_code == 404


def test_another_hosts_name_is_refused(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_form_from_another_site_is_refused(app, client):
    making.publish(app)
    answer = client.post("/courses/neighbours/enrolments", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_a_form_without_our_token_is_refused(app, client):
    making.publish(app)
    assert client.post("/courses/neighbours/enrolments").status_code == 400


def test_a_body_too_large_is_refused(client):
    assert client.post("/sign-in", data={"email": "x" * 2_000_000}).status_code == 413


@pytest.mark.parametrize(("wrong", "said"), [
    ({"SECRET_KEY": ""}, "COURSE_SECRET_KEY is missing or weak"),
    ({"SECRET_KEY": "a" * 64}, "COURSE_SECRET_KEY is missing or weak"),
    ({"SECURE_COOKIES": "perhaps"}, "must be yes or no"),
    ({"SMTP_PORT": "mail"}, "must be a number"),
    ({"TRUSTED_HOSTS": "course.example"}, "COURSE_SECURE_COOKIES is off"),
])  # fmt: skip
def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path, wrong, said):
    with pytest.raises(WrongSetting, match=said):
        create_app(SETTINGS | {"INSTANCE": str(tmp_path)} | wrong)


def test_a_failure_shows_a_page_and_no_trace(app, client, monkeypatch):
    def fail(*args):
        raise RuntimeError("CANARY of the inside")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "learning.show_catalogue", fail)
    fail.rule = anyone
    answer = client.get("/")
    assert answer.status_code == 500
    assert "CANARY" not in answer.text and "Traceback" not in answer.text and "<h1" in answer.text


def test_health_says_ok(client):
    assert (client.get("/health").status_code, client.get("/health").text) == (200, "ok\n")


def test_logs_name_the_door_and_no_person(settings, capsys):
    app = create_app(settings | {"TESTING": False, "EXPORT_KEY": "x" * 32})
    app.test_client().get("/courses/secret-name?email=lena@example.org")
    close(app)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert [(line["door"], line["status"]) for line in lines] == [("/courses/<course>", 404)]
    assert "lena" not in str(lines) and "secret-name" not in str(lines)


@pytest.mark.databases("sqlite")
def test_the_line_of_a_request_reads_as_any_other_of_the_log(app, capsys):
    """It is written by a way of its own."""
    with app.test_request_context("/courses/neighbours/levels?email=lena@example.org"):
        tell_request(Response(status=404))
    log.warning("request", method="GET", door="/courses/<course>/<lesson>", status=404, milliseconds=0.0)
    own, other = map(json.loads, capsys.readouterr().err.splitlines())
    assert own | {"level": "warning", "timestamp": other["timestamp"]} == other
    assert list(own) == list(other)
    assert re.sub(r"\d", "0", own["timestamp"]) == re.sub(r"\d", "0", other["timestamp"])
