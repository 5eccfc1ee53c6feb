"""Doors of thoughts: share one, report one, take one's own back."""

from flask import redirect, request, url_for

from course.content.queries import sheet_of, standing
from course.conversation import speaking
from course.database import writing
from course.errors import NotFound
from course.learning import opening
from course.learning.paper_views import SAVE, blueprint
from course.learning.queries import met
from course.learning.thoughts import share_thought
from course.learning.views import form_sent, learner_here
from course.people import limits
from course.people.access import anyone, door, visitor, whoever_began

THOUGHT = "/courses/<course>/thoughts/<uuid:thought>"


@blueprint.post(SAVE + "/thoughts")
@door(anyone)
def share(course, lesson, number, sheet):
    line, made_from, key = form_sent(course, lesson, number, sheet)
    shown, somebody = sheet_of(line.id, made_from.edition, sheet), visitor()
    if shown.kind != "thoughts":
        raise NotFound
    limits.count(limits.THOUGHT, f"person {somebody.id}" if somebody else limits.network())
    given = {"text": request.form.get("text", ""), "name": request.form.get("name", "")}
    with learner_here(made_from) as learner:
        opening.note_what_she_read(learner, made_from, lesson)
        share_thought(learner, made_from, line, shown, key, has_account=bool(somebody and not somebody.is_guest), **given)
    return _back(course, lesson, sheet, saved=sheet)


@blueprint.post(THOUGHT + "/reports")
@door(whoever_began)
def report_thought(course, thought):
    limits.count(limits.THOUGHT, f"person {visitor().id}")
    now_standing, _ = met(course)
    with writing():
        speaking.report(now_standing.course_id, thought, by=visitor().id)
    return _back(course, request.form.get("lesson"), request.form.get("sheet"), reported=1)


@blueprint.post(THOUGHT + "/withdrawals")
@door(whoever_began)
def take_back_thought(course, thought):
    now_standing, state = met(course)
    with writing():
        speaking.take_back(now_standing.course_id, thought, state.enrolments, by=visitor().id)
    return _back(course, request.form.get("lesson"), request.form.get("sheet"))


def _back(course, lesson, sheet, **more):
    if standing(course).outline.lesson(lesson) is None:
        return redirect(url_for("learning.show_course", course=course), 303)
    return redirect(url_for("learning.show_lesson", course=course, lesson=lesson, **more, _anchor=sheet), 303)
