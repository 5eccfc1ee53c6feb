"""The doors of an invitation: read it, which uses nothing up, and accept it by its button."""

from flask import redirect, render_template, url_for

from course.authoring.members.courses import title_of
from course.authoring.views import blueprint
from course.content.syncing import is_published
from course.database import writing
from course.people.access import account_holder, anyone, door, visitor
from course.people.going_back import welcome
from course.people.inviting import accept_invitation, invitation_behind
from course.people.queries import names_of
from course.people.rights import RoleRefused


@blueprint.get("/invitations/<token>")
@door(anyone)
def show_invitation(token, refused=None):
    """A stranger or a guest is told to sign in or to make an account, and comes back."""
    found = invitation_behind(token)
    return render_template("authoring/invitation.html", invitation=found, token=token, title=title_of(found.course),
                           by=names_of([found.made_by])[found.made_by], has_account=visitor() and not visitor().is_guest,
                           welcomed=welcome(), here=url_for("authoring.show_invitation", token=token), refused=refused)


@blueprint.post("/invitations/<token>")
@door(account_holder)
def accept(token):
    by = visitor().id
    try:
        with writing():
            taken = accept_invitation(token, by=by)
            course, role = taken.course, taken.role
    except RoleRefused as refusal:
        return show_invitation(token, refused=str(refusal)), 422
    if role == "facilitator":
        return redirect(url_for("authoring.show_course", course=course), 303)
    if is_published(course):
        return redirect(url_for("evaluation.show_course", course=course), 303)
    return redirect(url_for("people.show_account"), 303)
