"""Rules for worksheets that only the whole course shows: what a `[show]` names is there, and was asked before."""

from course.content.course_text import Report
from course.content.problems import nearest
from course.content.sheets import PAPERS


def check_shows(course, problems):
    places = {item.key: place for place, lesson in enumerate(course.lessons)
              for sheet in lesson.sheets if sheet.kind in PAPERS for item in sheet.items}
    for place, lesson in enumerate(course.lessons):
        report = Report(lesson.path, problems)
        for show in [show for sheet in lesson.sheets for show in sheet.shows]:
            _check(show["of"], show["label"].line, place, places, report)


def _check(of, line, place, places, report):
    if of not in places:
        report.error(line, "P114", f'No worksheet has "{of}". {nearest(of, places)} Write worksheet.field, as their ids have it.')
    elif places[of] > place:
        report.warning(line, "P115", f'"{of}" is asked in a later lesson, so nothing can be shown here yet. Move one of them.')
