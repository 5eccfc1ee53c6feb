"""Two requests at the same moment, as of a double-click, are one guest, one enrolment and one attempt."""

import threading
import time
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from course.content.queries import standing
from course.database import db, writing
from course.enrolment.enrolling import enrol
from course.enrolment.models import Enrolment
from course.learning.models import Attempt
from course.people.beginning import make_person
from course.people.models import Person
from tests import making
from tests.faults.browsing import Browser
from tests.forms import filled, form_to

LEVELS = "/courses/neighbours/levels"
ROUNDS = 8


@pytest.fixture(autouse=True)
def course(app):
    making.publish(app)


def counted(app):
    with app.app_context():
        return [db.session.execute(select(func.count()).select_from(model)).scalar() for model in (Person, Enrolment, Attempt)]


def test_a_strangers_first_form_sent_twice_at_once_is_one_guest_with_one_attempt_and_one_page(app, live_server):
    for _ in range(ROUNDS):
        browser = Browser(live_server)
        form = form_to(browser.get(LEVELS).text, "/told/attempts")
        heard = browser.post_twice(form.action, urlencode(filled(form, a_told="consult")).encode())
        assert [one.status for one in heard] == [303, 303]
        assert heard[0].location == heard[1].location
        assert "CANARY-consult" in browser.get(heard[0].location.partition("#")[0]).text
    assert counted(app) == [ROUNDS] * 3


def test_an_account_holder_who_begins_in_two_tabs_at_once_is_on_the_course_once(app):
    with app.app_context(), writing():
        person = make_person()
    both, told = threading.Barrier(2), []

    def begin():
        with app.app_context():
            now_standing = standing(making.COURSE)
            both.wait(10)
            with writing():
                told.append(enrol(person, now_standing))
                time.sleep(0.3)  # so that the other one meets an enrolment that is not committed yet

    tabs = [threading.Thread(target=begin) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert len({enrolment for enrolment, _ in told}) == 1
    assert sorted(new for _, new in told) == [False, True]
    assert counted(app)[1] == 1
