"""Refusals of this room."""

from course.errors import CourseError


class PackageRefused(CourseError):
    """Says what is wrong with a package, and what would help."""

    status = 422


class NothingToWaive(CourseError):
    status = 422
    sentence = "This unit is done already, so there is nothing to waive."


class NoSuchLearner(CourseError):
    status = 422
    sentence = "No learner of this package has that code. It stands under the activity in her lesson, once she has opened it."
