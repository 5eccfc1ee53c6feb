"""The checker: what is wrong with a course that could be read, beyond its grammar. Errors stop publishing, warnings teach."""

from course.content.checking_questions import check_questions
from course.content.checking_text import TextChecker
from course.content.course_text import Prose, Report
from course.content.markup import Drawer
from course.content.parsing import parse_course
from course.content.rendering import draw_prose, drawn


def check_files(files):
    """Returns (CourseText or None, all problems in order) for {posix path: bytes}; never raises on what they hold."""
    course, problems = parse_course(files)
    if course:
        problems = problems + check_course(course, files)
    return course, sorted(set(problems))


def check_course(course, files):
    """Returns the problems that only the whole course shows, or only its drawn text."""
    problems = []
    lessons = {lesson.id for lesson in course.lessons}
    checker = TextChecker(lessons, files.keys(), Report("course.md", problems))
    checker.check(Drawer().draw(course.welcome), [course.welcome])
    for module in course.modules:
        report = Report(module.path, problems)
        TextChecker(lessons, files.keys(), report).check(Drawer().draw(module.description), [module.description])
        _check_budget(module, report)
        for lesson in module.lessons:
            report = Report(lesson.path, problems)
            check_questions(lesson, report)
            _check_lesson(lesson, TextChecker(lessons, files.keys(), report), report)
    return problems


def _check_budget(module, report):
    core = sum(lesson.minutes for lesson in module.lessons if lesson.core)
    if module.minutes and core > module.minutes:
        report.warning(1, "C110", f"The core lessons take {core} minutes, and the module promises {module.minutes}. "
                                  "Shorten one, mark one `core: no`, or promise more.")


def _check_lesson(lesson, checker, report):
    drawer = Drawer()
    segments, whole = draw_prose(lesson, drawer)
    prose = [piece.markdown for piece in lesson.pieces if isinstance(piece, Prose)]
    checker.check("\n".join(segments), prose)
    checker.check_headings("\n".join(segments), prose)
    for piece in lesson.pieces:
        if isinstance(piece, Prose):
            continue
        if not whole:
            report.error(piece.line, "C114", "One of this lesson's blocks stands inside HTML, a comment or a list that is not "
                                             "closed before it. Close that, and leave a blank line before and after the block.")
            whole = True
        sources = []
        drawn(piece.sheet, sources.append)  # only to meet every Source in the sheet
        for source in sources:
            checker.check(drawer.draw(source, source.inline), [source], in_block=True)
