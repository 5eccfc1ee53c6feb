"""A learner opens a lesson: told once for each revision and visit, and never when she only comes back to it."""

from datetime import timedelta

from sqlalchemy import bindparam, insert, select, update

from course.clock import now
from course.database import ask, db
from course.ids import new_id
from course.learning.models import Opening, Visit
from course.learning.telling import tell_opened

IDLE = timedelta(minutes=30)  # then a visit is over
SEEN_EVERY = timedelta(minutes=5)  # how exactly a visit's last moment is kept

_ADD_OPENING, _ADD_VISIT = insert(Opening.__table__), insert(Visit.__table__)
_opened = select(Opening.id).where(Opening.visit_id == bindparam("visit"), Opening.revision_id == bindparam("revision"))
_last_visit = (
    select(Visit.id, Visit.seen_at)
    .where(Visit.enrolment_id == bindparam("enrolment"))
    .order_by(Visit.seen_at.desc())
    .limit(1)
)


def needs_writing(state, line):
    """Whether opening this lesson now changes anything, judged by what was read for the page."""
    if state.visit_id is None or now() - state.visit_seen_at >= SEEN_EVERY:
        return True
    return line.revision_id not in state.opened_in_visit


def open_lesson(learner, standing, line):
    """Keep the visit and the opening, with its statement; an opening that stands already stays alone."""
    visit_id = _visit(learner.enrolment_id)
    if ask(_opened, {"visit": visit_id, "revision": line.revision_id}).scalar():
        return
    opening = {
        "id": new_id(),
        "visit_id": visit_id,
        "enrolment_id": learner.enrolment_id,
        "lesson": line.key,
        "revision_id": line.revision_id,
        "publication_id": standing.publication_id,
        "at": now(),
    }
    ask(_ADD_OPENING, opening)
    tell_opened(learner, standing, line, opening["id"], opening["at"])


def note_what_she_read(learner, standing, lesson):
    """Who began by an answer or at a lesson's end had read the page as a stranger: that she opened it is told now."""
    if learner.begun:
        open_lesson(learner, standing, standing.outline.lesson(lesson))


def _visit(enrolment_id):
    """The id of the visit that goes on, or of a new one."""
    moment = now()
    last = ask(_last_visit, {"enrolment": enrolment_id}).one_or_none()
    if last and moment - last.seen_at < IDLE:
        if moment - last.seen_at >= SEEN_EVERY:
            db.session.execute(update(Visit).where(Visit.id == last.id).values(seen_at=moment))
        return last.id
    visit_id = new_id()
    ask(_ADD_VISIT, {"id": visit_id, "enrolment_id": enrolment_id, "began_at": moment, "seen_at": moment})
    return visit_id
