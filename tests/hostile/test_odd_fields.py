"""A form or an address that says what no page of ours would say: it is refused or read plainly, and never fails."""

from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from course.database import db
from course.people.models import Person
from tests import cast, making
from tests.forms import filled, form_to, send
from tests.people.asking import make, signed_in

LARGE = str(10**20)
HERE = "/authoring/neighbours/members"


@pytest.fixture
def ada(app):
    app.config["WTF_CSRF_ENABLED"] = False  # each form below is one that she might have had
    making.publish(app)
    make(app, cast.ada)
    return signed_in(app, cast.ada)


@pytest.mark.parametrize(("address", "data"), [
    ("/people/taken-roles", {"person": LARGE, "role": "evaluator"}),
    ("/people/taken-roles", {"person": "1", "role": "a\0b", "course": "c\0d"}),
    (f"{HERE}/takings", {"person": LARGE, "role": "evaluator"}), (f"{HERE}/takings", {"person": "-1", "role": "a\0b"}),
    (f"{HERE}/revocations", {"invitation": LARGE}), (f"{HERE}/invitations", {"role": "facilitator", "days": LARGE}),
    ("/tools/revocations", {"name": "a\0b"}), ("/people/erasures", {"person": LARGE}),
], ids=str)
def test_what_no_row_could_be_called_is_not_found(ada, address, data):
    assert ada.post(address, data=data).status_code in (404, 422)


def test_a_nul_is_left_out_wherever_it_is_typed(app, ada):
    assert ada.get("/people?email=a%00b").status_code == 200
    assert ada.post("/account/name", data={"name-name": "A\0da L\0"}).status_code == 303
    with app.app_context():
        assert db.session.execute(select(Person.name)).scalars().all() == ["Ada L"]
    file = {"name-name": "By\0 parts"}
    assert ada.post("/account/name", data=file, content_type="multipart/form-data").status_code == 303
    with app.app_context():
        assert db.session.execute(select(Person.name)).scalars().all() == ["By parts"]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("kind", "change", "status"), [
    ("application/json", lambda body: body, 400), ("text/plain", lambda body: body, 400), ("", lambda body: body, 400),
    ("multipart/form-data", lambda body: body, 400), ("multipart/form-data; boundary=" + "x" * 300, lambda body: body, 400),
    ("application/x-www-form-urlencoded", lambda body: "csrf_token=x&" + body, 400),
    ("application/x-www-form-urlencoded", lambda body: "key=x&" + body, 400),
    ("application/x-www-form-urlencoded", lambda body: body + "&a-told=inform", 400),  # one answer only
    ("application/x-www-form-urlencoded", lambda body: body + "&a-told=" + "x" * 3_000_000, 413),
    ("application/x-www-form-urlencoded", lambda body: body + "".join(f"&a-told={one}" for one in range(5_000)), 400),
    ("application/x-www-form-urlencoded", lambda body: body + "".join(f"&x{one}=1" for one in range(12_000)), 303),
    ("application/x-www-form-urlencoded; charset=utf-16", lambda body: body, 303),
    ("application/x-www-form-urlencoded", lambda body: body + "&%ED%A0%80=%FF", 303),
], ids=range(13))
def test_an_answer_is_read_from_its_form_alone(app, client, kind, change, status):
    making.publish(app)
    form = form_to(client.get("/courses/neighbours/levels").text, "/told/attempts")
    body = change(urlencode(filled(form, a_told="consult")))
    assert client.post(form.action, data=body, content_type=kind).status_code == status


def test_a_form_that_another_has_sent_is_nobody_elses(app):
    """One key in two browsers is two attempts, each of its own person; the first is changed by nothing."""
    making.publish(app)
    lena, grace = app.test_client(), app.test_client()
    page = lena.get("/courses/neighbours/levels").text
    hers = dict(form_to(page, "/told/attempts").hidden)
    send(lena, page, "/told/attempts", a_told="consult")
    token = dict(form_to(grace.get("/courses/neighbours/levels").text, "/told/attempts").hidden)["csrf_token"]
    address = form_to(page, "/told/attempts").action
    assert grace.post(address, data=hers | {"a-told": "inform"}).status_code == 400
    answer = grace.post(address, data=hers | {"csrf_token": token, "a-told": "inform"})
    assert answer.status_code == 303 and lena.get(answer.location).status_code == 404
    assert "Your answer, right" in lena.get("/courses/neighbours/levels").text
