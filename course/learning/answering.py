"""A learner answers a sheet: the attempt, its answers with their marks, and what that completes, in one transaction."""

import hashlib
import json

from course.clock import now, now_after
from course.content.queries import questions_of
from course.content.questions import KINDS, AskAgain, respond
from course.errors import Conflict, CourseError
from course.ids import new_id
from course.learning.completing import complete_if_due
from course.learning.follow_ups import refuse_before_its_day
from course.learning.models import Answer, Attempt
from course.learning.progress import reaches
from course.learning.quiz_rules import names_of, refuse_one_too_many, rule_of
from course.learning.sharing import share_answers
from course.learning.sheet_keys import orders
from course.learning.telling import tell_answered
from course.learning.working import work_of
from course.written import Addition, add_written

CONFIDENCE = ("sure", "think", "guess")
_ATTEMPT, _ANSWER = Addition(Attempt), Addition(Answer)


class AlreadySent(Conflict):
    sentence = (
        "This form was sent before, with other answers. The first ones are kept and nothing was overwritten: open the"
        " lesson again to answer anew."
    )


class NotClear(CourseError):
    """Something on a sheet could be read in several ways, or in none. `asked` is {item key: AskAgain}."""

    sentence = "One of the answers could not be read for sure. Nothing was marked: go back, and write it in another way."

    def __init__(self, asked):
        self.asked = asked
        super().__init__()


def read_responses(sheet, values):
    """{item key: (Response, confidence or None)} from a form's values ({field: [strings]}).

    Raises ResponseDoesNotFit, NotClear.
    """
    given, asked = {}, {}
    for item in sheet.items:
        sure = values.get(f"c-{item.key}", [None])[0]
        try:
            response = respond(item, values)
        except AskAgain as again:
            asked[item.key] = again
            continue
        given[item.key] = response, sure if item.confidence and sure in CONFIDENCE else None
    if asked:
        raise NotClear(asked)
    return given


def answer_sheet(learner, standing, revision, sheet, given, key):
    """The id of the attempt; the same key again is the same attempt. `standing` is what the form was made from.

    The caller holds the learner locked, so that attempts are counted one by one. Raises AlreadySent, NotOpenYet,
    NoTriesLeft.
    """
    digest, work = digest_of(given), work_of(learner, standing, revision.lesson, sheet.key)
    twin = work.of_form(key.id)
    if twin:
        if twin.digest != digest:
            raise AlreadySent
        return twin.id
    return keep_attempt(learner, standing, revision, sheet, given, key, work, digest)


def keep_attempt(learner, standing, revision, sheet, given, key, work, digest, after=None):
    """The id of a new attempt, with all that follows from it. `work` is hers before it, `digest` that of `given`, `after`
    when she last saved it as a draft. It is of a later moment than that and than her last attempt, for the latest counts.

    Raises NotOpenYet.
    """
    refuse_before_its_day(learner, standing, standing.outline.lesson(revision.lesson))
    rule = rule_of(learner, standing, sheet)
    names = names_of(sheet, standing.lineage)
    refuse_one_too_many(rule, work.sent(names))
    attempt = _attempt(learner, standing, revision, sheet, key, digest)
    attempt["number"] = work.next_number(learner, sheet.key)
    attempt["sent_at"] = now_after(max(filter(None, (after, work.last_sent(names))), default=None))
    answers = _answers(attempt, sheet, given, key)
    _sum_up(attempt, rule, answers)
    add_written(_ATTEMPT, [attempt])
    add_written(_ANSWER, [row for _, row, _ in answers])
    share_answers(standing, attempt, answers)
    tell_answered(learner, standing, attempt, revision, sheet, answers)
    complete_if_due(learner, standing, revision, work, attempt)
    return attempt["id"]


def digest_of(given):
    """What was sent, in 32 characters: to tell a repeated form from another one under the same key."""
    plain = {key: [response.to_json(), sure] for key, (response, sure) in given.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]


def _attempt(learner, standing, revision, sheet, key, digest):
    return {
        "id": new_id(),
        "enrolment_id": learner.enrolment_id,
        "revision_id": revision.id,
        "publication_id": standing.publication_id,
        "lesson": revision.lesson,
        "sheet": sheet.key,
        "key": key.id,
        "digest": digest,
        "shown_at": min(key.made_at, now()),
        "points": None,
        "maximum": None,
        "passed": None,
        "pass_mark": None,
    }


def _answers(attempt, sheet, given, key):
    """[(Item, row of the Answer table, Response)]"""
    ids, shown = questions_of(attempt["revision_id"]), orders(sheet, key.id.hex)
    answers = []
    for item in sheet.items:
        response, sure = given[item.key]
        mark = KINDS[item.kind].mark(item, response) if item.scored else None
        answers.append(
            (
                item,
                {
                    "id": new_id(),
                    "attempt_id": attempt["id"],
                    "question_id": ids[item.key],
                    "revision_id": attempt["revision_id"],
                    "response": response.to_json(),
                    "shown": shown.get(item.key, []),
                    "correct": mark and mark.correct,
                    "points": mark and mark.points,
                    "maximum": mark and mark.maximum,
                    "confidence": sure,
                },
                response,
            )
        )
    return answers


def _sum_up(attempt, rule, answers):
    marks = [row for item, row, _ in answers if item.scored]
    if not marks:
        return
    attempt["points"] = sum(row["points"] for row in marks)
    attempt["maximum"] = sum(row["maximum"] for row in marks)
    if rule.pass_mark is not None:
        attempt["pass_mark"] = rule.pass_mark
        attempt["passed"] = reaches(attempt["points"], attempt["maximum"], rule.pass_mark)
