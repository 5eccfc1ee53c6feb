"""The door to what was changed of what a course was made of."""

from flask import render_template

from course.authoring.drafts import draft_of
from course.people.access import door, facilitator, visitor
from course.reuse.differing import since_parents
from course.reuse.views import blueprint


@blueprint.get("/reuse/<course>/parents")
@door(facilitator)
def show_since_parents(course):
    """Her draft, or what stands, beside what it was made of."""
    draft = draft_of(course, visitor().id)
    texts = {path: data.decode(errors="replace") for path, data in draft.bytes().items() if path.endswith(".md")}
    return render_template("reuse/parents.html", key=course, draft=draft, found=since_parents(course, texts))
