"""Doors of worksheets and commitments: saving, and the page on which one stands whole, with its earlier versions."""

from uuid import UUID

from flask import jsonify, redirect, render_template, request, url_for

from course.content.queries import sheet_of, standing
from course.content.sheets import PAPERS
from course.errors import NotFound
from course.learning import opening, saving
from course.learning.paper_drawing import rows_of, shows_of
from course.learning.papers import Paper, contents_of, papers_of
from course.learning.queries import met
from course.learning.views import blueprint, form_sent, learner_here
from course.people.access import anyone, door, whoever_began

SAVE = "/courses/<course>/<lesson>/r/<int:number>/<sheet>"


def _sent(course, lesson, number, sheet):
    """(RevisionLine, Standing, SheetKey, Sheet, what was written, the version that the form was made from)"""
    line, made_from, key = form_sent(course, lesson, number, sheet)
    shown = sheet_of(line.id, made_from.edition, sheet)
    if shown.kind not in PAPERS:
        raise NotFound
    mine = saving.read_values(shown, request.form.to_dict(flat=False))
    return line, made_from, key, shown, mine, _uuid(request.form.get("based_on"))


def _uuid(text):
    try:
        return UUID(text or "")
    except ValueError:
        return None


@blueprint.post(SAVE + "/versions")
@door(anyone)
def save_paper(course, lesson, number, sheet):
    """The button: it counts for the lesson, and is told."""
    line, made_from, key, shown, mine, based_on = _sent(course, lesson, number, sheet)
    with learner_here(made_from) as learner:
        opening.note_what_she_read(learner, made_from, lesson)
        _, clash = saving.send_paper(learner, made_from, line, shown, mine, based_on, key)
    if clash:
        return redirect(url_for("learning.show_paper", course=course, sheet=sheet, clash=1), 303)
    if standing(course).outline.lesson(lesson) is None:
        return redirect(url_for("learning.show_paper", course=course, sheet=sheet), 303)
    return redirect(url_for("learning.show_lesson", course=course, lesson=lesson, saved=sheet, _anchor=f"result-{sheet}"), 303)


@blueprint.post(SAVE + "/drafts")
@door(whoever_began)
def keep_draft(course, lesson, number, sheet):
    """As she types; answers a script, in JSON: which version stands, and what to say about it."""
    line, made_from, _, shown, mine, based_on = _sent(course, lesson, number, sheet)
    with learner_here(made_from) as learner:
        version, clash, brought = saving.save_draft(learner, made_from, line, shown, mine, based_on)
    words = "Kept as you type. Save it when it is good enough for now."
    if clash or brought:
        words = "Kept, together with what another tab saved. Reload the page to see both."
    return jsonify(version=version, words=words)


@blueprint.get("/courses/<course>/papers/<sheet>")
@door(whoever_began)
def show_paper(course, sheet):
    """A worksheet as it stands, to read and to print, whatever became of its lesson."""
    return _page(course, sheet)


@blueprint.get("/courses/<course>/papers/<sheet>/versions/<uuid:version>")
@door(whoever_began)
def show_version(course, sheet, version):
    """An earlier version, on the text that it was filled in on."""
    return _page(course, sheet, version)


def _page(course, key, wanted=None):
    """The latest version, with what an earlier text had asked for, or the one that is wanted."""
    now_standing, state = met(course)
    paper = papers_of(state.enrolment_id, [key], now_standing.lineage)[key] if state.enrolment_id else Paper()
    version = next((one for one in paper.versions if wanted in (None, one.id)), None)
    text = version and version.text()
    if text is None or text.kind not in PAPERS:
        raise NotFound("There is nothing of yours here yet. What you save on a worksheet can be read and printed here.")
    keys = {show["of"].partition(".")[0] for show in text.shows}
    shown = papers_of(state.enrolment_id, keys, now_standing.lineage) if keys else {}
    return render_template(
        "learning/paper.html",
        course=now_standing.outline,
        home=now_standing.outline.lesson(version.lesson),
        sheet=text,
        version=version,
        versions=paper.versions,
        content=contents_of(version),
        left_over=paper.left_over(text) if version is paper.latest else (),
        shows=shows_of(now_standing, text, shown),
        cells=rows_of,
        clash=request.args.get("clash"),
    )
