"""How many remarks and thoughts are new, read and done: a facilitator's list of what waits."""

from collections import Counter

from sqlalchemy import func, select

from course.conversation.feedback import DONE, OPEN, READ
from course.conversation.models import Feedback, Reply
from course.conversation.queries import thoughts_of
from course.database import ask

NEW = "new"
STATUSES = (NEW, READ, DONE)
AS_STATUS = {OPEN: NEW, READ: READ}  # of a remark; whatever else was said of it, it is done with


def remarks_by_status(course_id):
    """{status: how many} of the remarks on what was unclear; of each person the newest word on each text of a lesson counts."""
    newest = func.row_number().over(
        partition_by=(Feedback.enrolment_id, Feedback.revision_id), order_by=(Feedback.at.desc(), Feedback.id.desc()))
    given = select(Feedback.id, Feedback.unclear, newest.label("place")).where(Feedback.course_id == course_id).subquery()
    last = func.row_number().over(partition_by=Reply.feedback_id, order_by=(Reply.at.desc(), Reply.id.desc()))
    replies = select(Reply.feedback_id, Reply.what, last.label("place")).subquery()
    asked = (
        select(replies.c.what, func.count())
        .select_from(given)
        .outerjoin(replies, (replies.c.feedback_id == given.c.id) & (replies.c.place == 1))
        .where(given.c.place == 1, given.c.unclear.is_not(None))
        .group_by(replies.c.what)
    )
    found = Counter()
    for what, number in ask(asked):
        found[AS_STATUS.get(what or OPEN, DONE)] += number
    return {status: found[status] for status in STATUSES}


def thoughts_by_status(course_id):
    """The same of readers' thoughts, without those that their writers took back."""
    found = Counter(said.status for said in thoughts_of(course_id) if said.state != "taken back")
    return {status: found[status] for status in STATUSES}
