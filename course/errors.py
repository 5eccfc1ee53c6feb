"""Refusals that a person can be told about: each is the sentence it is, with the status that a page answers."""


class CourseError(Exception):
    """A refusal. `status` is the HTTP status of the page that says it; `str()` is the sentence. `heading`: the page's,
    where that of its status would say something else."""

    status = 400
    heading = None
    sentence = "That did not work."

    def __init__(self, sentence=None):
        super().__init__(sentence or self.sentence)


class NotFound(CourseError):
    status = 404
    sentence = "There is nothing here, or nothing that you may see."


class NotAllowed(CourseError):
    status = 403
    sentence = "You may not do that."


class TooBusy(CourseError):
    status = 503
    sentence = "Too many people are saving at once. Nothing of yours was lost: go back and send it again in a moment."


class NoDatabase(CourseError):
    status = 503
    sentence = "The site cannot reach its database just now. What was saved is safe: wait a moment, then send it again."


class Conflict(CourseError):
    status = 409
    sentence = "Something changed in the meantime. Nothing was overwritten."


class WrongSetting(CourseError):
    """A setting that stops the start, with the sentence that says how to mend it."""
