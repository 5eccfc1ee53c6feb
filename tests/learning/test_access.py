"""Who may read a course: anyone, who began it, or who was invited."""

import pytest

from tests import making
from tests.cast import ada
from tests.forms import filled, form_to, send
from tests.people.asking import make, signed_in


def restricted(access):
    return making.edited("course.md", "access: open", f"access: {access}")


@pytest.mark.parametrize("access", ["enrolled", "invited"])
def test_a_stranger_is_led_from_a_lesson_to_the_course_and_reads_nothing(app, client, access):
    making.publish(app, restricted(access))
    for address in ("/courses/neighbours/levels", "/courses/neighbours/hello"):
        answer = client.get(address)
        assert answer.status_code == 302 and answer.location == "/courses/neighbours"
    assert client.get("/courses/neighbours/levels/changes?since=1").status_code == 404


def test_who_began_a_course_for_the_enrolled_reads_it(app, client):
    making.publish(app, restricted("enrolled"))
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    assert "Some are told" in client.get("/courses/neighbours/levels").text


@pytest.mark.databases("sqlite")
def test_a_catalogue_with_nothing_in_it_says_what_comes_next(app, client):
    assert "Come back in a while" in client.get("/").text
    make(app, ada)
    page = signed_in(app, ada).get("/").text
    assert '<a class="button" href="/authoring/new">Begin a course</a>' in page and "Come back" not in page


def test_a_course_by_invitation_is_not_listed_and_cannot_be_begun(app, client):
    making.publish(app, restricted("invited"))
    assert "Talking with neighbours" not in client.get("/").text
    form = form_to(client.get("/").text + client.get("/sign-in").text, "/sign-in")
    data = {"csrf_token": dict(form.hidden)["csrf_token"]}
    assert "by invitation" in client.get("/courses/neighbours").text
    refused = client.post("/courses/neighbours/enrolments", data=data)
    assert refused.status_code == 403 and "by invitation" in refused.text


def test_an_old_page_is_no_way_into_a_course_that_is_by_invitation_today(app, client):
    making.publish(app)
    form = form_to(client.get("/courses/neighbours/levels").text, "/told/attempts")
    making.publish(app, restricted("invited"))
    assert client.post(form.action, data=filled(form, a_told="consult")).status_code == 403
    assert client.get("/courses/neighbours/levels").status_code == 302


@pytest.mark.parametrize("address", [
    "/courses/%00", "/courses/neighbours/%00", "/courses/neighbours/papers/%00", "/courses/neighbours/files/%00/a.svg",
    "/courses/neighbours/levels/changes?since=99999999999999999999", "/courses/neighbours/levels/changes?since=-1",
    "/courses/neighbours/levels/r/99999999999999999999/told/attempts/00000000-0000-0000-0000-000000000000"])
def test_an_address_that_no_row_can_bear_leads_nowhere(app, client, address):
    making.publish(app)
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    assert client.get(address).status_code == 404


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("word", "shown"), [("sketch", "a sketch"), ("testing", "being tested"), ("in use", "in use")])
def test_how_far_a_course_is_stands_in_a_readers_words_on_all_of_its_pages(app, client, word, shown):
    making.publish(app, making.edited("course.md", "maturity: testing", f"maturity: {word}"))
    for address in ("/", "/courses/neighbours"):
        assert f'<span class="label">{shown}</span>' in client.get(address).text
