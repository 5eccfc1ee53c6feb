"""Writing a thought, and saying what is to become of one."""

from sqlalchemy import func, insert, select

from course.clock import now, now_after
from course.content.questions.responding import free_text
from course.conversation.models import Thought, Verdict
from course.conversation.queries import READ
from course.database import ask, db
from course.errors import CourseError, NotFound
from course.ids import new_id, second_id

LONGEST, LONGEST_NAME = 2_000, 80
BY_FACILITATORS = ("shown", "hidden", READ)


class NothingSaid(CourseError):
    status = 422
    sentence = "There was nothing to keep: write your thought first, then send it."


class TooMuchSaid(CourseError):
    status = 422
    sentence = f"That is longer than can be shown here, {LONGEST:,} characters. Go back: it still stands there to be shortened."


def write_thought(enrolment_id, standing, revision, sheet, key, *, text, name, at_once):
    """The Thought's row, or None where this form has said so before; who goes back and says something else with it shares that,
    too. Raises NothingSaid, TooMuchSaid."""
    text, name = free_text(text), " ".join(name.replace("\0", "").split())[:LONGEST_NAME]
    if text is None:
        raise NothingSaid
    if len(text) > LONGEST:
        raise TooMuchSaid
    thought_id = key.id
    if kept := db.session.get(Thought, thought_id):
        thought_id = second_id(thought_id, f"{enrolment_id} {name}\n{text}")
        if (kept.enrolment_id, kept.name, kept.text) == (enrolment_id, name, text) or db.session.get(Thought, thought_id):
            return None
    row = {"id": thought_id, "enrolment_id": enrolment_id, "course_id": standing.course_id,
           "publication_id": standing.publication_id, "revision_id": revision.id, "lesson": revision.lesson,
           "sheet": sheet.key, "name": name, "text": text, "at_once": at_once, "at": now()}
    ask(insert(Thought.__table__), row)
    return row


def judge(course_id, thought_id, what, *, by):
    """Show or hide a thought of a course, as a facilitator, or say that it was read."""
    if what not in BY_FACILITATORS:
        raise NotFound
    _say(_thought(course_id, thought_id), what, by)


def report(course_id, thought_id, *, by):
    """Tell the facilitators that something is wrong with it; one reader tells it once."""
    thought = _thought(course_id, thought_id)
    asked = select(Verdict.id).where(Verdict.thought_id == thought.id, Verdict.what == "reported", Verdict.person_id == by)
    if db.session.execute(asked).first() is None:
        _say(thought, "reported", by)


def take_back(course_id, thought_id, enrolments, *, by):
    """Her own, by any of her `enrolments`; it is shown to nobody from now on."""
    thought = _thought(course_id, thought_id)
    if thought.enrolment_id not in enrolments:
        raise NotFound
    _say(thought, "taken back", by)


def _thought(course_id, thought_id):
    found = db.session.execute(select(Thought).where(Thought.id == thought_id, Thought.course_id == course_id)).scalar()
    if found is None:
        raise NotFound
    return found


def _say(thought, what, by):
    before = ask(select(func.max(Verdict.at)).where(Verdict.thought_id == thought.id)).scalar()
    ask(insert(Verdict.__table__),
        {"id": new_id(), "thought_id": thought.id, "what": what, "person_id": by, "at": now_after(before)})
