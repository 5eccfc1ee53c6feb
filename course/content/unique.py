"""What one name may mean in a course: a module, a lesson, a sheet, a question, each once; a survey's item once a lesson."""

from course.content.course_text import Report, SheetPlace


def check_ids(course, problems):
    """Reports ids that stand twice. A survey's item may come back in another lesson: the same item, asked in another wave."""
    modules, lessons, blocks = {}, {}, {}
    for module in course.modules:
        _once(module.id, 1, modules, Report(module.path, problems), "module")
        for lesson in module.lessons:
            report = Report(lesson.path, problems)
            _once(lesson.id, 1, lessons, report, "lesson")
            for key, line in _block_ids(lesson):
                _once(key, line, blocks, report, "block")
    for lesson in course.lessons:
        items = dict(blocks)
        for key, line in _survey_items(lesson):
            _once(key, line, items, Report(lesson.path, problems), "item")


def _places(lesson):
    return [piece for piece in lesson.pieces if isinstance(piece, SheetPlace)]


def _block_ids(lesson):
    """Yields (id, line) of each sheet, and of each question in a quiz; a question by itself is its own sheet."""
    for place in _places(lesson):
        yield place.sheet.key, place.line
        if place.sheet.kind == "quiz":
            yield from ((item.key, item.prompt.line) for item in place.sheet.items)


def _survey_items(lesson):
    for place in _places(lesson):
        if place.sheet.kind == "survey":
            yield from ((item.key, item.prompt.line) for item in place.sheet.items)


def _once(name, line, seen, report, what):
    if name in seen:
        report.error(line, "Q102", f'The {what} id "{name}" stands twice: also at {seen[name]}. Give each its own.')
    else:
        seen[name] = f"{report.path}:{line}"
