"""The administrator's doors: which tools may send statements and read them; a new secret is shown once."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from course.database import writing
from course.errors import NotFound
from course.lrs.forms import CredentialForm
from course.people.access import administrator, door, visitor
from course.statements.credentials import SCOPES, all_credentials, make_credential, revoke
from course.statements.platform import fix_platform

blueprint = Blueprint("tools", __name__, template_folder="templates")


def _page(form, status=200, **more):
    return render_template("lrs/tools.html", form=form, credentials=all_credentials(), words=SCOPES,
                           endpoint=f"{current_app.config['SETTINGS'].SITE_ADDRESS.rstrip('/')}/xapi", **more), status


@blueprint.get("/tools")
@door(administrator)
def show_tools():
    return _page(CredentialForm())


@blueprint.post("/tools/credentials")
@door(administrator)
def make_tool():
    """Its answer is a page and no redirect: the secret stands in no address, no cookie and no table."""
    form = CredentialForm()
    if not form.validate():
        return _page(form, 422)
    by = visitor().id
    with writing():
        fix_platform(current_app.config["SETTINGS"].platform)
        name, secret = make_credential(form.title.data, form.scopes.data, counts=form.counts.data, by=by)
    return _page(CredentialForm(formdata=None), made={"name": name, "secret": secret, "title": form.title.data})


@blueprint.post("/tools/revocations")
@door(administrator)
def revoke_tool():
    by = visitor().id
    try:
        with writing():
            revoke(request.form.get("name", ""), by=by)
    except NotFound as gone:
        return _page(CredentialForm(formdata=None), 422, refused=str(gone))
    return redirect(url_for("tools.show_tools"), 303)
