"""Who is erased, and what is no activity: what is left of a session, and what opens none."""

from uuid import UUID

import pytest
from sqlalchemy import select

from course.cmi5.models import Outcome
from course.cmi5.offering import code_of, find_learner
from course.cmi5.queries import package
from course.cmi5.satisfying import waive
from course.database import db, writing
from course.enrolment.models import Enrolment
from course.people.forgetting import erase_person
from tests import making
from tests.cmi5.opened import BLOCKS, LESSON, Opened
from tests.cmi5.packing import import_package
from tests.cmi5.test_launching import forms_to, told


@pytest.fixture
def course(app):
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    import_package(app)


@pytest.mark.databases("sqlite")
def test_a_sheet_that_is_no_activity_opens_nothing(client, course):
    page = client.get(LESSON).text
    token = dict(forms_to(page, "/look/launches")[0].hidden)["csrf_token"]
    assert client.post("/courses/neighbours/levels/r/1/told/launches", data={"csrf_token": token}).status_code == 404


def test_who_is_erased_leaves_no_open_session_and_no_reason(app, client, course):
    opened = Opened(app, client)
    opened.start()
    with app.app_context(), writing():
        offered = package("neighbours", "walk")
        waive(find_learner(offered, code_of(UUID(opened.registration))).way, offered.structure.units[1], "CANARY", by=None)
    with app.app_context(), writing():
        erase_person(db.session.execute(select(Enrolment.person_id)).scalar_one())
    assert opened.state().status_code == 401
    assert "CANARY" not in str(told(app, opened.registration)[1])
    with app.app_context():
        assert db.session.execute(select(Outcome.reason).where(Outcome.what == "waived")).scalars().all() == [None]
