"""Who has sent a part of what a lesson waits for reads there what is left of it."""

import pytest

from tests import making, papers
from tests.forms import send

pytestmark = pytest.mark.databases("sqlite")
LEVELS, PLAN = "/courses/neighbours/levels", "/courses/neighbours/plan"
WAITS, LEFT = "This lesson counts as done once you have sent what it asks.", "Still to send:"


def test_questions_that_are_left_are_named_and_a_reflection_is_not_waited_for(app, client):
    making.publish(app)
    page = client.get(LEVELS).text
    assert WAITS in page and LEFT not in page  # nothing is sent yet: it is all that stands there
    page = send(client, page, "/told/attempts", a_told="inform").text
    assert f'{WAITS} {LEFT} <a href="#supports">Which two help parents on evening shift?</a></p>' in page
    page = send(client, page, "/supports/attempts", a_supports="later").text
    assert "Done on" in page and LEFT not in page


def test_what_one_has_left_is_not_shown_to_another(app, client):
    making.publish(app)
    send(client, client.get(LEVELS).text, "/told/attempts", a_told="inform")
    other = app.test_client()
    assert 'href="#told">Residents comment and are told the result. Which level?</a>' in send(
        other, other.get(LEVELS).text, "/supports/attempts", a_supports="later").text
    assert 'href="#told"' not in client.get(LEVELS).text


def test_papers_are_sent_by_their_button(app, client):
    papers.publish(app)
    page = send(client, client.get(PLAN).text, "/the-plan/versions", a_change="The hours").text
    assert f'{LEFT} <a href="#pledge">' in page
    page = send(client, page, "/pledge/versions").text
    assert "Done on" in page and LEFT not in page
