"""The facilitator's door to what learners meet: how far they come, where they stop, how they answer, and what they wrote."""

from flask import render_template

from course.authoring.learners.showing import learners_page
from course.authoring.learners.veiling import FEW
from course.authoring.views import blueprint
from course.content.queries import standing
from course.conversation.counting import remarks_by_status, thoughts_by_status
from course.people.access import door, facilitator


@blueprint.get("/authoring/<course>/learners")
@door(facilitator)
def show_learners(course):
    now_standing = standing(course)
    return render_template(
        "authoring/learners.html", course=now_standing.outline, page=learners_page(now_standing), few=FEW,
        thoughts=thoughts_by_status(now_standing.course_id), remarks=remarks_by_status(now_standing.course_id))
