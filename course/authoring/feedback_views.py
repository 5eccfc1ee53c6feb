"""The facilitator's doors to feedback: read it by lesson and revision, and say what came of a remark."""

from flask import redirect, render_template, request, url_for

from course.auditing import note_act
from course.authoring.feedback import feedback_by_lesson
from course.authoring.views import blueprint
from course.content.queries import standing
from course.conversation.feedback import reply_to
from course.database import writing
from course.people.access import door, facilitator, visitor


@blueprint.get("/authoring/<course>/feedback")
@door(facilitator)
def show_feedback(course):
    now_standing = standing(course)
    lessons = feedback_by_lesson(now_standing)
    return render_template("authoring/feedback.html", course=now_standing.outline, lessons=lessons,
                           waiting=sum(one.open for one in lessons),
                           remarks=sum(len(each.remarks) for one in lessons for each in one.revisions))


@blueprint.post("/authoring/<course>/feedback/<uuid:remark>/replies")
@door(facilitator)
def reply_to_remark(course, remark):
    what, by = request.form.get("what"), visitor().id
    with writing():
        reply_to(standing(course).course_id, remark, what, request.form.get("text", ""), by=by)
        note_act("remark answered", by=by, course=course, subject=f"remark {remark}", what=what)
    return redirect(url_for("authoring.show_feedback", course=course, _anchor=f"remark-{remark}"), 303)
