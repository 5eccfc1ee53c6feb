"""Activities of other tools in a lesson: opened for a learner, and what they complete."""

from flask import current_app, url_for
from sqlalchemy import select

from course.cmi5.launching import launch, way_for
from course.cmi5.offering import activity, enrolment_of, satisfied_units, unit_offered
from course.content.models import Course
from course.content.queries import parts_of, standing
from course.content.sheets import ACTIVITY
from course.database import ask
from course.enrolment.models import Enrolment
from course.enrolment.queries import enrolments_of
from course.errors import NotFound


def activities_in(standing, sheets, enrolments):
    """{sheet: its cmi5.offering.Activity, None where this site has no such unit} of the activities among `sheets`."""
    return {sheet.key: activity(standing.outline.key, sheet.package, sheet.unit, enrolments)
            for sheet in sheets if sheet.kind == ACTIVITY}


def satisfied_in(learner, standing, sheets):
    """Keys of the activities among `sheets` that are done, as a guest or with her account."""
    activities = [sheet for sheet in sheets if sheet.kind == ACTIVITY]
    if not activities:
        return set()
    done = satisfied_units(_hers(learner, standing), standing.outline.key)
    return {sheet.key for sheet in activities if _names(standing, sheet) in done}


def _hers(learner, standing):
    return [row.id for row in enrolments_of(learner.person_id, standing.course_id)]


def _names(standing, sheet):
    try:
        return sheet.package, unit_offered(standing.outline.key, sheet.package, sheet.unit)[1].id
    except NotFound:
        return None


def site_address():
    return current_app.config["SETTINGS"].SITE_ADDRESS.rstrip("/")


def open_activity(learner, standing, lesson, sheet, mode):
    """Returns cmi5.launching.Launched. Raises NotFound where this site has no such unit."""
    offered, unit = unit_offered(standing.outline.key, sheet.package, sheet.unit)
    site = site_address()
    back = url_for("learning.show_lesson", course=standing.outline.key, lesson=lesson, _anchor=sheet.key)
    way, begins = way_for(_hers(learner, standing), learner.enrolment_id, learner.actor, offered)
    return launch(way, begins, unit, mode, site=site, back=site + back)


def whose(registration_id):
    """(person id, Standing, package's Enrolment id) of who is on the way through a package."""
    asked = (select(Enrolment.person_id, Course.key).join(Course, Course.id == Enrolment.course_id)
             .where(Enrolment.id == enrolment_of(registration_id)))
    person_id, course = ask(asked).one()
    return person_id, standing(course)


def lessons_with_activities(now_standing):
    """(LessonLine, its sheets) of each lesson that waits for an answer, and offers an activity."""
    for line in now_standing.outline.lessons:
        if line.complete == "answer" and any(sheet.kind == ACTIVITY for sheet in line.sheets):
            yield line, [part.sheet for part in parts_of(line.revision_id, now_standing.edition) if part.sheet]
