"""The doors to the blocks of a text: which there are, the form of each, and what is written of it."""

from flask import redirect, render_template, request, url_for

from course.authoring.blocks import filling as forms
from course.authoring.blocks import words
from course.authoring.blocks.trying import piece_on, same_piece, try_block, without_block
from course.authoring.draft_views import my_draft
from course.authoring.drafts import DraftHasMovedOn
from course.authoring.forms import number_of
from course.authoring.placing import places_in
from course.authoring.samples import SAMPLES, sample_of
from course.authoring.views import blueprint
from course.authoring.writing_texts import keep_text, known_text
from course.cmi5.queries import packages_of
from course.content.block_text.kinds import KINDS, kind_of
from course.content.block_text.opening import open_block
from course.content.block_text.parts import Parts
from course.content.block_text.places import block_at, pieces_of
from course.database import writing
from course.errors import NotFound
from course.people.access import door, facilitator

MET = "Not saved yet: this text was changed in another window, in the same place. Press again to put this into it as it is now."
BY_SAMPLE = sorted(KINDS.values(), key=lambda kind: SAMPLES.index(sample_of(kind)))


@blueprint.get("/authoring/<course>/draft/blocks/<path:path>")
@door(facilitator)
def show_blocks(course, path):
    """The blocks of a text, and the kinds that can be put into it."""
    draft = my_draft(course)
    text = draft.text(known_text(draft, path))
    after = number_of(request.values, "after")
    pieces = [(piece, kind_of(piece.block)) for piece in pieces_of(text) if piece.block]
    return render_template("authoring/blocks.html", key=course, path=path, pieces=pieces, kinds=BY_SAMPLE, sample_of=sample_of,
                           ledes=words.LEDES, after=after, here=block_at(text, after) if after else None,
                           inside=request.args.get("inside"))


@blueprint.get("/authoring/<course>/draft/block/<path:path>")
@door(facilitator)
def show_block(course, path):
    """A form to fill in, or that of the block on a line."""
    draft = my_draft(course)
    text = draft.text(known_text(draft, path))
    if not request.args.get("line"):
        kind = _kind(request.args.get("kind", "choice"))
        return _form(course, draft, path, text, kind, forms.new_parts(kind), after=number_of(request.values, "after"))
    piece = piece_on(text, number_of(request.values, "line"))
    parts = open_block(text, piece)
    if parts is None:
        return _as_text(course, draft, path, text, piece)
    return _form(course, draft, path, text, kind_of(piece.block), forms.marked(parts), line=piece.line)


@blueprint.post("/authoring/<course>/draft/block-changes/<path:path>")
@door(facilitator)
def save_block(course, path):
    """Keep the block in the draft; a button that changes the form itself shows it again, and keeps nothing."""
    draft = my_draft(course)
    made_from = request.form.get("made_from", "")
    base = draft.blob(made_from)
    text = base.decode(errors="replace") if base is not None else draft.text(known_text(draft, path))
    line, after, do = number_of(request.values, "line"), number_of(request.values, "after"), request.form.get("do", "save")
    piece = piece_on(text, line) if line else None
    kind = kind_of(piece.block) if piece else _kind(request.form.get("kind"))
    if do == "drop" and piece:
        return _drop(course, path, without_block(text, piece), made_from, line)
    before = (open_block(text, piece) if piece else None) or Parts()
    parts = forms.read_form(request.form, kind, before)
    where = {"made_from": made_from, "line": line, "after": after}
    if do not in ("save", "look", "anyway"):
        forms.act(parts, kind, do)
        return _form(course, draft, path, text, kind, parts, **where)
    whole = forms.completed(parts, kind)
    tried = try_block(draft, path, text, whole, kind, piece=piece, after=after)
    if do == "look" or (tried.problems and do != "anyway"):
        return _form(course, draft, path, text, kind, _ticked(whole, parts), tried=tried, **where), 422 if tried.problems else 200
    with writing():
        kept = keep_text(my_draft(course, lock=True), path, tried.text, made_from)
    if kept.conflict is not None:
        return _met(course, path, kind, _ticked(whole, parts), piece, after)
    return redirect(_onward(course, path, kind, whole, tried), 303)


def _drop(course, path, text, made_from, line):
    """Away with a block. That is a step of the draft, and can be undone."""
    with writing():
        if keep_text(my_draft(course, lock=True), path, text, made_from).conflict is not None:
            raise DraftHasMovedOn
    return redirect(url_for("authoring.show_text", course=course, path=path, saved="yes", line=line, _anchor="body"), 303)


def _onward(course, path, kind, parts, tried):
    """Back to the text; from a quiz without a question, on to its first one."""
    if kind.body == "questions" and not parts.inside:
        return url_for("authoring.show_blocks", course=course, path=path, after=tried.line, inside="quiz")
    return url_for("authoring.show_text", course=course, path=path, saved="yes", line=tried.line, _anchor="body")


def _met(course, path, kind, parts, piece, after):
    """Somebody, or another window, changed the text in the same place meanwhile: the form goes on from what stands now."""
    draft = my_draft(course)
    text = draft.text(path)
    there = same_piece(text, piece.block) if piece else None
    return _form(course, draft, path, text, kind, parts, line=there.line if there else 0, after=after, note=MET), 409


def _ticked(whole, parts):
    return forms.marked(whole) if any("declines" in row for row in parts.rows) else whole


def _form(course, draft, path, text, kind, parts, *, tried=None, note="", made_from="", line=0, after=0):
    parts = forms.with_room(parts, kind)
    (places, at), scales = places_in(text, after, kind.block == "question"), forms.scales_of(parts)
    offered = {"set-file": [name for name in draft.files if name.startswith("files/")],
               "set-captions": [name for name in draft.files if name.endswith(".vtt")],
               "set-package": [one.key for one in packages_of(course)] if kind.name == "activity" else []}
    return render_template(
        "authoring/block.html", key=course, path=path, kind=kind, parts=parts, tried=tried, note=note, words=words,
        made_from=made_from or draft.files[path], line=line, after=at, placed=places, scales=scales,
        scale_choices=[(name, ends) for name, _, ends in scales], settings=forms.settings_of(kind, parts), offered=offered,
        sample=sample_of(kind), inner=[piece for piece in pieces_of(text) if piece.inner and _holds(text, line, piece)])


def _as_text(course, draft, path, text, piece):
    """This block says more than its form can show."""
    source = "\n".join(text.split("\n")[piece.line - 1:piece.end])
    return render_template("authoring/block_as_text.html", key=course, path=path, piece=piece, source=source)


def _holds(text, line, inner):
    """Whether the block on a line is the one around a question."""
    return any(piece.line == line and piece.line < inner.line < piece.end for piece in pieces_of(text) if piece.block)


def _kind(name):
    if name not in KINDS:
        raise NotFound("There is no block of this kind. Choose one from the list.")
    return KINDS[name]
