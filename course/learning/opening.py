"""A learner opens a lesson: told once for each revision and visit, and never when she only comes back to it."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from course.clock import now
from course.database import db
from course.ids import new_id
from course.learning.models import Opening, Visit
from course.learning.telling import tell_opened

IDLE = timedelta(minutes=30)  # then a visit is over
SEEN_EVERY = timedelta(minutes=5)  # how exactly a visit's last moment is kept


def needs_writing(state, line):
    """Whether opening this lesson now changes anything, judged by what was read for the page."""
    if state.visit_id is None or now() - state.visit_seen_at >= SEEN_EVERY:
        return True
    return line.revision_id not in state.opened_in_visit


def open_lesson(learner, standing, line):
    """Keep the visit and the opening, with its statement; an opening that stands already stays alone."""
    visit_id = _visit(learner.enrolment_id)
    asked = select(Opening.id).where(Opening.visit_id == visit_id, Opening.revision_id == line.revision_id)
    if db.session.execute(asked).scalar():
        return
    opening_id, at = new_id(), now()
    db.session.execute(
        insert(Opening).values(
            id=opening_id,
            visit_id=visit_id,
            enrolment_id=learner.enrolment_id,
            lesson=line.key,
            revision_id=line.revision_id,
            publication_id=standing.publication_id,
            at=at,
        )
    )
    tell_opened(learner, standing, line, opening_id, at)


def note_what_she_read(learner, standing, lesson):
    """Who began by an answer or at a lesson's end had read the page as a stranger: that she opened it is told now."""
    if learner.begun:
        open_lesson(learner, standing, standing.outline.lesson(lesson))


def _visit(enrolment_id):
    """The id of the visit that goes on, or of a new one."""
    moment = now()
    last = db.session.execute(
        select(Visit.id, Visit.seen_at)
        .where(Visit.enrolment_id == enrolment_id)
        .order_by(Visit.seen_at.desc())
        .limit(1)
    ).one_or_none()
    if last and moment - last.seen_at < IDLE:
        if moment - last.seen_at >= SEEN_EVERY:
            db.session.execute(update(Visit).where(Visit.id == last.id).values(seen_at=moment))
        return last.id
    visit_id = new_id()
    db.session.execute(insert(Visit).values(id=visit_id, enrolment_id=enrolment_id, began_at=moment, seen_at=moment))
    return visit_id
