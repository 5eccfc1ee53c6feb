"""Publish a course from its folder, and fix the platform's own name with the first one."""

from flask import current_app

from course.content import publishing
from course.content.preparing import prepare
from course.content.publishing import CourseDoesNotParse
from course.content.reading import read_folder
from course.statements.platform import fix_platform


def publish_folder(folder, *, by=None, note=""):
    """Publish what stands in a folder, at one go; returns the Publication. Raises CourseDoesNotParse."""
    return publish_prepared(prepare_folder(folder), by=by, note=note)


def publish_files(files, *, by=None, note="", expecting=None):
    """The same from {path: bytes}."""
    return publish_prepared(prepare(files), by=by, note=note, expecting=expecting)


def prepare_folder(folder):
    """What stands in a folder, Prepared: what takes long, to be done before a writing transaction that others would wait for.
    Raises CourseDoesNotParse."""
    files, problems = read_folder(folder)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise CourseDoesNotParse(errors)
    return prepare(files)


def publish_prepared(prepared, *, by=None, note="", expecting=None):
    """Publish what was prepared; returns the Publication. Raises CourseDoesNotParse, CourseHasMovedOn."""
    publication = publishing.publish(prepared, by=by, note=note, expecting=expecting)
    fix_platform(current_app.config["SETTINGS"].platform)
    return publication
