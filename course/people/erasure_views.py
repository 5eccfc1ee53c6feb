"""The doors to what is kept of oneself: a copy, to read or as a file; and being erased."""

import json

from flask import Response, render_template, session

from course.database import writing
from course.errors import CourseError
from course.people import forms, limits
from course.people.access import door, visitor, whoever_began
from course.people.account_views import knows_password
from course.people.beginning import sign_out as end_session
from course.people.claiming import rooms
from course.people.copying import as_json, copy_of
from course.people.forgetting import erase_person
from course.people.labelling import label, shown
from course.people.queries import password_of
from course.people.tasks import leave_no_bytes_soon
from course.people.views import blueprint, gone_from_here


@blueprint.get("/account/copy")
@door(whoever_began)
def show_copy():
    return render_template("people/copy.html", copy=copy_of(visitor().id), label=label, shown=shown)


@blueprint.get("/account/copy.json")
@door(whoever_began)
def show_copy_as_json():
    text = json.dumps(as_json(copy_of(visitor().id)), ensure_ascii=False, indent=1)
    answer = Response(text + "\n", mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename="my-data.json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(form, status=200, refused=None):
    kept = [table for room in rooms() for table in room.KEPT if table.leads]
    return render_template("people/erasure.html", form=form, kept=kept, refused=refused), status


def _form():
    """An account holder shows that it is she by her password; a guest, and who has none, types the word."""
    return forms.ErasureForm() if password_of(visitor().id) else forms.TypedErasureForm()


@blueprint.get("/account/erasure")
@door(whoever_began)
def show_erasure():
    return _page(_form())


@blueprint.post("/account/erasure")
@door(whoever_began)
def erase_me():
    form, person_id = _form(), visitor().id
    limits.count(limits.CHANGE_BY_PERSON, person_id)
    if not form.validate() or (hasattr(form, "password") and not knows_password(form.password)):
        return _page(form, 422)
    try:
        with writing():
            erase_person(person_id, by=person_id)
            end_session()
    except CourseError as refused:
        session.go_back()
        return _page(form, refused.status, str(refused))
    leave_no_bytes_soon()
    return gone_from_here("erased")
