"""The doors to a draft as learners will have it: every page of it, at any point of progress, and nothing is recorded."""

from flask import redirect, request, url_for

from course.authoring import previewing
from course.authoring.draft_views import my_draft
from course.authoring.views import blueprint
from course.content.preparing import prepare
from course.people.access import door, facilitator

NOT_KEPT = "Nothing is kept in a preview."


@blueprint.get("/authoring/<course>/draft/preview")
@blueprint.get("/authoring/<course>/draft/preview/<path:place>")
@door(facilitator)
def walk(course, place=""):
    """`place` is what follows the course's key in an address of the classroom."""
    prepared, (first, *rest) = prepare(my_draft(course).bytes()), place.split("/")
    if prepared.errors:
        return redirect(url_for("authoring.show_draft", course=course, _anchor="problems"))
    if first == "files" and len(rest) > 1:
        return redirect(url_for("authoring.show_draft_file", course=course, path="/".join(rest[1:])))
    if first in ("", "enrolments", "papers", "files", "modules"):
        return previewing.walk_course(prepared, request.args.get("done", 0, int))
    return previewing.walk_lesson(prepared, first)


@blueprint.post("/authoring/<course>/draft/preview/<path:place>")
@door(facilitator)
def walk_on(course, place):
    """An answer gets the feedback that a learner would get; what is done leads on to the next lesson; nothing is kept."""
    prepared, (lesson, *rest) = prepare(my_draft(course).bytes()), place.split("/")
    if prepared.errors:
        return redirect(url_for("authoring.show_draft", course=course, _anchor="problems"), 303)
    if rest[-1:] == ["attempts"] and len(rest) > 1:
        return previewing.walk_sheet(prepared, lesson, rest[-2], request.form.to_dict(flat=False))
    if rest[-1:] == ["completions"]:
        after = previewing.lesson_after(prepared, lesson)
        return redirect(url_for("authoring.walk", course=course, place=after or ""), 303)
    if lesson == "enrolments":
        return redirect(url_for("authoring.walk", course=course), 303)
    return previewing.walk_lesson(prepared, lesson, NOT_KEPT)
