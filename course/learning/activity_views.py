"""Doors of activities of other tools: open one, and the address by which the ledger names one."""

from flask import redirect, render_template, request, url_for

from course.cmi5.words import name_of
from course.content.queries import sheet_of, standing
from course.content.sheets import ACTIVITY
from course.errors import NotFound
from course.learning import opening
from course.learning.activities import open_activity, site_address
from course.learning.completing import complete_by_activity
from course.learning.paper_views import blueprint
from course.learning.queries import met
from course.learning.views import learner_here
from course.people import limits
from course.people.access import anyone, door, visitor


@blueprint.post("/courses/<course>/<lesson>/r/<int:number>/<sheet>/launches")
@door(anyone)
def launch_activity(course, lesson, number, sheet):
    """The unit as the course offers it now, whichever text the button stood in. A unit on another site is led to by a link, after
    words that say so."""
    now_standing = standing(course)
    line = now_standing.outline.lesson(now_standing.lineage.today("lesson", lesson))
    if line is None:
        raise NotFound
    shown, somebody = sheet_of(line.revision_id, now_standing.edition, sheet), visitor()
    if shown.kind != ACTIVITY:
        raise NotFound
    limits.count(limits.LAUNCH, f"person {somebody.id}" if somebody else limits.network())
    with learner_here(now_standing) as learner:
        opening.note_what_she_read(learner, now_standing, line.key)
        launched = open_activity(learner, now_standing, line.key, shown, request.form.get("mode", "Normal"))
        if launched.satisfied:
            complete_by_activity(launched.registration_id)
    if launched.elsewhere:
        return render_template("learning/activity_elsewhere.html", course=now_standing.outline, lesson=line, sheet=shown,
                               launched=launched)
    # by its path: a form may not lead to another origin, as this site is if she reached it by another of its names
    return redirect(request.script_root + launched.address.removeprefix(site_address()), 303)


@blueprint.get("/courses/<course>/activities/<package>")
@blueprint.get("/courses/<course>/activities/<package>/<unit>", endpoint="show_unit")
@door(anyone)
def show_activity(course, package, unit=None):
    """The address by which the ledger names a package, a block or a unit of it: the lesson that offers it."""
    now_standing, _ = met(course)
    offers = [(line, sheet) for line in now_standing.outline.lessons for sheet in line.sheets if sheet.kind == ACTIVITY]
    found = [(line, sheet) for line, sheet in offers
             if sheet_of(line.revision_id, now_standing.edition, sheet.key).package == package]
    exact = [(line, sheet) for line, sheet in found
             if name_of(sheet_of(line.revision_id, now_standing.edition, sheet.key).unit) == unit]
    for line, sheet in exact or found:
        return redirect(url_for("learning.show_lesson", course=course, lesson=line.key, _anchor=sheet.key))
    raise NotFound("No lesson of the course as it stands offers this activity.")
