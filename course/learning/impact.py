"""Whom an edit touches: for each change, how many learners read or answered what it changes, and how they would fare."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import case, func, select

from course.content.lineage import extended
from course.content.settling import CLASSES
from course.database import db
from course.enrolment.models import Enrolment
from course.learning.kept_answers import kept_answers
from course.learning.models import Opening
from course.learning.reckoning import Reckoning

ASKED = {*CLASSES, "feedback", "question gone", "question renamed"}  # changes that touch those who answered


def weigh(standing, text, changes):
    """The Changes from a Standing to a CourseText, each with whom it touches: `learners` in all, and for a question how many
    `answered`, were not right (`wrong`), would be right who were not (`gain`), and the other way round (`lose`)."""
    standing = replace(standing, lineage=extended(standing.lineage, [change for change in changes if change.was]))
    readers, everybody = _readers(standing), _enrolled(standing)
    answered = _answered(standing, text, [change for change in changes if change.kind in ASKED])
    return [replace(change, touched=_touched(change, readers, everybody, answered)) for change in changes]


def _touched(change, readers, everybody, answered):
    if change.kind in ("lesson added", "module renamed"):
        return {"learners": everybody}
    if change.kind in ASKED:
        return answered[change.lesson, change.question].counts
    return {"learners": readers[change.lesson]}


def _readers(standing):
    """{lesson: how many people opened it}"""
    renamed = standing.lineage.names.get("lesson")
    lesson = case(renamed, value=Opening.lesson, else_=Opening.lesson) if renamed else Opening.lesson
    asked = (
        select(lesson, func.count(Enrolment.person_id.distinct()))
        .join(Enrolment, Enrolment.id == Opening.enrolment_id)
        .where(Enrolment.course_id == standing.course_id)
        .group_by(lesson)
    )
    return Counter(dict(db.session.execute(asked).all()))


def _enrolled(standing):
    asked = select(func.count()).select_from(Enrolment).where(
        Enrolment.course_id == standing.course_id, Enrolment.joined_to.is_(None), Enrolment.left_at.is_(None)
    )
    return db.session.execute(asked).scalar_one()


def _answered(standing, text, changes):
    """{(lesson, question): Reckoning}"""
    items = {(lesson.id, item.key): item for lesson in text.lessons for sheet in lesson.sheets for item in sheet.items}
    found = {(change.lesson, change.question): Reckoning() for change in changes}
    by_question = {}
    for change in changes:
        by_question.setdefault(change.question, []).append(change)
    for kept in kept_answers(standing, list(by_question)) if by_question else ():
        for change in by_question[kept.question]:
            if not change.fingerprints or _belongs(standing, change, kept):
                item = items.get((change.lesson, change.question))
                found[change.lesson, change.question].take(kept, item)
    return found


def _belongs(standing, change, kept):
    """Whether an answer is to the wording that stands, or to one that the author called the same."""
    family = standing.lineage.family
    return family(kept.question, kept.fingerprint) == family(kept.question, change.fingerprints[0])
