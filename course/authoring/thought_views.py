"""The facilitator's doors to what learners share: thoughts to say yes or no to, reflections to read."""

from flask import redirect, render_template, request, url_for

from course.auditing import note_act
from course.authoring.views import blueprint
from course.content.queries import standing
from course.conversation import speaking
from course.conversation.queries import asks_for_a_decision, thoughts_of
from course.database import writing
from course.learning.sharing import shared_reflections
from course.people.access import door, facilitator, visitor


@blueprint.get("/authoring/<course>/thoughts")
@door(facilitator)
def show_thoughts(course):
    now_standing = standing(course)
    thoughts = thoughts_of(now_standing.course_id)
    return render_template("authoring/thoughts.html", course=now_standing.outline, thoughts=thoughts,
                           lineage=now_standing.lineage, asking=sum(map(asks_for_a_decision, thoughts)))


@blueprint.post("/authoring/<course>/thoughts/<uuid:thought>/verdicts")
@door(facilitator)
def judge_thought(course, thought):
    what, by = request.form.get("what"), visitor().id
    with writing():
        speaking.judge(standing(course).course_id, thought, what, by=by)
        note_act("thought judged", by=by, course=course, subject=f"thought {thought}", what=what)
    return redirect(url_for("authoring.show_thoughts", course=course), 303)


@blueprint.get("/authoring/<course>/reflections")
@door(facilitator)
def show_reflections(course):
    now_standing = standing(course)
    return render_template("authoring/reflections.html", course=now_standing.outline, lineage=now_standing.lineage,
                           reflections=shared_reflections(now_standing))
