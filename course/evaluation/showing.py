"""What the desk shows: plain values for its template, made of a Dataset."""

from collections import namedtuple
from itertools import groupby

from course.evaluation.changes import changes
from course.evaluation.exporting import FILES
from course.evaluation.feedback_rows import feedback_figures
from course.evaluation.funnel import NAMES
from course.evaluation.indicators import definition
from course.evaluation.items import item_results, question_results
from course.evaluation.unsaid import told_by_others, unsaid

UNCOUNTED = ("worksheets", "feedback", "changes", "unsaid")  # to count their rows is to make them: too long for a page
File = namedtuple("File", "name label rows")
Lesson = namedtuple("Lesson", "title questions")
Asked = namedtuple("Asked", "key standing earlier")


def desk_page(standing, data):
    stages = {(stage.key, stage.module): stage for stage in data.funnel}
    return {
        "course": standing.outline, "number": standing.number, "funnel": data.funnel,
        "registered": stages["registered", None], "started": stages["started", None], "finished": stages["finished", None],
        "lessons": _by_lesson(standing, data.questions), "surveys": _by_lesson(standing, data.items),
        "asks_twice": data.asks_twice, "others": told_by_others(standing.outline.key),
        "words": [(words, definition(indicator)) for indicator, words in NAMES.values()],
        "files": [File(name, label, None if name in UNCOUNTED else data.rows(name)) for name, label in FILES.items()],
        "about_questions": definition(question_results), "about_items": definition(item_results),
    }


def changes_page(standing, data):
    return {"course": standing.outline, "number": standing.number, "changes": data.changes, "about_changes": definition(changes)}


def feedback_page(standing, data):
    return {"course": standing.outline, "number": standing.number, "found": data.feedback, "about": definition(feedback_figures)}


def unsaid_page(standing, data):
    return {"course": standing.outline, "number": standing.number, "found": data.unsaid, "about": definition(unsaid)}


def _by_lesson(standing, results):
    """Lessons with their questions in order; each question with its standing results and those of earlier wordings."""
    lessons = []
    for key, found in groupby(results, lambda result: result.wording.lesson):
        line = standing.outline.lesson(key)
        lessons.append(Lesson(line.title if line else key, [
            _asked(question, list(several)) for question, several in groupby(found, lambda result: result.wording.key)]))
    return lessons


def _asked(key, results):
    return Asked(key, [one for one in results if one.standing], [one for one in results if not one.standing])
