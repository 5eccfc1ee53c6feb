"""A form in a lesson that is refused leads back to its lesson, and shows what was typed."""

import pytest

from tests import making
from tests.forms import filled, form_to

pytestmark = pytest.mark.databases("sqlite")
LESSON, OWN = "/courses/neighbours/levels", {"Sec-Fetch-Site": "same-origin"}
TALK = "---\nid: talk\ntitle: Talk\nminutes: 3\ncore: false\n---\n\n/// thoughts\nid: word\n\nWhose *word* counts?\n///\n"


@pytest.fixture
def course(app):
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK}))


def post(client, form, headers=OWN, **given):
    return client.post(form.action, data=filled(form, **given), headers=headers)


@pytest.fixture
def form(client, course):
    """The form of a reflection that was sent."""
    form = form_to(client.get(LESSON).text, "/promised/attempts")
    post(client, form, a_promised="Two seats")
    return form


def test_other_words_by_a_form_that_was_sent_stand_on_the_page_in_any_script(client, form):
    page = post(client, form, a_promised="共同决定")
    assert page.status_code == 409 and ">共同决定</textarea>" in page.text
    assert f'<a class="button" href="{LESSON}?again=promised#promised">Open the lesson again</a>' in page.text
    assert "Sign in" not in page.text  # she is a guest who is still here
    assert form_to(client.get(f"{LESSON}?again=promised").text, "/promised/attempts").action == form.action


def test_no_words_of_another_site_are_shown(client, form):
    page = post(client, form, headers={}, a_promised="Two other seats")
    assert page.status_code == 409 and "other seats" not in page.text


def test_an_empty_thought_leads_back(client, course):
    form = form_to(client.get("/courses/neighbours/talk").text, "/word/thoughts")
    page = post(client, form, text="  ", name="Grace of Main Street")
    assert page.status_code == 422 and ">Grace of Main Street</textarea>" in page.text
    assert 'href="/courses/neighbours/talk?again=word#word">Open the lesson again</a>' in page.text


def test_what_is_too_large_leads_back(client, form):
    page = post(client, form, a_promised="x" * 1_200_000)
    assert page.status_code == 413 and f'href="{LESSON}?again=promised#promised"' in page.text


def test_the_address_of_a_form_is_no_page_and_says_so(client, form):
    page = client.get(form.action)
    assert page.status_code == 405 and "<h1>There is nothing to read here</h1>" in page.text
