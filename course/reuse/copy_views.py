"""The doors to copying a module out of another course here: what would come is shown first."""

from flask import redirect, render_template, request, url_for

from course.authoring import drafts
from course.authoring.forms import line_of
from course.database import writing
from course.errors import CourseError, NotFound
from course.people.access import door, facilitator, visitor
from course.reuse.copying import copy_module, look_at_copy, sources_for
from course.reuse.views import blueprint


@blueprint.get("/reuse/<course>/copies")
@door(facilitator)
def show_copying(course):
    """The modules that she may copy into her draft, and what would come of the one that she chose."""
    draft = drafts.draft_of(course, visitor().id)
    source, _, module = line_of(request.args, "module").partition("/")
    placed = misfits = refused = None
    if module:
        try:
            placed, misfits = look_at_copy(draft, _source(course, source), module)
        except CourseError as refusal:
            refused = str(refusal)
    return render_template("reuse/copy.html", key=course, draft=draft, sources=sources_for(course, visitor()), placed=placed,
                           misfits=misfits, refused=refused, chosen=f"{source}/{module}",
                           parent=placed and _source(course, source))


@blueprint.post("/reuse/<course>/copies")
@door(facilitator)
def copy_into_draft(course):
    """One step of the draft that the page was made from. Raises DraftHasMovedOn."""
    source, _, module = line_of(request.form, "module").partition("/")
    by = visitor().id
    with writing():
        draft = drafts.draft_of(course, by, lock=True)
        if request.form.get("step") != str(draft.step):
            raise drafts.DraftHasMovedOn
        folder = copy_module(draft, _source(course, source), module, by=by)
    return redirect(url_for("authoring.show_draft", course=course, _anchor=folder), 303)


def _source(course, key):
    """The course of this key, if she may copy from it. Raises NotFound."""
    found = next((one for one in sources_for(course, visitor()) if one.outline.key == key), None)
    if found is None:
        raise NotFound
    return found
