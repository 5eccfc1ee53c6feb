"""The doors in: a course is made of another's zip, or of one that stands here, and lands as a draft."""

from contextlib import closing

from flask import redirect, render_template, request, url_for

from course.authoring.drafts import keep_files
from course.authoring.forms import line_of
from course.content.queries import files_of
from course.content.reading import LONGEST_COURSE, MEGABYTE
from course.database import writing
from course.errors import CourseError, NotFound
from course.learning.queries import met
from course.people.access import author, door, visitor
from course.reuse.exporting import address_of, origin_of
from course.reuse.forking import begin_fork
from course.reuse.permitting import may_take
from course.reuse.unpacking import ZipRefused, checked_address, open_course
from course.reuse.views import blueprint

AT_ONCE = 4 * MEGABYTE  # that one transaction takes, so that nobody waits for a large course
FIELDS = ("title", "address", "changes")


@blueprint.url_value_preprocessor
def take_large_bodies(endpoint, values):
    """Before anything reads the form: of who may begin a course, and of nobody else."""
    if endpoint == "reuse.fork_zip" and author.allows(visitor(), values):
        request.max_content_length = LONGEST_COURSE + MEGABYTE


@blueprint.get("/forks/new")
@door(author)
def show_forking(refused=None):
    return render_template("reuse/fork.html", refused=refused, given={name: line_of(request.form, name) for name in FIELDS})


@blueprint.post("/forks")
@door(author)
def fork_zip():
    """A course of its own, of the zip that was sent; looked at in its draft before anybody else sees it."""
    sent = request.files.get("zip")
    title, address, changes = (line_of(request.form, name) for name in FIELDS)
    try:
        if sent is None or not sent.filename:
            raise ZipRefused("No zip was chosen. Choose one, then press the button.")
        with closing(sent):
            given = open_course(sent.stream)
        origin = origin_of(given.text, given.edition, changes, checked_address(address) or given.address)
        key = _begin(given.files, given.text, origin, title)
    except CourseError as refusal:
        return show_forking(str(refusal)), refusal.status
    return redirect(url_for("authoring.show_draft", course=key), 303)


@blueprint.post("/reuse/<course>/forks")
@door(author)
def fork_course(course):
    """The same of a course that stands on this site."""
    standing, state = met(course)
    if not may_take(standing.outline, visitor(), state.enrolled):
        raise NotFound
    title, _, changes = (line_of(request.form, name) for name in FIELDS)
    files = files_of(standing.edition_id)
    origin = origin_of(standing.outline, standing.edition, changes, address_of(course))
    return redirect(url_for("authoring.show_draft", course=_begin(files, standing.outline, origin, title)), 303)


def _begin(files, text, origin, title):
    """Pictures first, a few at a time; then the draft, at one go."""
    by, kept = visitor().id, {path: data for path, data in files.items() if path.endswith(".md")}
    for batch in _batches({path: data for path, data in files.items() if path not in kept}):
        with writing():
            kept |= keep_files(batch)
    with writing():
        return begin_fork(kept, text, origin, title=title, by=by)


def _batches(files):
    batch, length = {}, 0
    for path, data in files.items():
        batch[path], length = data, length + len(data)
        if length >= AT_ONCE:
            yield batch
            batch, length = {}, 0
    if batch:
        yield batch
