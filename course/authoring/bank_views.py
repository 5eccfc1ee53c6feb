"""The doors by which questions of other tools come in: choosing a bank, looking at what would come, and bringing it in."""

import re

from flask import Response, redirect, render_template, request, url_for
from markupsafe import Markup

from course.authoring import bringing_questions as bringing
from course.authoring.draft_views import my_draft
from course.authoring.file_views import SHOWN_IN_PAGES
from course.authoring.forms import line_of, sent_bytes
from course.authoring.views import blueprint
from course.content.banks import KINDS
from course.content.banks.bank import LARGEST
from course.content.banks.bringing import NOWHERE
from course.database import writing
from course.errors import CourseError, NotFound
from course.people.access import door, facilitator

NAME = re.compile(r"[0-9a-f]{40}")
PICTURES = {ending: kind for ending, kind in SHOWN_IN_PAGES.items() if kind.startswith("image/")}


@blueprint.get("/authoring/<course>/draft/banks")
@door(facilitator)
def show_banks(course, refused=None):
    draft = my_draft(course)
    return render_template("authoring/banks.html", key=course, draft=draft, kinds=KINDS, places=bringing.places(draft),
                           refused=refused, wish=_wish(), pasted=request.form.get("pasted", ""))


@blueprint.post("/authoring/<course>/draft/banks/looks")
@door(facilitator)
def look_at_bank(course):
    """What would come, and what not and why; the bank is kept aside for an hour, the draft stays as it is."""
    draft, wish, kind = my_draft(course), _wish(), line_of(request.form, "kind")
    data = sent_bytes("file", LARGEST) or request.form.get("pasted", "")
    try:
        bank = bringing.read(draft, data, kind)
        brought, parts = bringing.look(draft, bank, wish)
        with writing():
            name, pictures = bringing.keep(data, brought.pictures)
    except CourseError as refusal:
        return show_banks(course, str(refusal)), 422
    shown = {path: url_for("authoring.show_bank_picture", course=course, name=one, ending=path.rpartition(".")[2])
             for path, one in pictures.items()}
    return render_template(
        "authoring/bank.html", key=course, draft=draft, bank=bank, brought=brought, name=name, wish=wish, pictures=shown,
        kind=KINDS[bank.kind], words=bringing.KIND_WORDS, parts=[_with_pictures(part, shown) for part in parts],
        into=dict(one for _, lessons in bringing.places(draft) for one in lessons).get(wish.where, ""))


@blueprint.post("/authoring/<course>/draft/banks")
@door(facilitator)
def bring_bank(course):
    """What is ticked goes to the end of the lesson: one step of the draft, which can be undone."""
    form, draft = request.form, my_draft(course)
    given = {name.removeprefix("alt-"): line_of(form, name)[:300] for name in form if name.startswith("alt-")}
    ticked = {int(one) for one in form.getlist("take") if one.isdecimal() and len(one) < 6}
    shown = {int(one) for one in form.getlist("shown") if one.isdecimal() and len(one) < 6}
    wish = bringing.Wish(line_of(form, "where"), form.get("as") != "one by one", line_of(form, "title"),
                         frozenset(shown - ticked), given)
    try:
        bank = bringing.read_again(draft, _name(form), line_of(form, "kind"))
        with writing():
            path = bringing.bring_in(my_draft(course, lock=True), bank, wish)[1]
    except CourseError as refusal:
        return show_banks(course, str(refusal)), refusal.status
    return redirect(url_for("authoring.show_text", course=course, path=path, saved="yes"), 303)


@blueprint.get("/authoring/<course>/draft/banks/pictures/<name>.<ending>")
@door(facilitator)
def show_bank_picture(course, name, ending):
    """A picture of a bank that is looked at, as harmless as a published one."""
    data = my_draft(course).blob(name) if NAME.fullmatch(name) and ending in PICTURES else None
    if data is None:
        raise NotFound("There is no such picture.")
    answer = Response(data, mimetype=PICTURES[ending])
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def _wish():
    form = request.form
    return bringing.Wish(line_of(form, "where"), form.get("as") != "one by one", line_of(form, "title")[:200])


def _name(form):
    name = line_of(form, "bank")
    if not NAME.fullmatch(name):
        raise bringing.BankIsGone
    return name


def _with_pictures(part, shown):
    """A part of the page whose pictures are found where they are kept aside."""
    here = url_for("authoring.walk", course=NOWHERE)
    for path, address in shown.items():
        part = Markup(str(part).replace(f'"{here}/files/@/{path.removeprefix("files/")}"', f'"{address}"'))
    return part
