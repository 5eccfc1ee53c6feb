"""The evaluator's doors: the desk of a course, its files, and the texts that their rows name."""

import re

from flask import Blueprint, Response, render_template, request, stream_with_context

from course.clock import now
from course.content.queries import revision_of_course, source_of, standing
from course.csv_text import FLAVOURS, PLAIN
from course.errors import NotFound
from course.evaluation.exporting import FILES, dataset_of, file_of
from course.evaluation.showing import changes_page, desk_page, feedback_page, unsaid_page
from course.people.access import door, evaluator

blueprint = Blueprint("evaluation", __name__, template_folder="templates")


@blueprint.get("/evaluation/<course>")
@door(evaluator)
def show_course(course):
    data = dataset_of(course)
    return render_template("evaluation/course.html", at=now(), **desk_page(data.standing, data))


@blueprint.get("/evaluation/<course>/changes")
@door(evaluator)
def show_changes(course):
    data = dataset_of(course)
    return render_template("evaluation/changes.html", at=now(), **changes_page(data.standing, data))


@blueprint.get("/evaluation/<course>/feedback")
@door(evaluator)
def show_feedback(course):
    data = dataset_of(course)
    return render_template("evaluation/feedback.html", at=now(), **feedback_page(data.standing, data))


@blueprint.get("/evaluation/<course>/unsaid")
@door(evaluator)
def show_unsaid(course):
    data = dataset_of(course)
    return render_template("evaluation/unsaid.html", at=now(), **unsaid_page(data.standing, data))


@blueprint.get("/evaluation/<course>/revisions")
@door(evaluator)
def show_revision(course):
    """The Markdown of a revision, as it was published, by the name that stands in the rows of every file."""
    here, wanted, refused, line = standing(course), request.args.get("revision", "").strip().lower(), None, None
    try:
        if wanted:
            line = revision_of_course(here.course_id, _name_in(wanted))
    except NotFound as wrong:
        refused = str(wrong)
    lesson = line and here.outline.lesson(here.lineage.today("lesson", line.lesson))
    return render_template(
        "evaluation/revision.html", course=here.outline, wanted=wanted, refused=refused, line=line,
        lesson=lesson.title if lesson else line and line.lesson,
        text=line and source_of(line.name).decode()), 404 if refused else 200


def _name_in(words):
    if not re.fullmatch("[0-9a-f]{4,40}", words):
        raise NotFound("A revision is named by the digits 0 to 9 and the letters a to f: all forty, or the first four and more.")
    return words


@blueprint.get("/evaluation/<course>/exports/<name>.csv")
@door(evaluator)
def export(course, name):
    """A file, sent as it is read. The context stays open to the last row, and with it the database session."""
    flavour = request.args.get("flavour", PLAIN)
    if name not in FILES or flavour not in FLAVOURS:
        raise NotFound("There is no such file. The desk of the course lists those that there are.")
    standing(course)  # or there is none, which is said before the file begins
    answer = Response(stream_with_context(file_of(course, name, flavour)), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{course}-{name}.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer
