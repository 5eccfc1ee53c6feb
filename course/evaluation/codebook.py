"""The rows of codebook.csv: every variable of every file, then every question and option as each revision worded it."""

from datetime import UTC

from course.content.questions import FIELDS, parts
from course.evaluation.variables import MAY_DECLINE, MAY_SKIP, VARIABLES


def codebook_rows(wordings):
    nothing = (None,) * 9
    for file, variables in VARIABLES.items():
        for variable in variables:
            yield ("variable", file, *variable, *nothing)
    for wording in wordings.values():
        yield from _worded(wording)


def _worded(wording):
    papered = wording.kind.startswith("paper-")
    file = "surveys" if wording.kind in FIELDS else "worksheets" if papered else "answers"
    where = (wording.sheet, wording.lesson, wording.revision, wording.fingerprint, _iso(wording.valid_from),
             _iso(wording.valid_to))

    def row(kind, label, option=None, right=None, missing=None):
        of_kind = wording.kind.removeprefix("paper-") if kind == "question" else None
        return (kind, file, None, label, of_kind, None, None, missing, wording.key, option, right, *where)

    yield row("question", _text(wording.item), missing=_missing(wording.item))
    for option in wording.item.answers or parts(wording.item):
        yield row("option", option.text, option.id, int(option.right) if wording.item.scored else None)
    for column in wording.item.settings.get("columns", ()):
        yield row("option", column["text"], column["id"])
    for point, label in wording.item.settings.get("labels", ()):
        yield row("option", label, str(point))


def _missing(item):
    """Why there may be no answer: whether she could say that she would rather not stands with each wording."""
    return MAY_DECLINE if item.may_decline else MAY_SKIP


def _text(item):
    """A row of a matrix is read under the question above it."""
    above = item.settings.get("group_text")
    return f"{above} {item.text}" if above else item.text


def _iso(moment):
    return moment and moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
