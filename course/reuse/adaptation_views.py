"""The doors of the register: tell of an adaptation, take one's own back, and look at those that wait."""

from uuid import UUID

from flask import redirect, render_template, request, url_for

from course.content.queries import standing
from course.database import writing
from course.errors import CourseError
from course.ids import new_id
from course.learning.queries import met
from course.people import limits
from course.people.access import anyone, door, facilitator, visitor, whoever_began
from course.people.beginning import begin_as_guest
from course.reuse.registering import WAITING, adaptations_of, read_adaptation, rule_on, take_back, tell_adaptation
from course.reuse.views import blueprint, reuse_page


@blueprint.post("/reuse/<course>/adaptations")
@door(anyone)
def tell_of_adaptation(course):
    """Told with no account as a guest, who can take it back on this device; shown after a facilitator's yes."""
    met(course)  # refuses strangers where the course is not offered
    somebody = visitor()
    try:
        given = read_adaptation(request.form)
        limits.count(limits.ADAPTATION, f"person {somebody.id}" if somebody else limits.network())
        if somebody is None:
            limits.count(limits.BEGIN_BY_NETWORK, limits.network())
        with writing():
            tell_adaptation(course, given, key=_key(), by=somebody.id if somebody else begin_as_guest())
    except CourseError as refusal:
        typed = {name: request.form.get(name, "")[:2_000] for name in ("title", "address", "changes")}
        return reuse_page(course, refused=str(refusal), given=typed), refusal.status
    return redirect(url_for("reuse.show_reuse", course=course, told=1, _anchor="adaptations"), 303)


@blueprint.post("/reuse/<course>/adaptations/<uuid:adaptation>/withdrawals")
@door(whoever_began)
def take_back_adaptation(course, adaptation):
    with writing():
        take_back(course, adaptation, by=visitor().id)
    return redirect(url_for("reuse.show_reuse", course=course, _anchor="adaptations"), 303)


@blueprint.get("/reuse/<course>/adaptations")
@door(facilitator)
def show_adaptations(course):
    """Those that wait first."""
    found = sorted(adaptations_of(course), key=lambda one: one.state != WAITING)
    return render_template("reuse/adaptations.html", course=standing(course).outline, adaptations=found,
                           waiting=sum(one.state == WAITING for one in found))


@blueprint.post("/reuse/<course>/adaptations/<uuid:adaptation>/rulings")
@door(facilitator)
def rule_on_adaptation(course, adaptation):
    with writing():
        rule_on(course, adaptation, request.form.get("what"), by=visitor().id)
    return redirect(url_for("reuse.show_adaptations", course=course), 303)


def _key():
    """The form's own, so that two presses tell it once."""
    try:
        return UUID(request.form.get("key", ""))
    except ValueError:
        return new_id()
