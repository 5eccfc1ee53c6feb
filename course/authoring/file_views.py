"""The doors to the pictures and downloads of a draft."""

from collections import namedtuple

from flask import Response, redirect, render_template, request, url_for

from course.authoring import drafts
from course.authoring.draft_views import my_draft
from course.authoring.forms import line_of, sent_bytes
from course.authoring.picturing import PICTURES, fitted, line_for
from course.authoring.views import blueprint
from course.content.naming import blob_name
from course.content.reading import LONGEST_FILE
from course.database import writing
from course.errors import CourseError, NotFound
from course.learning.address_views import SHOWN_IN_PAGES
from course.people.access import door, facilitator

File = namedtuple("File", "path line size image used")


@blueprint.get("/authoring/<course>/draft/files")
@door(facilitator)
def show_files(course, refused=None):
    draft = my_draft(course)
    return render_template("authoring/files.html", key=course, draft=draft, files=_listed(draft), refused=refused)


@blueprint.post("/authoring/<course>/draft/files")
@door(facilitator)
def add_file(course):
    """The whole file is read and made clean before the draft is locked."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise CourseError("No file was chosen. Choose one, then press the button.")
        path, data = fitted(sent.filename, sent_bytes("file", LONGEST_FILE))
        with writing():
            draft = my_draft(course, lock=True)
            if draft.files.get(path, blob_name(data)) != blob_name(data):
                raise CourseError(f"There is another file called {path}. Give this one another name, or remove that one first.")
            drafts.change(draft, draft.files | {path: data}, f"{path} added")
    except CourseError as refusal:
        return show_files(course, str(refusal)), 422
    return redirect(url_for("authoring.show_files", course=course, added=path, alt=line_of(request.form, "alt")[:300]), 303)


@blueprint.post("/authoring/<course>/draft/files/removals")
@door(facilitator)
def remove_file(course):
    path = line_of(request.form, "path")
    with writing():
        draft = my_draft(course, lock=True)
        if path not in draft.files or not path.startswith("files/"):
            raise NotFound("There is no such file in this draft.")
        drafts.change(draft, {name: data for name, data in draft.files.items() if name != path}, f"{path} removed")
    return redirect(url_for("authoring.show_files", course=course), 303)


@blueprint.get("/authoring/<course>/draft/files/<path:path>")
@door(facilitator)
def show_draft_file(course, path):
    """A file of the draft, for its author's eyes; as harmless as a published one."""
    draft = my_draft(course)
    if f"files/{path}" not in draft.files:
        raise NotFound("There is no such file in this draft.")
    kind = SHOWN_IN_PAGES.get(path.rpartition(".")[2].lower())
    answer = Response(draft.bytes(f"files/{path}")[f"files/{path}"], mimetype=kind or "application/octet-stream")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if kind is None:
        answer.headers.set("Content-Disposition", "attachment", filename=path.rpartition("/")[2])
    return answer


def _listed(draft):
    paths = sorted(path for path in draft.files if path.startswith("files/"))
    sizes = {path: len(data) for path, data in draft.bytes(*paths).items()} if paths else {}
    texts = draft.bytes(*(path for path in draft.files if path.endswith(".md")))
    return [File(path, _line(path), _size(sizes[path]), path.rpartition(".")[2].lower() in PICTURES,
                 [name for name, data in texts.items() if path.encode() in data]) for path in paths]


def _line(path):
    """What to copy into a lesson; with the words for who cannot see a picture, right after they were given."""
    words = path.rpartition("/")[2].rpartition(".")[0].replace("-", " ")
    alt = line_of(request.args, "alt") if request.args.get("added") == path else ""
    return line_for(path, alt) if path.rpartition(".")[2].lower() in PICTURES else f"[{words}]({path})"


def _size(length):
    return f"{length / 1_000_000:.1f} MB" if length > 900_000 else f"{max(1, round(length / 1000))} KB"
