"""The doors to who works on a course: its members, invitations, leaving and handing it over."""

from flask import current_app, redirect, render_template, request, url_for

from course.authoring.forms import line_of
from course.authoring.members.courses import all_courses, exists, title_of
from course.authoring.views import blueprint
from course.database import writing
from course.errors import CourseError, NotFound
from course.people import inviting, membership
from course.people.access import administrator, door, facilitator, keeper, number_in, visitor
from course.people.queries import names_of, person_by_email
from course.people.rights import RoleRefused, give_role, take_role


@blueprint.get("/authoring/<course>/members")
@door(keeper)
def show_members(course, refused=None, link=None, email=""):
    if not exists(course):
        raise NotFound
    members, invitations = membership.members_of(course), inviting.open_invitations(course)
    names = names_of([one.person_id for one in members] + [one.made_by for one in invitations])
    return render_template(
        "authoring/members.html", key=course, title=title_of(course), members=members, invitations=invitations, names=names,
        lasts=inviting.LASTS, may_take=membership.may_take, facilitates=visitor().may("facilitator", course), link=link,
        others=sorted({one.person_id for one in members} - {visitor().id}, key=names.get), refused=refused, email=email)


def _do(course, act):
    """An act on the course's members, and their page again; a refusal stands on it."""
    try:
        with writing():
            act()
    except CourseError as refusal:
        if refusal.status == 403:  # she may see the page no longer
            raise
        return show_members(course, refused=str(refusal)), refusal.status
    return redirect(url_for("authoring.show_members", course=course), 303)


@blueprint.post("/authoring/<course>/members/invitations")
@door(keeper)
def invite(course):
    """Its answer is a page and no redirect: the link stands in no address and no table."""
    role, days, by = line_of(request.form, "role"), number_in(request.form, "days"), visitor().id
    if not exists(course):
        raise NotFound
    try:
        with writing():
            token = inviting.invite(course, role, days=days, by=by)
    except inviting.InvitationRefused as refusal:
        return show_members(course, refused=str(refusal)), 422
    site = current_app.config["SETTINGS"].SITE_ADDRESS.rstrip("/")
    return show_members(course, link=site + url_for("authoring.show_invitation", token=token))


@blueprint.post("/authoring/<course>/members/revocations")
@door(keeper)
def revoke_invitation(course):
    number, by = number_in(request.form, "invitation"), visitor().id
    return _do(course, lambda: inviting.revoke_invitation(course, number, by=by))


@blueprint.post("/authoring/<course>/members/takings")
@door(keeper)
def take_member_role(course):
    """As the facilitator who gave it, or as an administrator."""
    person, role, by = number_in(request.form, "person"), line_of(request.form, "role"), visitor().id
    if visitor().administrator:
        return _do(course, lambda: take_role(person, role, course, by=by))
    return _do(course, lambda: membership.take_back(course, person, role, by=by))


@blueprint.post("/authoring/<course>/members/roles")
@door(administrator)
def give_member_role(course):
    email, role, by = line_of(request.form, "email"), line_of(request.form, "role"), visitor().id
    person = person_by_email(email)
    if person is None or not exists(course):
        return show_members(course, refused="There is no account with this address. Ask for a sign-up first.", email=email), 422
    person_id = person.id
    try:
        with writing():
            give_role(person_id, role, course, by=by)
    except RoleRefused as refusal:
        return show_members(course, refused=str(refusal), email=email), 422
    return redirect(url_for("authoring.show_members", course=course), 303)


@blueprint.post("/authoring/<course>/members/departures")
@door(facilitator)
def leave_course(course):
    by = visitor().id
    answer = _do(course, lambda: membership.leave(course, "facilitator", by=by))
    return answer if isinstance(answer, tuple) else redirect(url_for("authoring.show_workshop"), 303)


@blueprint.post("/authoring/<course>/members/hand-over")
@door(facilitator)
def hand_over(course):
    person, stays, by = number_in(request.form, "person"), request.form.get("then") != "go", visitor().id
    answer = _do(course, lambda: membership.hand_over(course, person, stays=stays, by=by))
    return answer if isinstance(answer, tuple) or stays else redirect(url_for("authoring.show_workshop"), 303)


@blueprint.get("/people/courses")
@door(administrator)
def show_courses():
    return render_template("authoring/courses.html", courses=all_courses())
