"""The doors to what comes from elsewhere: pasted, from a document, as Markdown, and put into a text."""

from flask import jsonify, redirect, render_template, request, url_for

from course.authoring.draft_views import my_draft
from course.authoring.forms import number_of, sent_bytes
from course.authoring.pasting import LONGEST_DOCUMENT, from_document, from_html
from course.authoring.picturing import FileDoesNotFit
from course.authoring.placing import places_in
from course.authoring.views import blueprint
from course.authoring.writing_texts import keep_text, known_text
from course.content.block_text.places import place_after, put_after
from course.database import writing
from course.people.access import door, facilitator

MET = "Not put in yet: the text was changed in another window, in the same place. Press the button again."


@blueprint.get("/authoring/<course>/draft/paste/<path:path>")
@door(facilitator)
def show_pasting(course, path, found=None, refused=None, text=None):
    draft = my_draft(course)
    places, at = places_in(draft.text(known_text(draft, path)), number_of(request.values, "after"))
    return render_template("authoring/paste.html", key=course, path=path, made_from=draft.files[path], placed=places, after=at,
                           found=found, refused=refused, text=text if text is not None else found and found.text)


@blueprint.post("/authoring/<course>/draft/conversions/<path:path>")
@door(facilitator)
def convert(course, path):
    """What was written elsewhere as Markdown, to look at; nothing is kept."""
    known_text(my_draft(course), path)
    sent = request.files.get("file")
    try:
        if sent is not None and sent.filename:
            found = from_document(sent.filename, sent_bytes("file", LONGEST_DOCUMENT))
        else:
            found = from_html(request.form.get("html", ""))
    except FileDoesNotFit as refusal:
        return show_pasting(course, path, refused=str(refusal)), 422
    if request.accept_mimetypes.best == "application/json":
        return jsonify(text=found.text, words=_said(found.lost))
    if not found.text.strip():
        return show_pasting(course, path, refused="No text was found in it. Choose another file."), 422
    return show_pasting(course, path, found=found)


@blueprint.post("/authoring/<course>/draft/insertions/<path:path>")
@door(facilitator)
def insert_text(course, path):
    """Put text into the text that the form was made from."""
    words = request.form.get("text", "").replace("\0", "").replace("\r\n", "\n").strip("\n")
    made_from = request.form.get("made_from", "")
    with writing():
        draft = my_draft(course, lock=True)
        base = draft.blob(made_from)
        text = base.decode(errors="replace") if base is not None else draft.text(known_text(draft, path))
        after = place_after(text, number_of(request.form, "after"))
        whole, line = put_after(text, after, words.split("\n")) if words else (text, 0)
        kept = keep_text(draft, path, whole, made_from)
    if kept.conflict is not None:
        return show_pasting(course, path, refused=MET, text=words), 409
    return redirect(url_for("authoring.show_text", course=course, path=path, saved="yes", line=line or None, _anchor="body"), 303)


def _said(lost):
    return f"Pasted as Markdown. Left out: {'; '.join(lost)}." if lost else "Pasted as Markdown."
