"""How far somebody is: pure counting over an outline and what she completed."""

from dataclasses import dataclass

HAIR = 1e-9  # a share of a sum of floats: a hair's breadth below the mark is on it


@dataclass(frozen=True)
class Progress:
    """Core lessons done, of those in the edition she is on; `next` is the LessonLine to go on with, or None."""

    done: int
    total: int
    next: object

    @property
    def finished(self):
        return self.total > 0 and self.done == self.total


def progress_in(lessons, done):
    """`done` is the set of keys of completed lessons. Further reading counts in neither number, and is never next."""
    core = [lesson for lesson in lessons if lesson.core]
    return Progress(
        sum(lesson.key in done for lesson in core),
        len(core),
        next((lesson for lesson in core if lesson.key not in done), None),
    )


def reaches(points, maximum, pass_mark):
    """Whether so many points are a pass."""
    return points + HAIR >= pass_mark * maximum


def is_complete(rule, sheets, sent, passed):
    """Whether a lesson counts as complete by its own rule, from what was sent: keys of sheets sent, and of quizzes passed.

    `sheets` are the content.sheets.Sheet of the text that she met.
    """
    if rule == "read":
        return False  # by its button alone
    if rule == "pass":
        return all(sheet.key in passed for sheet in sheets if sheet.pass_mark is not None)
    return all(sheet.key in sent for sheet in sheets if sheet.counts)


def newly_complete(outline, module, done):
    """What the latest lesson has completed besides itself: ("module", key) and ("course", key), as far as they are full."""
    full = []
    if module and all(lesson.key in done for lesson in module.core):
        full.append(("module", module.key))
    if all(lesson.key in done for lesson in outline.core):
        full.append(("course", outline.key))
    return full


def full(outline, done):
    """Every ("module", key) and ("course", key) whose core lessons are all done; one that has none is never full."""
    return [whole for whole, core in outline.wholes if core <= done]
