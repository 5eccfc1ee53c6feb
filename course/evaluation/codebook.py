"""The rows of codebook.csv: every variable of every file, then every question, option and lesson as each revision worded it."""

from course.content.questions import FIELDS, parts
from course.evaluation.variables import MAY_DECLINE, MAY_SKIP, VARIABLES, as_moment


def codebook_rows(wordings, lessons):
    """From the Wordings of a course and its LessonWordings."""
    nothing = (None,) * 9
    for file, variables in VARIABLES.items():
        for variable in variables:
            yield ("variable", file, *variable, *nothing)
    for wording in wordings.values():
        yield from _worded(wording)
    for lesson in lessons:
        yield from _titled(lesson)


def _worded(wording):
    papered = wording.kind.startswith("paper-")
    file = "surveys" if wording.kind in FIELDS else "worksheets" if papered else "answers"
    where = (wording.sheet, wording.lesson, wording.revision, wording.fingerprint, as_moment(wording.valid_from),
             as_moment(wording.valid_to))

    def row(kind, label, option=None, right=None, *, of=(None,) * 4):
        return (kind, file, None, label, *of, wording.key, option, right, *where)

    yield row("question", _text(wording.item), of=(wording.kind.removeprefix("paper-"), wording.item.settings.get("unit") or None,
                                                   _points(wording.item), _missing(wording.item)))
    for option in wording.item.answers or parts(wording.item):
        yield row("option", option.text, option.id, int(option.right) if wording.item.scored else None)
    for column in wording.item.settings.get("columns", ()):
        yield row("option", column["text"], column["id"])
    for point, label in wording.item.settings.get("labels", ()):
        yield row("option", label, str(point))


def _titled(lesson):
    """A lesson's title, and what is asked of its readers there."""
    where = (lesson.key, lesson.revision, None, as_moment(lesson.valid_from), as_moment(lesson.valid_to))
    yield ("lesson", "progress", None, lesson.title, *(None,) * 8, *where)
    for sheet, text in lesson.thoughts:
        yield ("question", "thoughts", None, text, "thoughts", *(None,) * 3, sheet, None, None, sheet, *where)


def _points(item):
    """From which point to which a scale goes, whether each of them has a word or not."""
    return f"{item.settings['low']} to {item.settings['high']}" if "low" in item.settings else None


def _missing(item):
    """Why there may be no answer: whether she could say that she would rather not stands with each wording."""
    return MAY_DECLINE if item.may_decline else MAY_SKIP


def _text(item):
    """A row of a matrix is read under the question above it."""
    above = item.settings.get("group_text")
    return f"{above} {item.text}" if above else item.text
