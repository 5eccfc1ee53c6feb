"""Ids that were: under `was:` and `withdrawn:`, and those that went without a word though learners may have worked under them."""

import difflib

from course.content.comparing import blocks_of
from course.content.course_text import Report


def check_former_ids(course, problems):
    """Reports what `was:` and `withdrawn:` say that cannot be: ids that still stand, or that two things had."""
    standing, claimed = {*_ids(course)}, {}
    _check_former_modules(course, problems)
    for lesson in course.lessons:
        report = Report(lesson.path, problems)
        for was in filter(None, [lesson.was, *dict.fromkeys(was for _, was in blocks_of(lesson).values())]):
            if was in standing:
                report.error(1, "E102", f'"was: {was}" names an id that still stands in this course. Remove it, or give that one '
                                        "its own id.")
            elif claimed.setdefault(was, lesson.path) != lesson.path:
                report.error(1, "E103", f'"was: {was}" stands in {claimed[was]}, too. What learners did goes on in one place: '
                                        "keep one of them.")
    for path, withdrawn in [("course.md", course.withdrawn), *((one.path, one.withdrawn) for one in course.modules)]:
        for key in sorted(standing.intersection(withdrawn)):
            Report(path, problems).warning(1, "E104", f'"{key}" is listed as withdrawn, and stands. Take it from the list.')


def _check_former_modules(course, problems):
    """Modules have names of their own: a lesson may be called as a module was."""
    standing, claimed = {module.id for module in course.modules}, {}
    for module in course.modules:
        report = Report(module.path, problems)
        if module.was in standing:
            report.error(1, "E102", f'"was: {module.was}" names a module that still stands in this course. Remove it, or give '
                                    "that one its own id.")
        elif module.was and claimed.setdefault(module.was, module.path) != module.path:
            report.error(1, "E103", f'"was: {module.was}" stands in {claimed[module.was]}, too. What learners did goes on in one '
                                    "place: keep one of them.")


def check_against(course, before):
    """Returns a problem for each id of the course that stands which is gone without a word."""
    problems = []
    _check_modules(course, before, problems)
    withdrawn = {*_withdrawn(course)}
    known = _spoken_of(course) | {
        lesson.id for module in before.modules if module.id in withdrawn for lesson in module.lessons}
    new = sorted({*_ids(course)} - {*_ids(before)})
    paths = {lesson.id: lesson.path for lesson in course.lessons} | {
        lesson.was: lesson.path for lesson in course.lessons if lesson.was}
    for lesson in before.lessons:
        if lesson.id not in paths:
            if lesson.id not in known:
                _gone("lesson", lesson.id, new, Report("course.md", problems))
            continue
        report = Report(paths[lesson.id], problems)
        for key, what in ids_inside(lesson).items():
            if key not in known:
                _gone(what, key, new, report)
    return problems


def _check_modules(course, before, problems):
    withdrawn = {*_withdrawn(course)}
    known = {module.id for module in course.modules} | {module.was for module in course.modules} | withdrawn
    paths, new = {module.path for module in course.modules}, sorted({one.id for one in course.modules} - {
        one.id for one in before.modules})
    for module in before.modules:
        if module.id not in known and not withdrawn.issuperset(lesson.id for lesson in module.lessons):
            path = module.path if module.path in paths else "course.md"
            _gone("module", module.id, new, Report(path, problems))


def gone_without_a_word(course, before):
    """The ids that stand in `before`, and of which the course says nothing any more."""
    said = _spoken_of(course) | {key for module in course.modules for key in (module.id, module.was)}
    return [key for key in dict.fromkeys([*(module.id for module in before.modules), *_ids(before)]) if key not in said]


def _spoken_of(course):
    """The ids that the lessons of a course have, or had under other names, and those that it withdrew."""
    said = {*_ids(course), *_withdrawn(course)}
    return said | {was for lesson in course.lessons for was in (lesson.was, *(was for _, was in blocks_of(lesson).values()))}


def _withdrawn(course):
    return [*course.withdrawn, *(key for module in course.modules for key in module.withdrawn)]


def _gone(what, key, new, report):
    close = difflib.get_close_matches(key, new[:200], n=1)
    hint = f' "{close[0]}" is new here: if it is the same, that is where it belongs.' if close else ""
    renamed = f'If it has another id now, write "was: {key}" under that. ' if what != "item" else ""
    report.error(1, "E101", f'The {what} "{key}" stands in the course as published, and is gone here.{hint} {renamed}'
                            f'If you withdraw it, write "withdrawn: [{key}]" into the head of course.md or of its module.md.')


def _ids(course):
    for lesson in course.lessons:
        yield lesson.id
        yield from ids_inside(lesson)


def ids_inside(lesson):
    """{id: what it is} of a lesson's sheets, questions and survey items."""
    found = {key: "question" if kind == "question" else "block" for key, (kind, _) in blocks_of(lesson).items()}
    return found | {item.key: "item" for sheet in lesson.sheets if sheet.kind == "survey" for item in sheet.items}
