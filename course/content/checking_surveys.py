"""Rules for surveys that need more than one of them: what comes back in another wave, or in another edition, keeps its words."""

from course.content.course_text import Report
from course.content.problems import shortened


def check_waves(course, problems):
    """Warns of an item that is asked in other words in another lesson: the waves could not be compared."""
    first = {}
    for lesson in course.lessons:
        for _, item in _items(lesson):
            asked = first.setdefault(item.key, (item, lesson))
            if asked[0].fingerprint != item.fingerprint:
                Report(lesson.path, problems).warning(
                    item.prompt.line, "C119", f'"{shortened(item.key)}" is asked in other words, or with other answers, at '
                    f"{asked[1].path}:{asked[0].prompt.line}, so the two cannot be compared. Give both the same, or this one an "
                    "id of its own.")


def check_open_waves(standing, course):
    """Problems of `course` against the CourseText that stands: items of a wave that is open, which is while its survey stands."""
    problems = []
    old = {lesson.id: lesson for lesson in standing.lessons}
    for lesson in course.lessons:
        before = old.get(lesson.id)
        if before and before.source != lesson.source:
            asked = {(sheet.key, sheet.wave, item.key): item for sheet, item in _items(before)}
            for sheet, item in _items(lesson):
                was = asked.get((sheet.key, sheet.wave, item.key))
                if sheet.wave and was and was.fingerprint != item.fingerprint:
                    Report(lesson.path, problems).warning(
                        item.prompt.line, "C120", f'"{shortened(item.key)}" changes while its wave ({sheet.wave}) is open: some '
                        "learners have answered the earlier words, others will answer these. Wait until all have, or give it "
                        "an id of its own.")
    return problems


def _items(lesson):
    return [(sheet, item) for sheet in lesson.sheets if sheet.kind == "survey" for item in sheet.items]
