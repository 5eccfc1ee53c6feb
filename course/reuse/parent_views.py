"""The doors to what was changed of what a course was made of, and to saying it."""

from flask import redirect, render_template, request, url_for

from course.authoring.drafts import DraftHasMovedOn, draft_of
from course.authoring.forms import line_of
from course.database import writing
from course.people.access import door, facilitator, visitor
from course.reuse.copying import parents_in, say_changes
from course.reuse.differing import since_parents
from course.reuse.views import blueprint


@blueprint.get("/reuse/<course>/parents")
@door(facilitator)
def show_since_parents(course):
    """Her draft, or what stands, beside what it was made of."""
    draft = draft_of(course, visitor().id)
    texts = {path: data.decode(errors="replace") for path, data in draft.bytes().items() if path.endswith(".md")}
    return render_template("reuse/parents.html", key=course, draft=draft, found=since_parents(course, texts),
                           parents=parents_in(draft))


@blueprint.post("/reuse/<course>/parents")
@door(facilitator)
def say_what_changed(course):
    """One step of the draft that the page was made from. Raises DraftHasMovedOn, ParentHasMovedOn."""
    number = line_of(request.form, "number")
    with writing():
        draft = draft_of(course, visitor().id, lock=True)
        if request.form.get("step") != str(draft.step):
            raise DraftHasMovedOn
        say_changes(draft, line_of(request.form, "path"), int(number) if number.isdecimal() and len(number) < 4 else 0,
                    line_of(request.form, "title"), line_of(request.form, "changes"))
    return redirect(url_for("reuse.show_since_parents", course=course, _anchor="said"), 303)
