"""The doors to a new course, and to the courses that somebody writes."""

from flask import redirect, render_template, request, url_for

from course.authoring.beginning import begin_course
from course.authoring.drafts import drafts_by
from course.authoring.forms import line_of
from course.authoring.views import blueprint
from course.content.offering import states
from course.content.queries import all_standing
from course.database import writing
from course.errors import CourseError
from course.people.access import author, door, visitor, whoever_began


@blueprint.get("/authoring/new")
@door(author)
def show_beginning(refused=None):
    return render_template("authoring/new.html", refused=refused, title=request.form.get("title", ""))


@blueprint.post("/authoring/new")
@door(author)
def begin():
    """Make a course, and go on to its draft."""
    try:
        with writing():
            key = begin_course(line_of(request.form, "title"), by=visitor().id)
    except CourseError as refusal:
        return show_beginning(str(refusal)), 422
    return redirect(url_for("authoring.show_draft", course=key), 303)


@blueprint.get("/authoring")
@door(whoever_began)
def show_workshop():
    """The courses that she writes, published or not."""
    somebody = visitor()
    titles = {one.outline.key: one.outline.title for one in all_standing()}
    drafts = drafts_by(somebody.id)
    courses = [(key, titles.get(key), drafts.get(key)) for key in somebody.courses_as("facilitator")]
    return render_template("authoring/workshop.html", courses=courses, states=states())
