"""The doors of a picture: one that is chosen, dropped or pasted, the words for who cannot see it, and its line in a text."""

from flask import jsonify, redirect, render_template, request, url_for

from course.authoring import drafts
from course.authoring.draft_views import my_draft
from course.authoring.forms import line_of, number_of, sent_bytes
from course.authoring.picturing import PICTURES, FileDoesNotFit, fitted, line_for
from course.authoring.placing import places_in
from course.authoring.views import blueprint
from course.authoring.writing_texts import keep_text, known_text
from course.content.block_text.places import place_after, put_after
from course.content.naming import blob_name
from course.content.reading import LONGEST_FILE
from course.database import writing
from course.people.access import door, facilitator

NO_WORDS = "Say in a sentence what the picture tells, for who cannot see it. We never make one up."
MET = "The picture is kept, but not put in yet: the text was changed in another window. Choose it below, and press again."


@blueprint.get("/authoring/<course>/draft/picture/<path:path>")
@door(facilitator)
def show_picture(course, path, refused=None):
    draft = my_draft(course)
    places, at = places_in(draft.text(known_text(draft, path)), number_of(request.values, "after"))
    return render_template("authoring/picture.html", key=course, path=path, placed=places, after=at, refused=refused,
                           made_from=draft.files[path], pictures=[name for name in sorted(draft.files) if _is_picture(name)])


@blueprint.post("/authoring/<course>/draft/pictures/<path:path>")
@door(facilitator)
def insert_picture(course, path):
    """Keep a picture in the draft, and put its line into the text. A script is given the line, and puts it where one stands."""
    alt, sent = line_of(request.form, "alt")[:300], request.files.get("file")
    as_json = request.accept_mimetypes.best == "application/json"
    try:
        picture = _chosen(sent)
        if not alt:
            raise FileDoesNotFit(NO_WORDS)
        with writing():
            draft = my_draft(course, lock=True)
            name = _kept(draft, picture)
            kept, line = (None, 0) if as_json else _put(my_draft(course, lock=True), path, line_for(name, alt))
    except FileDoesNotFit as refusal:
        return (jsonify(words=str(refusal)), 422) if as_json else (show_picture(course, path, str(refusal)), 422)
    if as_json:
        return jsonify(line=line_for(name, alt))
    if kept.conflict is not None:
        return show_picture(course, path, MET), 409
    return redirect(url_for("authoring.show_text", course=course, path=path, saved="yes", line=line, _anchor="body"), 303)


def _chosen(sent):
    """The name of a picture of the draft, or (path, bytes) of one that was sent. Raises FileDoesNotFit."""
    if sent is not None and sent.filename:
        name, data = fitted(sent.filename, sent_bytes("file", LONGEST_FILE))
        if not _is_picture(name):
            raise FileDoesNotFit(f"This is no picture. Pictures are {', '.join(sorted(PICTURES))}.")
        return name, data
    if not line_of(request.form, "of"):
        raise FileDoesNotFit("No picture was chosen. Choose one, then press the button.")
    return line_of(request.form, "of")


def _kept(draft, picture):
    """The path under which the draft has it: a picture of the same name and other bytes gives it a number."""
    if isinstance(picture, str):
        if picture not in draft.files or not _is_picture(picture):
            raise FileDoesNotFit("This picture is not in the draft any more. Choose another.")
        return picture
    name, data = picture
    stem, _, ending = name.rpartition(".")
    number = 1
    while draft.files.get(name, blob_name(data)) != blob_name(data):
        number += 1
        name = f"{stem}-{number}.{ending}"
    drafts.change(draft, draft.files | {name: data}, f"{name} added")
    return name


def _put(draft, path, line):
    made_from = request.form.get("made_from", "")
    base = draft.blob(made_from)
    text = base.decode(errors="replace") if base is not None else draft.text(known_text(draft, path))
    whole, number = put_after(text, place_after(text, number_of(request.form, "after")), [line])
    return keep_text(draft, path, whole, made_from), number


def _is_picture(name):
    return name.startswith("files/") and name.rpartition(".")[2].lower() in PICTURES
