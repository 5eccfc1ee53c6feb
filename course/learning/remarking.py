"""Kept answers are marked anew by the key that stands: explicit, with its reason, and never at a learner's cost.

Old marks stay, the better of both counts, and who passes by it completes what that completes.
"""

from collections import Counter, namedtuple

from sqlalchemy import case, func, insert, select

from course.auditing import note_act
from course.clock import now
from course.content.models import Course, Question, Revision
from course.content.queries import revision_by_id
from course.content.sheets import item_from_json
from course.database import add, ask
from course.errors import NotFound
from course.ids import new_id
from course.learning.completing import complete_if_due
from course.learning.kept_answers import count_kept, kept_answers
from course.learning.learners import Learner, known_learner
from course.learning.models import Mark, Remarking, Result
from course.learning.reckoning import Reckoning
from course.learning.telling import tell_results, tell_scored
from course.learning.working import work_of
from course.people.models import Person
from course.people.pseudonyms import pseudonym_of, subjects_of

SLICE = 150  # answers that one transaction marks anew, in about a quarter of a second
Key = namedtuple("Key", "question_id revision fingerprint item")
_ADD_MARK, _ADD_RESULT = insert(Mark.__table__), insert(Result.__table__)


def key_of(standing, question):
    """The Key of a scored question as it stands. Raises NotFound."""
    revisions = [line.revision_id for line in standing.outline.lessons]
    asked = select(Question.id, Revision.name, Question.fingerprint, Question.definition).join(Revision)
    row = ask(asked.where(Question.revision_id.in_(revisions), Question.key == question)).first()
    item = row and item_from_json(row.definition)
    if item is None or not item.scored:
        raise NotFound(f"There is no question “{question}” with a key in the course as it stands.")
    return Key(row.id, row.name, row.fingerprint, item)


def reckon(standing, question, persons=None):
    """The Reckoning of what marking a question anew would do, of all answers that its key of today has not marked."""
    key, found = key_of(standing, question), Reckoning()
    for kept in kept_answers(standing, [question], persons):
        if _is_due(standing.lineage, kept, key):
            found.take(kept, key.item)
    return found


def _is_due(lineage, kept, key):
    question, own, other = kept.question, kept.fingerprint, key.fingerprint
    same = lineage.series(question, own) == lineage.series(question, other)
    return not same and lineage.family(question, own) == lineage.family(question, other)


def is_small(standing, question):
    """Whether all answers to a question can be marked anew in one transaction, and nobody waits long for it."""
    return count_kept(standing, question) <= SLICE


def slices(standing, question):
    """Lists of persons whose answers are due, to be marked anew one list after the other: all of a person's at once, and few
    enough that other writers hardly wait."""
    numbers, lists, size = Counter(kept.person_id for kept, _ in reckon(standing, question).marks), [], SLICE
    for person_id, number in sorted(numbers.items()):
        if size + number > SLICE:
            lists.append([])
            size = 0
        lists[-1].append(person_id)
        size += number
    return lists


def remark_question(standing, question, *, why, by=None, persons=None):
    """Mark the kept answers to a question anew by its key as it stands, and tell the ledger; returns the Reckoning. Of these
    `persons` alone, if they are given: what an act does at a time is whole for each of them.

    Twice is once: what this key has marked, it marks no more. Raises NotFound.
    """
    ask(select(Course.id).where(Course.id == standing.course_id).with_for_update())
    key, found = key_of(standing, question), reckon(standing, question, persons)
    if not found.marks:
        return found
    remarking_id = ask(
        insert(Remarking)
        .values(course_id=standing.course_id, publication_id=standing.publication_id, question_id=key.question_id, why=why,
                by=by, at=now())
        .returning(Remarking.id)
    ).scalar_one()
    _keep(standing, found, key, remarking_id, pseudonym_of(by) if by else None)
    _complete(standing, found)
    note_act("answers marked anew", by=by, course=standing.outline.key, subject=question, answers=len(found.marks))
    return found


def _keep(standing, found, key, remarking_id, instructor):
    """The rows, and the statements of all that comes out otherwise than before."""
    marks = [(new_id(), kept, mark) for kept, mark in found.marks]
    results = [(new_id(), total) for total in found.changed]
    add(_ADD_MARK, [_mark(remarking_id, *one) for one in marks])
    if results:
        add(_ADD_RESULT, [_result(remarking_id, *one) for one in results])
    names = subjects_of({kept.person_id for kept, _ in found.marks})

    def learner(kept):
        return Learner(kept.person_id, kept.enrolment_id, names[kept.person_id])

    told = [(one, learner(kept), kept, mark) for one, kept, mark in marks if mark != kept.mark]
    if told:
        tell_scored(standing, told, key=(key.revision, key.fingerprint, key.item.text), at=now(), instructor=instructor)
    told = [(one, learner(total.kept), total) for one, total in results if total.kept.pass_mark is not None]
    if told:
        tell_results(standing, told, at=now(), instructor=instructor)


def _mark(remarking_id, mark_id, kept, mark):
    old = kept.mark
    return {
        "id": mark_id, "remarking_id": remarking_id, "answer_id": kept.answer_id,
        "old_correct": old.correct, "old_points": old.points, "old_maximum": old.maximum,
        "correct": mark.correct, "points": mark.points, "maximum": mark.maximum,
    }


def _result(remarking_id, result_id, total):
    return {
        "id": result_id, "remarking_id": remarking_id, "attempt_id": total.kept.attempt_id,
        "points": total.points, "maximum": total.maximum, "passed": total.passed,
    }


def _complete(standing, found):
    """What new passes complete; learners are locked in one order, so that two acts never wait for each other."""
    passing = found.passing
    passes = {total.kept.person_id: total.kept for total in found.passes if total.kept.person_id in passing}
    for person_id, kept in sorted(passes.items()):
        learner = known_learner(person_id, standing)
        today = standing.lineage.today
        work = work_of(learner, standing, today("lesson", kept.lesson), today("block", kept.sheet))
        complete_if_due(learner, standing, revision_by_id(kept.revision_id), work, {"sheet": kept.sheet, "passed": True})


def marked_by(key):
    """How many answers a Key has marked anew so far."""
    asked = select(func.count(Mark.id)).join(Remarking, Remarking.id == Mark.remarking_id)
    return ask(asked.where(Remarking.question_id == key.question_id)).scalar_one()


def remarkings_of(course_id):
    """What was marked anew in a course, newest first: rows (at, question, why, by, name, answers, changed), the slices of one act
    in a row."""
    changed = func.sum(case((Mark.points / Mark.maximum > Mark.old_points / Mark.old_maximum, 1), else_=0))
    asked = (
        select(func.max(Remarking.at).label("at"), Question.key.label("question"), Remarking.why, Remarking.by, Person.name,
               func.count(Mark.id).label("answers"), changed.label("changed"))
        .join(Question, Question.id == Remarking.question_id)
        .join(Mark, Mark.remarking_id == Remarking.id)
        .outerjoin(Person, Person.id == Remarking.by)
        .where(Remarking.course_id == course_id)
        .group_by(Remarking.publication_id, Remarking.question_id, Question.key, Remarking.why, Remarking.by, Person.name)
        .order_by(func.max(Remarking.id).desc())
    )
    return ask(asked).all()
