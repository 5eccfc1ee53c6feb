"""A guest signs in to her account in one tab while an answer of hers is on its way from another: the answer is not lost."""

import pytest
from sqlalchemy import select

from course.content.queries import revision_by_id, sheet_of
from course.database import db, writing
from course.enrolment.models import Enrolment
from course.learning.answering import answer_sheet, read_responses
from course.learning.learners import begin_course
from course.learning.models import Attempt
from course.learning.sheet_keys import make_key, read_key
from course.people.accounts import create_account
from course.people.beginning import make_person
from course.people.claiming import claim
from tests import making


@pytest.fixture
def guest_and_account(app):
    making.publish(app)
    with app.app_context(), writing():
        return make_person(), create_account("lena@example.org")


def test_an_answer_sent_as_a_guest_counts_for_the_account_that_she_became(app, guest_and_account):
    guest, account = guest_and_account
    with making.reading(app) as standing:
        line = revision_by_id(standing.outline.lesson("levels").revision_id)
        sheet = sheet_of(line.id, standing.edition, "told")
        key = read_key(make_key(line.id, "told", standing.publication_id), line.id, "told")
        with writing():
            begin_course(guest, standing)
        with writing():
            claim(guest, account)
        with writing():  # her form was read before, when she still was the guest
            learner = begin_course(guest, standing)
            answer_sheet(learner, standing, line, sheet, read_responses(sheet, {"a-told": ["consult"]}), key)
        owners = db.session.execute(select(Enrolment.person_id, Attempt.number).join(Attempt)).all()
    assert owners == [(account, 1)]
