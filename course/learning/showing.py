"""What the classroom's pages show: plain objects for templates, made of the outline and a learner's state."""

import difflib
from collections import namedtuple

from flask import url_for
from markupsafe import Markup

from course.content.queries import parts_of, published, revision_by_id
from course.learning.activities import activities_in
from course.learning.closing import is_closed, notice_of
from course.learning.follow_ups import waits
from course.learning.paper_drawing import commitments_of
from course.learning.papers import papers_in
from course.learning.path_drawing import draw_path
from course.learning.progress import progress_in
from course.learning.quiz_rules import allowed
from course.learning.receipts import receipts_in
from course.learning.thoughts import thoughts_in

Card = namedtuple("Card", "key title summary modules minutes licence maturity started continue_lesson done total offer")
Module = namedtuple("Module", "key number title description minutes state done total lessons parents")
Lesson = namedtuple("Lesson", "key title minutes core state changed opens_after waits")
LessonPage = namedtuple(
    "LessonPage",
    "standing lesson facts attempts retry focus completed_at read_at waits papers allowed sent_back enrolled thoughts"
    " receipts activities",
)
SentBack = namedtuple("SentBack", "key drawn values asked")  # a form's key, questions, values; {item key: AskAgain}
# `read`: the number of the revision, if it has changed since; `notice`, `closed`: as closing.py has them
Facts = namedtuple("Facts", "done completed read outdated gone notice closed")
Read = namedtuple("Read", "number at")
Past = namedtuple("Past", "address sheet sent_at")


def card(standing, state):
    outline, progress = standing.outline, progress_in(standing.outline.lessons, state.done())
    return Card(
        outline.key,
        outline.title,
        outline.summary,
        len(outline.modules),
        outline.minutes,
        outline.licence,
        outline.maturity,
        state.enrolled,
        progress.next.key if state.enrolled and progress.next else None,
        progress.done,
        progress.total,
        state.offer,
    )


def course_page(standing, state):
    outline, done = standing.outline, state.done()
    progress = progress_in(outline.lessons, done)
    finished_at = state.completions.get(("course", outline.key))
    path = [_module(module, state, done, progress, finished_at) for module in outline.modules]
    return {
        "course": outline,
        "welcome": Markup(outline.welcome),
        "path": path,
        "drawn": draw_path(standing, path, state.enrolled),
        "due": [lesson for module in path for lesson in module.lessons if _is_due(lesson, state)],
        "commitments": commitments_of(standing, state),
        "progress": progress,
        "enrolled": state.enrolled,
        "left": state.left_at is not None,
        "offer": state.offer,
        "notice": notice_of(state),
    }


def _module(module, state, done, progress, finished_at):
    own = progress_in(module.lessons, done)
    here = state.enrolled and progress.next and any(lesson.key == progress.next.key for lesson in module.lessons)
    lessons = tuple(_lesson(lesson, state, done, progress, finished_at) for lesson in module.lessons)
    return Module(
        module.key,
        module.number,
        module.title,
        Markup(module.description),
        module.minutes,
        "done" if own.finished else "now" if here else "ahead",
        own.done,
        own.total,
        lessons,
        module.parents,
    )


def _lesson(lesson, state, done, progress, finished_at):
    next_one = state.enrolled and progress.next and progress.next.key == lesson.key
    return Lesson(
        lesson.key,
        lesson.title,
        lesson.minutes,
        lesson.core,
        "done" if lesson.key in done else "next" if next_one else "open",
        changed_since(lesson, state) is not None,
        lesson.opens_after,
        waits(lesson, finished_at),
    )


def _is_due(lesson, state):
    """Whether the day of a follow-up has come for her, and she has not done it."""
    return state.enrolled and lesson.opens_after is not None and lesson.waits is None and lesson.state != "done"


def changed_since(lesson, state):
    """Read(number, at) of the revision that she last opened, if another one stands now; else None."""
    opened = state.last_opened.get(lesson.key)
    if opened is None or opened[0] == lesson.revision_id:
        return None
    earlier = revision_by_id(opened[0])
    return Read(earlier.number if earlier.lesson == lesson.key else f"{earlier.lesson}/{earlier.number}", opened[1])


def lesson_page(standing, line, state, retry=None, saved=None):
    """The lesson as it stands; `retry` is the sheet that she wants to try again, `saved` the paper that she has just saved."""
    return _page(standing, line, state, state.attempts, retry=retry, focus=saved, read=changed_since(line, state))


def attempt_page(standing, met, state, done):
    """The text that an attempt answered, with that attempt in focus. `met` is its RevisionLine."""
    line = standing.outline.lesson(standing.lineage.today("lesson", met.lesson))
    outdated = line is None or line.revision_id != met.id
    shown = published(done.publication_id) if outdated else standing
    attempts = {**state.attempts, done.sheet: done}
    return _page(
        shown, shown.outline.lesson(met.lesson), state, attempts, focus=done.sheet, outdated=outdated, gone=line is None
    )


def page_sent_back(standing, made_from, met, state, sheet, sent_back):
    """The page of a sheet's form that could not be read for sure. `met` is the RevisionLine of the text that it was made from."""
    line = standing.outline.lesson(standing.lineage.today("lesson", met.lesson))
    outdated = line is None or line.revision_id != met.id
    return _page(made_from, made_from.outline.lesson(met.lesson), state, state.attempts, retry=sheet,
                 outdated=outdated, gone=line is None, sent_back=sent_back)


def _page(standing, line, state, attempts, retry=None, focus=None, read=None, outdated=False, gone=False, sent_back=None):
    sheets = [part.sheet for part in parts_of(line.revision_id, standing.edition) if part.sheet]
    completed_at = state.completions.get(("lesson", line.key))
    return LessonPage(
        standing=standing,
        lesson=line.key,
        facts=Facts(_done_beside(standing, line, state), completed_at is not None, read.number if read else None, outdated, gone,
                    notice_of(state), is_closed(state)),
        attempts=attempts,
        retry=retry,
        focus=focus,
        completed_at=completed_at,
        read_at=read.at if read else None,
        waits=waits(line, state.completions.get(("course", standing.outline.key))),
        papers=papers_in(standing, line, state),
        allowed={sheet.key: allowed(standing, sheet, state) for sheet in sheets if sheet.kind == "quiz"},
        sent_back=sent_back,
        enrolled=state.enrolled,
        thoughts=thoughts_in(standing, line, state),
        receipts=receipts_in(standing, state.enrolments, sheets),
        activities=activities_in(standing, sheets, state.enrolments),
    )


def _done_beside(standing, line, state):
    """Keys of the lessons of the same module that are done."""
    module = standing.outline.module_of(line.key)
    return frozenset(lesson.key for lesson in module.lessons if ("lesson", lesson.key) in state.completed)


def address_to_go_on(standing, state):
    """The lesson to go on with, or the course's page when all is done."""
    progress = progress_in(standing.outline.lessons, state.done())
    if progress.next is None:
        return url_for("learning.show_course", course=standing.outline.key)
    return url_for("learning.show_lesson", course=standing.outline.key, lesson=progress.next.key)


def past_attempts(course, lesson, state):
    """Where to find what was answered in a lesson, as it was: a Past for each sheet."""
    return [past(course, lesson, done) for done in {done.id: done for done in state.attempts.values()}.values()]


def past(course, lesson, done):
    number = revision_by_id(done.revision_id).number
    where = {"course": course, "lesson": lesson, "number": number, "sheet": done.sheet, "attempt": done.id}
    return Past(url_for("learning.show_attempt", **where), done.sheet, done.sent_at)


def changes_page(standing, line, earlier):
    """The paragraphs that came, went or stayed between two revisions, without what would tell an answer."""
    before, after = (_paragraphs(standing, revision_id) for revision_id in (earlier.id, line.revision_id))
    return {
        "course": standing.outline,
        "lesson": line,
        "earlier": earlier,
        "changes": list(_differences(before, after)),
    }


def _paragraphs(standing, revision_id):
    """What a learner can read of a revision before she answers: prose and prompts, as plain text."""
    found = []
    for part in parts_of(revision_id, standing.edition):
        if part.sheet is None:
            found += [text for line in part.html.split("\n") if (text := Markup(line).striptags())]
        else:
            found += [text for item in part.sheet.items for text in _shown_of(item)]
    return found


def _shown_of(item):
    rows = (row["text"] for row in item.settings.get("lefts", ()))
    choices = (text for gap in item.settings.get("gaps", ()) for text in gap["choices"])
    return item.text, *rows, *(option.text for option in item.options), *choices


def _differences(before, after):
    for line in difflib.ndiff(before, after):
        if line[:2] in ("- ", "+ ", "  "):
            yield {"- ": "gone", "+ ": "new", "  ": "same"}[line[:2]], line[2:]
