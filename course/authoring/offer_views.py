"""The doors by which a course is unpublished, archived and opened again."""

from flask import redirect, render_template, request, url_for

from course.authoring.editions.offering import MEANINGS, on_the_course
from course.authoring.forms import line_of
from course.authoring.views import blueprint
from course.content import queries
from course.content.offering import change_offer as change
from course.content.offering import offerings_of, state_of
from course.database import writing
from course.people.access import door, facilitator, visitor
from course.people.queries import names_of


@blueprint.get("/authoring/<course>/offer")
@door(facilitator)
def show_offer(course, refused=None):
    """Who finds the course, what each choice means, and what became of it so far."""
    standing, events = queries.standing(course), offerings_of(course)
    return render_template("authoring/offer.html", course=standing.outline, state=state_of(course), meanings=MEANINGS,
                           learners=on_the_course(standing.course_id), events=events, refused=refused,
                           why=line_of(request.form, "why"), names=names_of(event.by for event in events if event.by))


@blueprint.post("/authoring/<course>/offers")
@door(facilitator)
def change_offer(course):
    """What the button says, if the course is still as the page showed it."""
    state = request.form.get("state")
    if state not in MEANINGS:
        return show_offer(course, refused="Choose what should become of the course."), 422
    with writing():
        change(course, state, by=visitor().id, why=line_of(request.form, "why"), seen=request.form.get("seen"))
    return redirect(url_for("authoring.show_offer", course=course), 303)
