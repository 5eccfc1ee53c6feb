"""A session that ends while somebody writes costs no word: what she typed stands on the page of the refusal."""

from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from course.database import db
from course.learning.models import Attempt
from tests import making
from tests.cast import lena
from tests.forms import filled, form_to, send
from tests.people.asking import make, sign_in

pytestmark = pytest.mark.databases("sqlite")
LESSON, WORDS = "/courses/neighbours/levels", "Two seats <of twenty>,\nsaid to be half"
BACK = LESSON + "?again=promised#promised"
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def form(app, client):
    """The form of a reflection that Lena opened; then her session ends, as another tab or time may end it."""
    making.publish(app)
    make(app, lena)
    sign_in(client, lena)
    opened = form_to(client.get(LESSON).text, "/promised/attempts")
    client.delete_cookie("session")
    return opened


def sent(client, form, headers=OWN, **given):
    return client.post(form.action, data=filled(form, **given), headers=headers)


def test_what_she_typed_stands_on_the_page_and_the_way_leads_back(app, client, form):
    page = sent(client, form, a_promised=WORDS)
    assert page.status_code == 400 and "<h1>This was not sent</h1>" in page.text
    assert "Two seats &lt;of twenty&gt;,\nsaid to be half</textarea>" in page.text
    assert f'href="/sign-in?next={LESSON}?again%3Dpromised%23promised"' in page.text
    assert f'data-draft="{form.action}"' in page.text
    with app.app_context():
        assert db.session.execute(select(func.count()).select_from(Attempt)).scalar() == 0


def test_what_she_typed_in_a_script_without_spaces_stands_there_too(client, form):
    page = sent(client, form, a_promised="两个席位，说是一半").text
    assert "两个席位，说是一半</textarea>" in page and page.count("<textarea") == 1  # and nothing that the form hides


def test_signing_in_from_there_comes_back_to_the_form(client, form):
    page = client.get("/sign-in?next=" + quote(BACK)).text
    answer = send(client, page, "/sign-in", follow=False, email=lena.email, password=lena.password)
    assert answer.headers["Location"] == BACK
    assert form_to(client.get(answer.headers["Location"]).text, "/promised/attempts").action == form.action


def test_who_is_signed_in_again_goes_straight_to_the_lesson(client, form):
    sign_in(client, lena)
    page = sent(client, form, a_promised=WORDS).text
    assert f'<a class="button" href="{BACK}">Open the lesson again</a>' in page
    assert "said to be half</textarea>" in page


def test_no_word_of_another_site_and_no_password_is_shown(client, form):
    assert "seats" not in sent(client, form, headers={}, a_promised=WORDS).text
    page = client.post("/sign-in", data={"email": lena.email, "password": "four quiet words here"}, headers=OWN)
    assert page.status_code == 400 and "quiet words" not in page.text


def test_a_choice_alone_is_no_text_to_keep_and_the_way_leads_back_all_the_same(client, form):
    page = sent(client, form, a_told="consult").text
    assert "What you typed" not in page and f'<a class="button" href="{BACK}">Open the lesson again</a>' in page
