"""What somebody wrote in the classroom, when she has herself erased: texts are blanked, choices and marks stay."""

from sqlalchemy import bindparam, delete, select, update

from course.cmi5.erasing import erase_activities
from course.content.models import Question
from course.content.questions import KINDS
from course.content.sheets import Response, item_from_json
from course.conversation.erasing import erase_said
from course.database import ask
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, Draft, SharedAnswer
from course.people.erasing import ERASED

TEXTS = ("fill-in", "long-fill-in")  # how xAPI calls what is written, not chosen
_BLANK = update(Answer.__table__).where(Answer.id == bindparam("of")).values(response=bindparam("blank"))


def erase_work(person, counts):
    hers = select(Enrolment.id).where(Enrolment.person_id.in_(person.ids))
    erase_said(person, hers, counts)
    erase_activities(hers, counts)
    attempts = select(Attempt.id).where(Attempt.enrolment_id.in_(hers))
    counts["drafts"] += ask(delete(Draft.__table__).where(Draft.enrolment_id.in_(hers))).rowcount
    counts["shared reflections"] += ask(delete(SharedAnswer.__table__).where(SharedAnswer.attempt_id.in_(attempts))).rowcount
    blanks = list(_blanks(attempts))
    if blanks:
        ask(_BLANK, blanks)
    counts["answers"] += len(blanks)
    # a fingerprint of what was sent would tell whoever guesses a text that it was this one
    ask(update(Attempt.__table__).where(Attempt.enrolment_id.in_(hers)).values(digest=""))


def _blanks(attempts):
    """{of: answer, blank: its response without what was written} of each that holds a text."""
    asked = select(Answer.id, Answer.response, Question.id.label("question"), Question.kind, Question.definition)
    asked, written = asked.join(Question, Question.id == Answer.question_id), {}
    for row in ask(asked.where(Answer.attempt_id.in_(attempts))):
        response = Response(**row.response)
        if row.question not in written:
            written[row.question] = _is_written(row.kind, row.definition)
        if written[row.question] and response.missing is None:
            yield {"of": row.id, "blank": row.response | {"value": None, "written": None, "missing": ERASED}}
        elif response.written:
            yield {"of": row.id, "blank": row.response | {"written": None}}


def _is_written(kind, definition):
    told = KINDS[kind].tell(item_from_json(definition), Response(None, missing=ERASED))
    return told["definition"]["interactionType"] in TEXTS
