"""The thoughts under a lesson: the author's question and the form are kept; what readers wrote is theirs, and never is."""

from functools import lru_cache

from flask import current_app, url_for
from markupsafe import escape

from course.learning.keeping import draw, fill, slot, unkept
from course.learning.sheet_keys import make_key
from course.learning.thoughts import AT_ONCE
from course.people.access import visitor
from course.people.sessions import form_token


def draw_thoughts(text, sheet, heard, saved):
    """`heard` as thoughts_in() gives it; `saved`: she has just shared one."""
    somebody = visitor()
    has_account = bool(somebody and not somebody.is_guest)
    at_once = has_account and text.standing.outline.thoughts == AT_ONCE
    return fill(unkept(_form, text.standing)(text, sheet.key, at_once, saved), {
        "csrf": form_token,
        "key": make_key(text.line.revision_id, sheet.key, text.standing.publication_id),
        "name": escape(somebody.name or "") if has_account else "",
        "heard": _draw_heard(text, sheet.key, heard, may_act=somebody is not None),
    })


@lru_cache(maxsize=512)
def _form(text, sheet, at_once, saved):
    action = url_for("learning.share", course=text.standing.outline.key, lesson=text.lesson, number=text.line.number, sheet=sheet)
    return draw("learning/thoughts.html", sheet=text.sheet(sheet), action=action, at_once=at_once, saved=saved,
                closed=text.closed, **{name: slot(name) for name in ("csrf", "key", "name", "heard")})


def _draw_heard(text, sheet, heard, may_act):
    return current_app.jinja_env.get_template("learning/thoughts_heard.html").render(
        sheet=sheet, heard=heard, may_act=may_act, course=text.standing.outline.key, lesson=text.lesson, csrf=form_token(),
        closed=text.closed)
