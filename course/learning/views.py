"""The classroom's doors."""

from contextlib import contextmanager

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for

from course.content.offering import OFFERED
from course.content.queries import all_standing, published, revision, sheet_of, standing
from course.content.sheets import PAPERS
from course.database import writing
from course.errors import CourseError, NotFound
from course.learning import answering, learners, opening, showing
from course.learning.balloting import cast_ballot
from course.learning.closing import is_closed
from course.learning.completing import complete_by_less, complete_by_reading
from course.learning.drawing import draw_page, draw_welcome
from course.learning.easing import asks_less
from course.learning.pools import as_drawn
from course.learning.queries import met, met_if_offered
from course.learning.sheet_keys import FormNotOurs, publication_in, read_key
from course.people import limits
from course.people.access import anyone, door, visitor, whoever_began
from course.people.beginning import begin_as_guest
from course.people.going_back import welcome

blueprint = Blueprint("learning", __name__, template_folder="templates")


def _person():
    somebody = visitor()
    return somebody.id if somebody else None


@contextmanager
def learner_here(course_standing):
    """The Learner of this request, within a writing transaction; a stranger begins as a guest here and now."""
    person = _person()
    if person is None:
        limits.count(limits.BEGIN_BY_NETWORK, limits.network())
    with writing():
        yield learners.begin_course(person or begin_as_guest(), course_standing)


@blueprint.get("/")
@door(anyone)
def show_catalogue():
    """All courses that may be begun, and those that she is on."""
    states = [found for one in all_standing() if (found := met_if_offered(one.outline.key))]
    cards = [showing.card(one, state) for one, state in states
             if state.enrolled or (state.offer == OFFERED and one.outline.access != "invited")]
    return render_template("learning/catalogue.html", courses=cards)


@blueprint.get("/courses/<course>")
@door(anyone)
def show_course(course):
    now_standing, state = met(course)
    return render_template("learning/course.html", welcomed=_welcomed(), **showing.course_page(now_standing, state))


def _welcomed():
    """What stands above the page that she made an account from."""
    words = welcome()
    return draw_welcome(words) if words else ""


@blueprint.post("/courses/<course>/enrolments")
@door(anyone)
def begin(course):
    """Start or go on: with no account, as a guest."""
    now_standing = standing(course)
    with learner_here(now_standing):
        pass  # to begin is all
    return redirect(showing.address_to_go_on(*met(course)), 303)


@blueprint.get("/courses/<course>/enrolments/leaving")
@door(whoever_began)
def show_leaving(course):
    return render_template("learning/leaving.html", **showing.course_page(*met(course)))


@blueprint.post("/courses/<course>/enrolments/leaving")
@door(whoever_began)
def leave(course):
    now_standing = standing(course)
    person = _person()
    with writing():
        learners.leave_course(person, now_standing)
    return redirect(url_for("learning.show_course", course=course), 303)


@blueprint.get("/courses/<course>/<lesson>")
@door(anyone)
def show_lesson(course, lesson):
    """The page is read and drawn first; that it was opened is kept afterwards, and its failure does not spoil the page."""
    now_standing, state = met(course, lesson)
    line = now_standing.outline.lesson(lesson)
    if line is None and now_standing.lineage.today("lesson", lesson) != lesson:
        return redirect(url_for("learning.show_lesson", course=course, lesson=now_standing.lineage.today("lesson", lesson)), 301)
    if line is None:
        return _withdrawn(now_standing, lesson, state)
    if now_standing.outline.access != "open" and not state.enrolled:
        return redirect(url_for("learning.show_course", course=course))
    shown = showing.lesson_page(now_standing, line, state, retry=request.args.get("again"), saved=request.args.get("saved"))
    page = draw_page(shown, _welcomed())
    if _is_kept(state) and opening.needs_writing(state, line) and request.method == "GET" and not _prefetched():
        _note_opened(_person(), now_standing, line, asks_less(shown, line, state))
    return page


def _is_kept(state):
    return state.enrolled and not is_closed(state)


def _prefetched():
    return "prefetch" in (request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", ""))


def _note_opened(person, now_standing, line, less):
    try:
        with writing():
            learner = learners.begin_course(person, now_standing)
            opening.open_lesson(learner, now_standing, line)
            if less:
                complete_by_less(learner, now_standing, line)
    except CourseError as refusal:
        current_app.logger.warning("an opening was not kept: %s", type(refusal).__name__)


def _withdrawn(now_standing, lesson, state):
    """A lesson that left the course: who did something in it is told that it counts, others that it is gone."""
    if ("lesson", lesson) not in state.completed and not state.attempts:
        abort(404)
    return render_template(
        "learning/withdrawn.html",
        course=now_standing.outline,
        attempts=showing.past_attempts(now_standing.outline.key, lesson, state),
    ), 410


@blueprint.post("/courses/<course>/<lesson>/r/<int:number>/<sheet>/attempts")
@door(anyone)
def attempt_sheet(course, lesson, number, sheet):
    """Everything of the form is read before the database is asked for its turn."""
    line, made_from, key = form_sent(course, lesson, number, sheet)
    shown, values = as_drawn(sheet_of(line.id, made_from.edition, sheet), key.drawn), request.form.to_dict(flat=False)
    if shown.kind in PAPERS or not shown.items:  # these have doors of their own, or none
        raise NotFound
    try:
        given = answering.read_responses(shown, values)
    except answering.NotClear as unclear:
        return _ask_again(made_from, line, sheet, showing.SentBack(request.form["key"], key.drawn, values, unclear.asked))
    if shown.anonymous:
        return _take_ballot(lesson, line, made_from, shown, given)
    with learner_here(made_from) as learner:
        opening.note_what_she_read(learner, made_from, lesson)
        attempt_id = answering.answer_sheet(learner, made_from, line, shown, given, key)
    return redirect(
        url_for(
            "learning.show_attempt",
            course=course,
            lesson=lesson,
            number=number,
            sheet=sheet,
            attempt=attempt_id,
            _anchor=f"result-{sheet}",
        ),
        303,
    )


def _take_ballot(lesson, line, made_from, sheet, given):
    with learner_here(made_from) as learner:
        opening.note_what_she_read(learner, made_from, lesson)
        cast_ballot(learner, made_from, line, sheet, given)
    where = {"course": made_from.outline.key, "lesson": lesson, "saved": sheet.key, "_anchor": f"result-{sheet.key}"}
    return redirect(url_for("learning.show_lesson", **where), 303)


def _ask_again(made_from, line, sheet, sent_back):
    """The page that the form was on, with all that was filled in, and what could not be read for sure asked again."""
    now_standing, state = met(made_from.outline.key, line.lesson)
    if now_standing.outline.access != "open" and not state.enrolled:
        return redirect(url_for("learning.show_course", course=made_from.outline.key))
    return draw_page(showing.page_sent_back(now_standing, made_from, line, state, sheet, sent_back)), 422


def form_sent(course, lesson, number, sheet):
    """(RevisionLine, Standing, SheetKey) of the page that the form was made from. Raises FormNotOurs."""
    sent = request.form.get("key")
    made_from = published(publication_in(sent))
    if made_from is None or made_from.outline.key != course:
        raise FormNotOurs
    line = revision(made_from.course_id, lesson, number)
    return line, made_from, read_key(sent, line.id, sheet)


@blueprint.get("/courses/<course>/<lesson>/r/<int:number>/<sheet>/attempts/<uuid:attempt>")
@door(whoever_began)
def show_attempt(course, lesson, number, sheet, attempt):
    """The text that was answered, with this attempt's feedback, whatever the course says by now."""
    now_standing, state = met(course, lesson)
    line, done = revision(now_standing.course_id, lesson, number), state.sent.get(attempt)
    if done is None or (done.revision_id, done.sheet) != (line.id, sheet):
        raise NotFound
    if sheet_of(line.id, published(done.publication_id).edition, sheet).kind in PAPERS:
        return redirect(url_for("learning.show_version", course=course, sheet=sheet, version=attempt))
    return draw_page(showing.attempt_page(now_standing, line, state, done))


@blueprint.post("/courses/<course>/<lesson>/r/<int:number>/completions")
@door(anyone)
def complete_lesson(course, lesson, number):
    now_standing = standing(course)
    line = now_standing.outline.lesson(now_standing.lineage.today("lesson", lesson))
    if line is None:
        raise NotFound
    text = revision(now_standing.course_id, lesson, number)
    with learner_here(now_standing) as learner:
        opening.note_what_she_read(learner, now_standing, line.key)
        complete_by_reading(learner, now_standing, text, line)
    after = now_standing.outline.neighbours(line.key)[1]
    if after is None:
        return redirect(url_for("learning.show_course", course=course), 303)
    return redirect(url_for("learning.show_lesson", course=course, lesson=after.key), 303)


@blueprint.get("/courses/<course>/<lesson>/changes")
@door(anyone)
def show_changes(course, lesson):
    """What changed between the revision `since` and the one that stands; `since=levels/2` is one of an id that it had before."""
    now_standing, state = met(course)
    line = now_standing.outline.lesson(lesson)
    if line is None or (now_standing.outline.access != "open" and not state.enrolled):
        raise NotFound
    former, _, number = request.args.get("since", "").rpartition("/")
    if not number.isdecimal() or (former and former not in now_standing.lineage.former("lesson", lesson)):
        raise NotFound
    earlier = revision(now_standing.course_id, former or lesson, int(number[:9]))
    return render_template("learning/changes.html", **showing.changes_page(now_standing, line, earlier))
