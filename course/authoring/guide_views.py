"""The doors to the guide, from nothing to a published course, and to an example that can be taken apart."""

from flask import redirect, render_template, url_for

from course.authoring.beginning import begin_example as begin_it
from course.authoring.example import IN_EXAMPLE
from course.authoring.views import blueprint
from course.database import writing
from course.people.access import author, door, visitor, whoever_began


@blueprint.get("/authoring/guide")
@door(whoever_began)
def show_guide():
    return render_template("authoring/guide.html", lessons=len(IN_EXAMPLE))


@blueprint.post("/authoring/examples")
@door(author)
def begin_example():
    """Make a course of every block, in a draft of her own."""
    with writing():
        key = begin_it(by=visitor().id)
    return redirect(url_for("authoring.show_draft", course=key), 303)
