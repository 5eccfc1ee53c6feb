"""The administrator's doors: who has which role, and giving and taking them."""

from flask import redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from course.database import writing
from course.people import forms, rights
from course.people.access import administrator, door, number_in, visitor
from course.people.claiming import told_by_rooms
from course.people.queries import person_by_email, standing_roles
from course.people.views import blueprint


def _people_page(form, status=200, refused=None):
    """People with a role, and whoever has the address that is looked for."""
    wanted = request.args.get("email", "").strip()
    return render_template(
        "people/people.html", form=form, wanted=wanted, found=person_by_email(wanted) if wanted else None, refused=refused,
        erasing=forms.EraseSomebodyForm(formdata=None, prefix="erasing-"), erased="erased" in request.args,
        roles=standing_roles(), titles=dict(told_by_rooms("course_titles"))), status


def _role_form(**given):
    form = forms.RoleForm(**given)
    form.role.choices = [
        SelectChoice(f"{name}:{key}", f"{name.capitalize()} of {title}")
        for key, title in told_by_rooms("course_titles") for name in rights.OF_A_COURSE
    ] + [SelectChoice(name, f"{name.capitalize()} of the site") for name in rights.OF_THE_SITE]
    return form


@blueprint.get("/people")
@door(administrator)
def show_people():
    return _people_page(_role_form(data={"email": request.args.get("email")}))


@blueprint.post("/people/roles")
@door(administrator)
def give_role():
    form = _role_form()
    if not form.validate():
        return _people_page(form, 422)
    person = person_by_email(form.email.data)
    if person is None:
        form.email.errors.append("There is no account with this address. Ask for a sign-up first.")
        return _people_page(form, 422)
    name, _, course = form.role.data.partition(":")
    person_id, by = person.id, visitor().id
    try:
        with writing():
            rights.give_role(person_id, name, course or None, by=by)
    except rights.RoleRefused as refused:
        form.email.errors.append(str(refused))
        return _people_page(form, 422)
    return redirect(url_for("people.show_people", email=form.email.data), 303)


@blueprint.post("/people/taken-roles")
@door(administrator)
def take_role():
    """The row's button sends whose role it is, so that a page grown old takes nothing that it did not show."""
    by, course = visitor().id, request.form.get("course") or None
    try:
        with writing():
            rights.take_role(number_in(request.form, "person"), request.form.get("role", ""), course, by=by)
    except rights.RoleRefused as refused:
        return _people_page(_role_form(formdata=None), 422, refused=str(refused))
    return redirect(url_for("people.show_people"), 303)
