"""The doors to the audit log: all of it for administrators, the rows of a course for its facilitators."""

from flask import current_app, render_template, request

from course import auditing
from course.audit_checking import check_log, head, kept_anchors
from course.people.access import LARGEST, administrator, door, facilitator
from course.people.audit_telling import told
from course.people.claiming import told_by_rooms
from course.people.views import blueprint

AT_ONCE = 50


def _page(template, course=None, **more):
    """Fifty rows from where the reader is, and where the earlier ones are."""
    before, act = request.args.get("before", None, int), request.args.get("act")
    before = before if before and 0 < before <= LARGEST else None
    rows = auditing.log_of(course=course, act=act if act in auditing.ACTS else None, before=before, at_most=AT_ONCE + 1)
    return render_template(template, rows=told(rows[:AT_ONCE]), acts=sorted(auditing.ACTS), act=act, course=course,
                           titles=dict(told_by_rooms("course_titles")), at_newest=before is None,
                           next=rows[AT_ONCE - 1].position if len(rows) > AT_ONCE else None, **more)


@blueprint.get("/audit")
@door(administrator)
def show_audit():
    """`check` asks for the whole log to be verified, which reads all of it."""
    check = check_log(kept_anchors(current_app.config["SETTINGS"])) if request.args.get("check") else None
    wanted = (request.args.get("course") or "").replace("\0", "") or None
    return _page("people/audit.html", wanted, check=check, head=head(), courses=auditing.courses_named())


@blueprint.get("/authoring/<course>/audit")
@door(facilitator)
def show_course_audit(course):
    return _page("people/course_audit.html", course)
