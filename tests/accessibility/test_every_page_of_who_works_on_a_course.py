"""Members, invitations and hand-over, what learners meet, the audit log and all courses: each page in every state."""

import pytest
from sqlalchemy import text

from course.database import writing
from tests import making
from tests.accessibility import hard_course
from tests.cast import ada, frank, lena
from tests.evaluation.making import Doing
from tests.journeys.steps import press, sees, sign_in

pytestmark = pytest.mark.databases("sqlite")
DESK = "/authoring/neighbours"


@pytest.mark.usefixtures("everybody")
def test_who_works_on_a_course(look, browse, app):
    page = look.page
    sign_in(page, frank)
    look.at(f"{DESK}/members", "with an evaluator")
    press(page, "Make invitation")
    link = page.get_by_label("Link").input_value()
    look("an invitation with its link")
    page.context.clear_cookies()
    look.at(link, "an invitation before signing in")
    sign_in(page, lena)
    look.at(link, "an invitation")
    press(page, "Accept invitation")
    sees(page, "Talking with neighbours")
    look.at(link, "an invitation that was accepted")
    making.publish(app, hard_course.files())
    look.at(f"{DESK}/members", "members, in words that are hard")
    press(page, "Make invitation")
    page.get_by_text("Leave this course").click()
    look("two facilitators")
    page.get_by_label("leave the course").check()
    press(page, "Hand over course")
    sees(page, "Workshop")


@pytest.mark.usefixtures("everybody")
def test_what_learners_meet(look, app, clock):
    sign_in(look.page, frank)
    look.at(f"{DESK}/learners", "nobody came")
    doing = Doing(app, clock)
    for answer in ("consult",) * 6 + ("inform",) * 7:
        person = doing.begin()
        doing.read(person, "hello")
        doing.open(person, "levels")
        doing.answer(person, "levels", "told", told=answer)
    making.publish(app, hard_course.files())
    doing.open(person, "levels")
    look.at(f"{DESK}/learners", "a crowd, in words that are hard, by text")


@pytest.mark.usefixtures("everybody")
def test_who_did_what_and_all_courses(look, app):
    page = look.page
    sign_in(page, frank)
    look.at(f"{DESK}/audit", "the rows of a course")
    look.at(f"{DESK}/audit?act=course+begun", "no row")
    page.context.clear_cookies()
    sign_in(page, ada)
    look.at("/people/courses", "all courses")
    look.at(f"{DESK}/members", "members, for who runs the site")
    look.at("/audit", "the audit log")
    press(page, "Check the whole log")
    look("a log that is whole")
    with app.app_context(), writing() as transaction:
        for name in ("audit_entry_no_update", "audit_entry_no_delete"):
            transaction.execute(text(f"DROP TRIGGER {name}"))
        transaction.execute(text("UPDATE audit_entry SET subject = 'other' WHERE position = 2"))
    press(page, "Check the whole log")
    look("a log that was tampered with")
