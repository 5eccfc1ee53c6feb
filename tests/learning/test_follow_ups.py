"""A follow-up opens to a learner on its day after she has finished the course, and not before."""

import pytest
from sqlalchemy import func, select

from course.content.queries import standing
from course.database import db
from course.learning.models import Attempt
from tests import making
from tests.evaluation.making import Doing
from tests.forms import filled, form_to, forms_in, send

COURSE = "/courses/neighbours"
LATER = COURSE + "/later"
TEXT = """---
id: later
title: A month on
minutes: 2
core: no
complete: answer
---

What became of it?

/// survey
id: month
title: One question
wave: {wave}

[text] What did you do? {{#did}}
///
"""


def with_follow_up(wave="day-30"):
    return making.files(**{"02-levels__09-later.md": TEXT.format(wave=wave)})


@pytest.fixture
def published(app):
    making.publish(app, with_follow_up())


@pytest.fixture
def browser(app, published):
    """A guest's, for a guest's session lasts."""
    client = app.test_client()
    send(client, client.get(COURSE).text, "/enrolments")
    return client


def finish(client):
    send(client, client.get(COURSE + "/hello").text, "/completions")
    for sheet, given in (("told", {"a_told": "consult"}), ("supports", {"a_supports": "later"})):
        send(client, client.get(COURSE + "/levels").text, f"/{sheet}/attempts", **given)
    send(client, client.get(COURSE + "/the-quiz").text, "/quiz-1/attempts", **{"a-q-one": "no", "a-q-two": "residents"})


def is_open(client):
    return any("/month/attempts" in form.action for form in forms_in(client.get(LATER).text))


def test_who_has_not_finished_is_told_how_long_it_waits(browser, client):
    for somebody in (browser, client):
        assert "opens 30 days after you finish" in somebody.get(COURSE).text
        page = somebody.get(LATER).text
        assert "These questions open 30 days after you finish." in page and "What became of it?" in page
        assert not is_open(somebody)


def test_it_opens_on_its_day_and_not_before(clock, browser):
    finish(browser)
    assert "opens on 2 December 2026" in browser.get(COURSE).text
    clock.advance(days=29, hours=14, minutes=59)
    assert "These questions open on 2 December 2026." in browser.get(LATER).text
    assert "You finished the course 30 days ago" not in browser.get(COURSE).text
    clock.advance(minutes=1)
    assert is_open(browser)
    assert "You finished the course 30 days ago" in browser.get(COURSE).text
    done = send(browser, browser.get(LATER).text, "/month/attempts", a_did="We asked again.")
    assert "Thank you, your answers are kept" in done.text
    course = browser.get(COURSE).text
    assert "You finished the course 30 days ago" not in course and "opens on" not in course


def test_a_form_that_is_sent_before_its_day_is_refused_and_nothing_is_kept(app, clock, browser):
    finish(browser)
    form = form_to(_page_of_the_day(clock, browser), "/month/attempts")
    refused = browser.post(form.action, data=filled(form, a_did="Early."))
    assert refused.status_code == 409 and "These questions open on 2 December 2026." in refused.text
    with app.app_context():
        asked = select(func.count()).select_from(Attempt).where(Attempt.sheet == "month")
        assert db.session.execute(asked).scalar() == 0


def _page_of_the_day(clock, browser):
    """The page as it is a month on; then the clock goes back."""
    at = clock.at
    clock.advance(days=30)
    page = browser.get(LATER).text
    clock.set(at)
    return page


def test_ninety_days_are_ninety(app, clock):
    making.publish(app, with_follow_up("day-90"))
    with app.app_context():
        assert standing(making.COURSE).outline.lesson("later").opens_after == 90


def test_the_wave_stands_in_the_ledger(app, clock, browser):
    finish(browser)
    clock.advance(days=40)
    send(browser, browser.get(LATER).text, "/month/attempts", a_did="We did.")
    with app.app_context():
        row = db.session.execute(db.text("SELECT wave, response FROM statement WHERE question = 'did'")).one()
    assert tuple(row) == ("day-30", "We did.")


def test_a_course_without_follow_ups_says_nothing_of_days(app, clock, client):
    making.publish(app)
    Doing(app, clock).begin()
    assert "opens" not in client.get(COURSE).text
