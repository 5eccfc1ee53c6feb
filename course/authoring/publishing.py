"""Publish a course from its folder, and fix the platform's own name with the first one."""

from flask import current_app

from course.authoring.queries import changes_of
from course.content import publishing
from course.content.preparing import prepare
from course.content.publishing import CourseDoesNotParse, CourseHasMovedOn
from course.content.queries import just_published
from course.content.reading import read_folder
from course.content.settling import NO_WORD
from course.learning.remarking import is_small, remark_question
from course.statements.platform import fix_platform

__all__ = ["CourseDoesNotParse", "CourseHasMovedOn", "prepare", "prepare_folder", "publish_files", "publish_folder",
           "publish_prepared", "whom_it_touches"]


def publish_folder(folder, *, by=None, note=""):
    """Publish what stands in a folder, at one go; returns the Publication. Raises CourseDoesNotParse."""
    prepared = prepare_folder(folder)
    return publish_prepared(prepared, touched=whom_it_touches(changes_of(prepared)), by=by, note=note)


def publish_files(files, *, by=None, note="", expecting=None, ruling=NO_WORD):
    """The same from {path: bytes}."""
    prepared = prepare(files)
    touched = whom_it_touches(changes_of(prepared))
    return publish_prepared(prepared, touched=touched, by=by, note=note, expecting=expecting, ruling=ruling)


def prepare_folder(folder):
    """What stands in a folder, Prepared: what takes long, to be done before a writing transaction that others would wait for.
    Raises CourseDoesNotParse."""
    files, problems = read_folder(folder)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise CourseDoesNotParse(errors)
    return prepare(files)


def whom_it_touches(changes):
    """The numbers of changes that were weighed, to be kept with the publication; counted before the transaction, too."""
    return {(change.lesson, change.question): change.touched for change in changes}


def publish_prepared(prepared, *, touched=None, by=None, note="", expecting=None, ruling=NO_WORD):
    """Publish what was prepared; returns the Publication. `ruling` is the author's word on its changes, and says which
    questions are marked anew along with it; those of many answers wait for marking.go_on_marking(). Raises CourseDoesNotParse,
    CourseHasMovedOn, ClassDoesNotFit."""
    publication = publishing.publish(prepared, by=by, note=note, expecting=expecting, ruling=ruling, touched=touched)
    fix_platform(current_app.config["SETTINGS"].platform)
    for question in sorted(ruling.remark):
        standing = just_published(publication.id)
        if is_small(standing, question):
            remark_question(standing, question, why=why_of(publication.number, note), by=by)
    return publication


def why_of(number, note):
    """The reason that is kept with marks which a publication gave anew."""
    return note or f"The key changed with publication {number}."
