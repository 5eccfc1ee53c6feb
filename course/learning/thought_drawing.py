"""The thoughts under a lesson: what readers wrote is theirs, so it is never kept."""

from flask import current_app, url_for
from flask_wtf.csrf import generate_csrf

from course.learning.sheet_keys import make_key
from course.learning.thoughts import AT_ONCE
from course.people.access import visitor


def draw_thoughts(text, sheet, heard, saved):
    """`heard` as thoughts_in() gives it; `saved`: she has just shared one."""
    somebody, course = visitor(), text.standing.outline.key
    has_account = bool(somebody and not somebody.is_guest)
    return current_app.jinja_env.get_template("learning/thoughts.html").render(
        sheet=sheet,
        heard=heard,
        course=course,
        lesson=text.lesson,
        action=url_for("learning.share", course=course, lesson=text.lesson, number=text.line.number, sheet=sheet.key),
        key=make_key(text.line.revision_id, sheet.key, text.standing.publication_id),
        csrf=generate_csrf(),
        name=somebody.name or "" if has_account else "",
        at_once=has_account and text.standing.outline.thoughts == AT_ONCE,
        may_act=somebody is not None,
        saved=saved,
    )
