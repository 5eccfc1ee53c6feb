"""Publish a course from its folder, and fix the platform's own name with the first one."""

from flask import current_app

from course.content import publishing
from course.content.publishing import CourseDoesNotParse
from course.content.reading import read_folder
from course.statements.platform import fix_platform


def publish_folder(folder, *, by=None, note=""):
    """Publish what stands in a folder; returns the Publication. Raises CourseDoesNotParse."""
    files, problems = read_folder(folder)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise CourseDoesNotParse(errors)
    return publish_files(files, by=by, note=note)


def publish_files(files, *, by=None, note="", expecting=None):
    """The same from {path: bytes}."""
    publication = publishing.publish(files, by=by, note=note, expecting=expecting)
    fix_platform(current_app.config["SETTINGS"].platform)
    return publication
