"""The checker: what is wrong with a course that could be read, beyond its grammar. Errors stop publishing, warnings teach.

What one lesson shows by itself, or with what it names of the course, is told by `LessonChecker`, and kept as its proof;
rules that hold several lessons together stand in `check_course()`.
"""

from functools import partial

from course.content.checking_papers import check_shows
from course.content.checking_questions import check_questions
from course.content.checking_surveys import check_waves
from course.content.checking_text import TextChecker, needs_met
from course.content.course_text import Prose, Report
from course.content.headings import check_named, prose_of
from course.content.inspecting import Findings
from course.content.licences import misfits
from course.content.markup import Drawer
from course.content.parsing import parse_course
from course.content.proofs import Proofs
from course.content.readability import grade
from course.content.rendering import draw_prose, drawn

NESTED = "Something in this text is nested so deeply that it cannot be drawn. Write it flat."
FAR_ABOVE = 3  # grades, before a lesson is called harder than its course


def check_files(files, proofs=None):
    """Returns (CourseText or None, all problems in order) for {posix path: bytes}; never raises on what they hold.

    `proofs` spare lessons that were read before; what is answered is the same.
    """
    proofs = proofs or Proofs()
    course, problems = parse_course(files, proofs.parse)
    if course:
        problems = problems + check_course(course, files, proofs)
    return course, sorted(set(problems))


def check_course(course, files, proofs=None):
    """Returns the problems that only the whole course shows, or only its drawn text."""
    problems, proofs = [], proofs or Proofs()
    lessons = {lesson.id: lesson.headings for lesson in course.lessons}
    look = LessonChecker(lessons, files, course.reading if course.language.startswith("en") else None)
    around = {*files, *needs_met(lessons), look.level}
    _check_prose(course.welcome, look, Report("course.md", problems))
    for module in course.modules:
        report = Report(module.path, problems)
        _check_prose(module.description, look, report)
        _check_budget(module, report)
        for lesson in module.lessons:
            problems += proofs.check(lesson, around, partial(look, lesson))
    check_licences(course, problems)
    check_shows(course, problems)
    check_waves(course, problems)
    return problems


def check_licences(course, problems):
    """Warns where the course's licence does not do what that of something in it asks."""
    for path, parents in [("course.md", course.parents), *((one.path, one.parents) for one in course.modules)]:
        asked = dict.fromkeys(parent.licence for parent in parents if parent.licence)
        for sentence in dict.fromkeys(told for licence in asked for told in misfits(licence, course.licence)):
            Report(path, problems).warning(1, "L101", sentence)


def _check_prose(source, look, report):
    look.drawer.forget()
    try:
        TextChecker(look.lessons, look.files, report).check(look.drawer.draw(source), [source])
    except RecursionError:
        report.error(source.line, "F125", NESTED)


def _check_budget(module, report):
    core = sum(lesson.minutes for lesson in module.lessons if lesson.core)
    if module.minutes and core > module.minutes:
        report.warning(1, "C110", f"The core lessons take {core} minutes, and the module promises {module.minutes}. "
                                  "Shorten one, mark one `core: no`, or promise more.")


class LessonChecker:
    """Checks one lesson after the other. Whatever it asks of the course stands in what it answers as needed."""

    def __init__(self, lessons, files, reading):
        self.lessons, self.files, self.drawer = lessons, files, Drawer()
        self.reading, self.level = reading, f"reading:{reading}"

    def __call__(self, lesson):
        """Returns (problems, needs)."""
        report, needs = Report(lesson.path), {self.level}
        self.drawer.forget()
        try:
            self._check(lesson, report, needs)
        except RecursionError:
            report.error(1, "F125", NESTED)
        return report.problems, needs

    def _check(self, lesson, report, needs):
        check_questions(lesson, report)
        check_named(prose_of(lesson), report)
        segments, whole = draw_prose(lesson, self.drawer)
        checker = TextChecker(self.lessons, self.files, report, needs, lesson.headings)
        _check_text(lesson, segments, whole, self.drawer, checker, report)
        self._check_level(segments, report)

    def _check_level(self, segments, report):
        level = self.reading and grade([block for html in segments for block in Findings(html).blocks])
        if level and level > self.reading + FAR_ABOVE:
            report.warning(1, "C118", f"This lesson reads at grade {level:.0f}, far above the course's {self.reading}. Shorter "
                                      "sentences and shorter words help most.")


def _check_text(lesson, segments, whole, drawer, checker, report):
    prose = prose_of(lesson)
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
