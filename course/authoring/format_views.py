"""The door to the page that shows how a course is written: each block, and beside it what learners see."""

from flask import render_template

from course.authoring.previewing import draw_lesson
from course.authoring.samples import SAMPLES, as_files
from course.authoring.views import blueprint
from course.content.preparing import prepare
from course.people.access import door, whoever_began


@blueprint.get("/authoring/format")
@door(whoever_began)
def show_format():
    prepared = prepare(as_files())
    lessons = {lesson.id: lesson for lesson in prepared.text.lessons}
    shown = [(sample, draw_lesson(prepared, lessons[f"sample-{sample.name}"])) for sample in SAMPLES]
    return render_template("authoring/format.html", samples=shown)
