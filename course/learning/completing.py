"""When lessons, modules and the course count as complete, once and for good."""

from dataclasses import replace

from course.clock import now
from course.content.queries import parts_of, revision_by_id
from course.errors import CourseError
from course.ids import new_id
from course.learning.activities import lessons_with_activities, satisfied_in, whose
from course.learning.learners import known_learner
from course.learning.marks_given import passed_anew
from course.learning.models import Completion
from course.learning.progress import full, is_complete, newly_complete
from course.learning.quiz_rules import rule_of
from course.learning.receipts import receipts_of
from course.learning.telling import tell_completed
from course.learning.working import done_by, work_of
from course.written import Addition, add_written

_COMPLETION = Addition(Completion)


class NotByReading(CourseError):
    sentence = "This lesson is complete when its questions are answered. Nothing was changed."


def complete_by_reading(learner, standing, revision, line):
    """The button at the lesson's end. Raises NotByReading where the lesson asks for more."""
    if line.complete != "read":
        raise NotByReading
    _complete(learner, standing, revision)


def complete_if_due(learner, standing, revision, work, attempt):
    """After an attempt, a row added to the Work before it: complete the lesson if its own rule is met by what was sent, on
    the text that she met."""
    _complete_if(learner, standing, revision, work, attempt)


def complete_by_activity(registration_id):
    """After something of another tool's package was satisfied: complete each lesson that waited for it."""
    person_id, now_standing = whose(registration_id)
    learner = known_learner(person_id, now_standing)
    for line, sheets in lessons_with_activities(now_standing):
        if satisfied_in(learner, now_standing, sheets):
            work = work_of(learner, now_standing, line.key)
            _complete_if(learner, now_standing, revision_by_id(line.revision_id), work, None)


def complete_by_less(learner, standing, line):
    """Where easing.asks_less() found that what she did is enough by what stands: a lesson, modules, the course."""
    _complete_if(learner, standing, revision_by_id(line.revision_id), work_of(learner, standing, line.key), None)
    done = done_by(learner, standing)
    _keep(learner, standing, done, full(standing.outline, _lessons(done)))


def _complete_if(learner, standing, revision, work, attempt):
    line, today = standing.outline.lesson(standing.lineage.today("lesson", revision.lesson)), standing.lineage.today
    if line is None or line.complete == "read" or work.complete:
        return
    sheets = [part.sheet for part in parts_of(revision.id, standing.edition) if part.sheet]
    if standing.lineage.names:
        sheets = [replace(sheet, key=today("block", sheet.key)) for sheet in sheets]
        attempt = attempt and attempt | {"sheet": today("block", attempt["sheet"])}
    sent = {row.key for row in work.attempts} | receipts_of(learner, standing, sheets).keys()
    sent |= satisfied_in(learner, standing, sheets) | ({attempt["sheet"]} if attempt else set())
    passed = _passed(learner, standing, sheets, work, attempt)
    if is_complete(line.complete, sheets, sent, passed | _unmarked(learner, standing, line, sheets) & sent):
        _complete(learner, standing, revision)


def _passed(learner, standing, sheets, work, attempt):
    """Keys of the quizzes that she passed. Where one of several is passed now, another may have been by a later mark."""
    passed = {row.key for row in work.attempts if row.passed}
    if attempt and not attempt["passed"]:
        return passed
    now_passed = {attempt["sheet"]} if attempt else set()
    others = {sheet.key for sheet in sheets if sheet.pass_mark is not None} - now_passed
    anew = passed_anew(learner, standing) if others else set()
    return passed | now_passed | {standing.lineage.today("block", key) for key in anew}


def _unmarked(learner, standing, line, sheets):
    """Quizzes of which she need not pass, for they had no pass mark when she began: to send them is enough."""
    marked = [sheet for sheet in sheets if sheet.pass_mark is not None] if line.complete == "pass" else []
    return {sheet.key for sheet in marked if rule_of(learner, standing, sheet).pass_mark is None}


def _complete(learner, standing, revision):
    """Add what is new: the lesson, then its module and the course as the edition she is on has them."""
    key, outline = standing.lineage.today("lesson", revision.lesson), standing.outline
    done = done_by(learner, standing)
    module, lessons = outline.module_of(key), _lessons(done) | {key}
    _keep(learner, standing, done, [("lesson", key), *newly_complete(outline, module, lessons)], revision)


def _lessons(done):
    return {key for what, key in done if what == "lesson"}


def _keep(learner, standing, done, reached, revision=None):
    """Add those of `reached`, (what, key), that are not `done`; `revision` is that of a lesson among them."""
    rows = [
        {
            "id": new_id(),
            "enrolment_id": learner.enrolment_id,
            "what": what,
            "key": one,
            "at": now(),
            "revision_id": revision.id if what == "lesson" else None,
            "publication_id": standing.publication_id,
        }
        for what, one in reached
        if (what, one) not in done
    ]
    if rows:
        add_written(_COMPLETION, rows)
        named = [
            {**row, "name": _title(standing.outline, row), "revision": revision.name if row["what"] == "lesson" else None}
            for row in rows
        ]
        tell_completed(learner, standing, named)


def _title(outline, row):
    if row["what"] == "lesson":
        return outline.lesson(row["key"]).title
    modules = outline.modules if row["what"] == "module" else ()
    return next((module.title for module in modules if module.key == row["key"]), outline.title)
