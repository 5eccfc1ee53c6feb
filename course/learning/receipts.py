"""The list of who has sent which anonymous survey, kept apart from what was said in it."""

from sqlalchemy import insert, select

from course.clock import now
from course.database import db
from course.enrolment.models import Enrolment
from course.learning.models import Receipt
from course.learning.quiz_rules import names_of


def receipts_in(standing, enrolments, sheets):
    """{sheet: day} of those among the anonymous `sheets` that were sent in one of these enrolments, under whatever id."""
    keys = {name: sheet.key for sheet in sheets if sheet.anonymous for name in names_of(sheet, standing.lineage)}
    if not keys:
        return {}
    asked = select(Receipt.sheet, Receipt.day).where(Receipt.enrolment_id.in_(enrolments), Receipt.sheet.in_(keys))
    return {keys[name]: day for name, day in db.session.execute(asked)}


def receipts_of(learner, standing, sheets):
    """The same of a learner, as a guest and with an account."""
    hers = select(Enrolment.id).where(
        Enrolment.person_id == learner.person_id, Enrolment.course_id == standing.course_id
    )
    return receipts_in(standing, hers, sheets)


def give_receipt(learner, sheet):
    db.session.execute(insert(Receipt).values(enrolment_id=learner.enrolment_id, sheet=sheet.key, day=now().date()))
