"""What it means that a course is unpublished or archived, in the words that stand before the button and on the command line."""

from collections import namedtuple

from sqlalchemy import func, select

from course.content.offering import ARCHIVED, OFFERED, UNPUBLISHED
from course.database import ask
from course.enrolment.models import Enrolment

Meaning = namedtuple("Meaning", "button done means")

MEANINGS = {
    UNPUBLISHED: Meaning("Unpublish course", "unpublished", (
        "Strangers and newcomers do not find it any more: its pages tell them kindly that it is not offered.",
        "Whoever is on it goes on as before: reads, answers, finishes.",
        "You can still publish new editions for them.",
    )),
    ARCHIVED: Meaning("Archive course", "archived", (
        "Strangers and newcomers do not find it any more.",
        "Whoever was on it can read all of it, and what she did in it. Nothing can be answered, saved or changed.",
        "All answers, records and exports stay. Evaluators go on reading and exporting them.",
        "No edition is published until you reopen it.",
    )),
    OFFERED: Meaning("Reopen course", "offered again", (
        "It is found and begun as before, with the edition that stands.",
        "Whoever was on it goes on where she was.",
    )),
}


def on_the_course(course_id):
    """How many are on a course and have not left it."""
    asked = select(func.count()).select_from(Enrolment).where(
        Enrolment.course_id == course_id, Enrolment.joined_to.is_(None), Enrolment.left_at.is_(None))
    return ask(asked).scalar_one()
