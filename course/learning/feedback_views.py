"""Doors of feedback on a lesson: give it, give it again, and see what came of it."""

from flask import redirect, render_template, request, url_for

from course.content.queries import revision
from course.conversation.feedback import NothingGiven
from course.errors import NotFound
from course.learning import opening
from course.learning.closing import is_closed, notice_of
from course.learning.feedback import SHEET, feedback_page, say_feedback
from course.learning.queries import met
from course.learning.sheet_keys import make_key
from course.learning.views import blueprint, form_sent, learner_here
from course.people import limits
from course.people.access import anyone, door, visitor

FEEDBACK = "/courses/<course>/<lesson>/r/<int:number>/feedback"


@blueprint.get(FEEDBACK)
@door(anyone)
def show_feedback(course, lesson, number):
    return _page(course, lesson, number)


def _page(course, lesson, number, refused=None, status=200):
    now_standing, state = met(course, lesson)
    line = now_standing.outline.lesson(lesson)
    text = revision(now_standing.course_id, lesson, number)
    if line is None or (now_standing.outline.access != "open" and not state.enrolled):
        raise NotFound
    shown = feedback_page(now_standing, line, text, state)
    return render_template("learning/feedback.html", course=now_standing.outline, lesson=line, revision=text, refused=refused,
                           notice=notice_of(state), closed=is_closed(state), saved="saved" in request.args,
                           key=make_key(text.id, SHEET, now_standing.publication_id), **shown), status


@blueprint.post(FEEDBACK)
@door(anyone)
def give_feedback(course, lesson, number):
    line, made_from, key = form_sent(course, lesson, number, SHEET)
    if made_from.outline.lesson(lesson) is None:
        raise NotFound
    somebody = visitor()
    limits.count(limits.THOUGHT, f"person {somebody.id}" if somebody else limits.network())
    given = {"rating": request.form.get("rating", ""), "unclear": request.form.get("unclear", "")}
    try:
        with learner_here(made_from) as learner:
            opening.note_what_she_read(learner, made_from, lesson)
            say_feedback(learner, made_from, line, key, **given)
    except NothingGiven as nothing:
        return _page(course, lesson, number, str(nothing), 422)
    return redirect(url_for("learning.show_feedback", course=course, lesson=lesson, number=number, saved="yes"), 303)
