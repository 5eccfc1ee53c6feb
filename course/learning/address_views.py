"""Addresses by which the ledger and pages name parts of a course: modules, sheets, questions, and files of an edition."""

from flask import Response, redirect, request, url_for

from course.content.queries import file_of, sheet_of
from course.errors import NotFound
from course.learning.queries import met, refuse_outsiders
from course.learning.views import blueprint
from course.people.access import anyone, door

SHOWN_IN_PAGES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "vtt": "text/vtt",
}


@blueprint.get("/courses/<course>/modules/<module>")
@door(anyone)
def show_module(course, module):
    """The address by which the ledger names a module."""
    met(course)
    return redirect(url_for("learning.show_course", course=course, _anchor=f"module-{module}"))


@blueprint.get("/courses/<course>/questions/<key>")
@blueprint.get("/courses/<course>/sheets/<key>", endpoint="show_sheet")
@door(anyone)
def show_question(course, key):
    """The address by which the ledger names a question or sheet: its place in the course that stands."""
    now_standing, _ = met(course)
    key = now_standing.lineage.today("block", key)
    for line in now_standing.outline.lessons:
        for sheet in line.sheets:
            if key == sheet.key or sheet_of(line.revision_id, now_standing.edition, sheet.key).item(key):
                return redirect(url_for("learning.show_lesson", course=course, lesson=line.key, _anchor=sheet.key))
    raise NotFound("This question is not in the course as it stands.")


@blueprint.get("/courses/<course>/files/<edition>/<path:path>")
@door(anyone)
def show_file(course, edition, path):
    """An image, recording or download of an edition; only what lies in `files/`, so that no source and no key goes out."""
    refuse_outsiders(course)
    data = file_of(course, edition, f"files/{path}")
    kind = SHOWN_IN_PAGES.get(path.rpartition(".")[2].lower())
    answer = Response(data, mimetype=kind or "application/octet-stream")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if kind is None:
        answer.headers.set("Content-Disposition", "attachment", filename=path.rpartition("/")[2])
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer.make_conditional(request, accept_ranges=True, complete_length=len(data))  # players ask for pieces
