"""The doors to the text of a draft: the editor, saving, and what the text looks like."""

from flask import jsonify, redirect, render_template, request, url_for

from course.authoring import drafts
from course.authoring.draft_views import my_draft
from course.authoring.explaining import lines_between
from course.authoring.opening import who_else
from course.authoring.previewing import draw_lesson
from course.authoring.views import blueprint
from course.authoring.writing_texts import FIELDS, as_shown, keep_text, kind_of, known_text, parts_of_text, put_together
from course.content.course_text import Prose
from course.content.preparing import prepare
from course.content.readability import grade
from course.database import writing
from course.people.access import door, facilitator


@blueprint.get("/authoring/<course>/draft/texts/<path:path>")
@door(facilitator)
def show_text(course, path):
    draft = my_draft(course)
    return _editor(course, draft, path, draft.text(known_text(draft, path)), draft.files[path])


@blueprint.post("/authoring/<course>/draft/texts/<path:path>")
@door(facilitator)
def save_text(course, path):
    """Keep what was written. A script is answered in JSON, a form by the editor with what it kept."""
    written, sent = _keep(course, path)
    if request.accept_mimetypes.best == "application/json":
        return _as_json(written, path, sent), 409 if written.conflict is not None else 200
    if written.conflict is not None:
        name = written.draft.files[path]
        return _editor(course, written.draft, path, written.text, name, conflict=written.conflict), 409
    where = "show_text" if request.form.get("then") != "draft" else "show_draft"
    return redirect(url_for(f"authoring.{where}", course=course, **({"path": path} if where == "show_text" else {}),
                            **({"saved": "yes"} if where == "show_text" else {})), 303)


@blueprint.post("/authoring/<course>/draft/looks/<path:path>")
@door(facilitator)
def look_at_text(course, path):
    """What the text of the form looks like, with its problems; nothing is kept."""
    draft = my_draft(course)
    text = put_together(draft.text(known_text(draft, path)), request.form)
    return render_template("authoring/look.html", first_line=parts_of_text(text)[2], path=path, **_seen(draft, path, text))


def _keep(course, path):
    with writing():
        draft = my_draft(course, lock=True)
        made_from = request.form.get("made_from", "")
        base = draft.blob(made_from)
        text = put_together((base or b"").decode(errors="replace") if base else draft.text(known_text(draft, path)), request.form)
        return keep_text(draft, path, text, made_from), text


def _as_json(written, path, sent):
    """What became of it; where another window's changes were joined with it, the whole text, for the page shows hers alone."""
    if written.conflict is not None:
        return jsonify(words="Not saved: this text was changed in another window. Press “Save text” to see both.")
    if written.text != sent:
        head, body, _ = parts_of_text(written.text)
        return jsonify(made_from=written.draft.files[path], body=body if kind_of(path) != "text" else written.text,
                       head=as_shown(head), words="Saved in your draft, together with what another window changed")
    return jsonify(made_from=written.draft.files[path], words="Saved in your draft")


def _editor(course, draft, path, text, made_from, conflict=None):
    head, body, first_line = parts_of_text(text)
    kind = kind_of(path)
    return render_template(
        "authoring/text.html",
        key=course, draft=draft, path=path, kind=kind, fields=FIELDS.get(kind, ()), head=as_shown(head),
        body=body if kind != "text" else text, first_line=first_line if kind != "text" else 1,
        made_from=made_from, also=who_else(draft, drafts.made_from(draft)).get(path, ()), conflict=conflict,
        between=lines_between(conflict, text) if conflict is not None else (), **_seen(draft, path, text))


def _seen(draft, path, text):
    """How a file would be: {parts of its page, problems, words, grade at school}."""
    prepared = prepare(draft.bytes() | {path: text.encode()})
    lesson = next((one for one in prepared.text.lessons if one.path == path), None) if prepared.text else None
    prose = [piece.markdown for piece in lesson.pieces if isinstance(piece, Prose)] if lesson else []
    return {"problems": [problem for problem in prepared.problems if problem.path == path], "lesson": lesson,
            "parts": draw_lesson(prepared, lesson), "elsewhere": sum(one.path != path for one in prepared.errors),
            "words": sum(len(text.split()) for text in prose), "grade": grade("\n\n".join(prose).split("\n\n"))}
