"""The administrator's doors: who has which role, giving and taking them, and erasing somebody."""

from flask import redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from course.database import writing
from course.errors import CourseError, NotFound
from course.people import forms, rights
from course.people.access import administrator, door, number_in, visitor
from course.people.claiming import told_by_rooms
from course.people.forgetting import erase_person
from course.people.queries import account_of, person_by_email, plain_address, standing_roles
from course.people.tasks import leave_no_bytes_soon
from course.people.views import blueprint


def _people_page(form, status=200, refused=None, found=None, erasing=None):
    """People with a role, and whoever has the address that is looked for."""
    wanted = request.args.get("email", "").strip()
    found = found or (person_by_email(wanted) if wanted else None)
    return render_template(
        "people/people.html", form=form, wanted=wanted, found=found, refused=refused,
        erasing=erasing or forms.EraseSomebodyForm(formdata=None, prefix="erasing-"), erased="erased" in request.args,
        done=request.args.get("done"),
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
    return redirect(url_for("people.show_people", email=form.email.data, done="given"), 303)


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
    return redirect(url_for("people.show_people", done="taken"), 303)


@blueprint.post("/people/erasures")
@door(administrator)
def erase_somebody():
    """The address is typed once more, so that a wrong button erases nobody."""
    form, person = forms.EraseSomebodyForm(prefix="erasing-"), account_of(number_in(request.form, "person"))
    if person is None:
        raise NotFound("There is no such account. Nothing was changed.")
    if form.validate() and plain_address(form.email.data) != person.email:
        form.email.errors.append(f"This is not the address of the account, {person.email}.")
    if form.errors:
        return _people_page(_role_form(formdata=None), 422, found=person, erasing=form)
    person_id, by = person.id, visitor().id
    try:
        with writing():
            erase_person(person_id, by=by)
    except CourseError as refused:
        return _people_page(_role_form(formdata=None), refused.status, refused=str(refused))
    leave_no_bytes_soon()
    return redirect(url_for("people.show_people", erased=person_id), 303)
