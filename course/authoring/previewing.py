"""What a draft looks like to a learner: the classroom's own pages, drawn of what is not published. Nothing is recorded."""

from uuid import UUID

from flask import render_template, url_for
from markupsafe import Markup

from course.clock import now
from course.content.previewing import UNPUBLISHED, previewing
from course.content.queries import sheet_of
from course.content.questions import KINDS
from course.content.sheets import PAPERS
from course.errors import NotFound
from course.learning.answering import NotClear, read_responses
from course.learning.drawing import draw_page, draw_parts
from course.learning.pools import as_drawn
from course.learning.progress import reaches
from course.learning.queries import Done, LearnerState
from course.learning.sheet_keys import orders, read_key
from course.learning.showing import course_page, lesson_page

NOBODY = UUID(int=0)
MAIN = '<main id="main" tabindex="-1">'


def draw_lesson(prepared, lesson):
    """The parts of a lesson's page, as HTML, for somebody who has just begun; empty where it has errors of its own."""
    if lesson is None or any(problem.path in (lesson.path, "course.md") for problem in prepared.errors):
        return []
    with previewing(prepared) as standing:
        page = lesson_page(standing, standing.outline.lesson(lesson.id), a_learner(standing, 0))
        return [Markup(_at_home(part, standing.outline.key)) for part in draw_parts(page)]


def walk_course(prepared, done):
    """The course's page for somebody who is through with so many lessons."""
    with previewing(prepared) as standing:
        html = render_template("learning/course.html", **course_page(standing, a_learner(standing, done)))
        return _page(html, standing, done=done)


def walk_lesson(prepared, key, note=""):
    """A lesson for somebody who is through with those before it. Raises NotFound."""
    with previewing(prepared) as standing:
        line, state = _line_and_learner(standing, key)
        return _page(draw_page(lesson_page(standing, line, state)), standing, key=key, note=note)


def walk_sheet(prepared, key, sheet_key, form):
    """The same with the feedback on what the form holds; it is kept nowhere. Raises NotFound, FormNotOurs."""
    with previewing(prepared) as standing:
        line, state = _line_and_learner(standing, key)
        sheet = sheet_of(line.revision_id, standing.edition, sheet_key)
        if sheet.kind in PAPERS or not sheet.items:
            return walk_lesson(prepared, key, "Nothing is kept in a preview: what learners save here is theirs.")
        sent = read_key(form.get("key", [""])[0], line.revision_id, sheet_key)
        sheet = as_drawn(sheet, sent.drawn)
        try:
            given = read_responses(sheet, form)
        except NotClear as unclear:
            return walk_lesson(prepared, key, str(unclear))
        state.attempts[sheet_key] = _done(line, sheet, given, sent)
        return _page(draw_page(lesson_page(standing, line, state, saved=sheet_key)), standing, key=key)


def lesson_after(prepared, key):
    """The key of the lesson after this one, or None."""
    with previewing(prepared) as standing:
        _line_and_learner(standing, key)
        after = standing.outline.neighbours(key)[1]
        return after and after.key


def a_learner(standing, done):
    """The LearnerState of somebody who is through with so many of a course's lessons."""
    return LearnerState(enrolment_id=NOBODY, completed={("lesson", lesson.key) for lesson in standing.outline.lessons[:done]})


def _line_and_learner(standing, key):
    line = standing.outline.lesson(key)
    if line is None:
        raise NotFound("There is no such lesson in this draft.")
    return line, a_learner(standing, standing.outline.lessons.index(line))


def _done(line, sheet, given, sent):
    """An attempt that nobody made."""
    shown = orders(sheet, sent.id.hex)
    done = Done(NOBODY, line.revision_id, UNPUBLISHED, sheet.key, 1, now(), None, None, None, sheet.pass_mark)
    for item in sheet.items:
        response, sure = given[item.key]
        done.responses[item.key], done.confidence[item.key] = response, sure
        done.shown[item.key] = shown.get(item.key, [])
        done.fingerprints[item.key] = item.fingerprint
        done.marks[item.key] = KINDS[item.kind].mark(item, response) if item.scored else None
    marks = [mark for mark in done.marks.values() if mark]
    if marks:
        done.points, done.maximum = sum(mark.points for mark in marks), sum(mark.maximum for mark in marks)
        done.passed = None if sheet.pass_mark is None else reaches(done.points, done.maximum, sheet.pass_mark)
    return done


def _page(html, standing, **facts):
    """A page of the classroom with the note above it, and every address of the course turned to its preview."""
    note = render_template("authoring/walking.html", course=standing.outline, **facts)
    return _at_home(html, standing.outline.key).replace(MAIN, MAIN + note, 1)


def _at_home(html, course):
    """What leads into the course leads into its preview."""
    here = url_for("authoring.walk", course=course)
    return str(html).replace(f'"/courses/{course}/', f'"{here}/').replace(f'"/courses/{course}"', f'"{here}"')
