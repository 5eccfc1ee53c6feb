"""Feedback on a lesson: how useful it was, what was unclear, and what facilitators say became of that. Facts, written once: the
newest of a person on a revision counts, and the newest reply says how it stands."""

from collections import namedtuple

from sqlalchemy import func, insert, select

from course.clock import now_after
from course.content.questions.responding import free_text
from course.conversation.models import Feedback, Reply
from course.database import ask, db
from course.errors import CourseError, NotFound
from course.ids import new_id

LONGEST = 1_000
RATINGS = {1: "not useful", 2: "a little", 3: "somewhat", 4: "useful", 5: "very useful"}
OPEN, READ, ANSWERED, DONE = "open", "read", "answered", "done"
STATES = (OPEN, READ, ANSWERED, DONE)
Given = namedtuple("Given", "id lesson revision_id rating unclear at state reply replied_at")


class NothingGiven(CourseError):
    status = 422
    sentence = "There was nothing to keep: choose how useful it was, or write what was unclear."


class TooLong(CourseError):
    status = 422
    sentence = f"That is longer than can be kept here, {LONGEST:,} characters. Go back: it still stands there to be shortened."


class NoSuchRating(CourseError):
    sentence = "That is none of the five answers. Nothing was saved: go back and choose one of them."


def give_feedback(enrolment_id, standing, revision, key, *, rating, unclear):
    """The row, or None where this form has said so before; who goes back and says something else with it has changed her mind.
    `rating` and `unclear` are as the form sent them, perhaps empty."""
    unclear = free_text(unclear)
    if rating not in ("", *map(str, RATINGS)):
        raise NoSuchRating
    if not rating and unclear is None:
        raise NothingGiven
    if unclear and len(unclear) > LONGEST:
        raise TooLong
    value, here = int(rating) if rating else None, (Feedback.enrolment_id == enrolment_id) & (Feedback.revision_id == revision.id)
    last = ask(select(Feedback.at, Feedback.rating, Feedback.unclear).where(here).order_by(Feedback.at.desc()).limit(1)).first()
    sent_before = db.session.get(Feedback, key.id)
    if sent_before and last and (last.rating, last.unclear) == (value, unclear):
        return None
    row = {"id": new_id() if sent_before else key.id, "enrolment_id": enrolment_id, "course_id": standing.course_id,
           "publication_id": standing.publication_id, "revision_id": revision.id, "lesson": revision.lesson,
           "rating": value, "unclear": unclear, "at": now_after(last and last.at)}
    ask(insert(Feedback.__table__), row)
    return row


def reply_to(course_id, feedback_id, what, text, *, by):
    """Say how a remark stands, and perhaps in words what was done; she who wrote it reads them."""
    asked = select(Feedback.id).where(Feedback.id == feedback_id, Feedback.course_id == course_id, Feedback.unclear.is_not(None))
    if what not in STATES or db.session.execute(asked).scalar() is None:
        raise NotFound
    text = free_text(text)
    if text and len(text) > LONGEST:
        raise TooLong
    ask(insert(Reply.__table__),
        {"id": new_id(), "feedback_id": feedback_id, "what": what, "text": text, "person_id": by,
         "at": now_after(ask(select(func.max(Reply.at)).where(Reply.feedback_id == feedback_id)).scalar())})


def feedback_on(course_id, as_one, *where):
    """Every Given of a course that counts, newest first: of each person the newest on each revision of a lesson. `as_one` is
    {enrolment id: the one that it was joined to} of those that were; `where` are conditions on the table."""
    asked = select(Feedback).where(Feedback.course_id == course_id, *where).order_by(Feedback.at.desc(), Feedback.id.desc())
    newest = {}
    for row in db.session.execute(asked).scalars():
        newest.setdefault((as_one.get(row.enrolment_id, row.enrolment_id), row.revision_id), row)
    replies = _replies_to([row.id for row in newest.values() if row.unclear])
    return [_given(row, replies.get(row.id)) for row in newest.values()]


def _replies_to(feedback_ids):
    """{feedback id: its newest Reply}."""
    found = {}
    for start in range(0, len(feedback_ids), 500):
        asked = select(Reply).where(Reply.feedback_id.in_(feedback_ids[start:start + 500])).order_by(Reply.at, Reply.id)
        found |= {row.feedback_id: row for row in db.session.execute(asked).scalars()}
    return found


def _given(row, reply):
    return Given(row.id, row.lesson, row.revision_id, row.rating, row.unclear, row.at, reply.what if reply else OPEN,
                 reply and reply.text, reply and reply.at)


def hers(course_id, enrolments, revision_id):
    """The Given of one person, by any of her enrolments, on one revision; None if there is none."""
    as_one = dict.fromkeys(enrolments, 0)
    found = feedback_on(course_id, as_one, Feedback.enrolment_id.in_(enrolments), Feedback.revision_id == revision_id)
    return found[0] if found else None


def done_about(course_id, lessons):
    """What facilitators say they did about remarks on a lesson, newest first: (text, at). Whose remark it was is not told."""
    asked = (select(Reply).join(Feedback, Feedback.id == Reply.feedback_id)
             .where(Feedback.course_id == course_id, Feedback.lesson.in_(lessons)).order_by(Reply.at, Reply.id))
    standing = {row.feedback_id: row for row in db.session.execute(asked).scalars()}
    done = {row.text: row.at for row in standing.values() if row.what == DONE and row.text}  # one text may answer several
    return sorted(done.items(), key=lambda pair: pair[1], reverse=True)[:20]
