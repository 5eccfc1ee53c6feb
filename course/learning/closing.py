"""Pages of a course that is not offered any more: they say so, and in an archived one nothing can be typed that nobody keeps."""

import re

from flask import render_template, url_for
from markupsafe import Markup

from course.content.offering import ARCHIVED, OFFERED

MAIN = '<main id="main" tabindex="-1">'
A_FORM = re.compile(r"(<form\b[^>]*>)(.*?)(</form>)", re.S)
ACTION = re.compile(r' action="([^"]*)"')
STILL_HERS = ("/withdrawals", "/leaving")  # what she may do in an archived course: take her words back, leave


def as_offered(html, state, course):
    """The page of a learner on this course, as the course is offered to her."""
    if state.offer == OFFERED:
        return html
    note = render_template("learning/not_offered.html", archived=state.offer == ARCHIVED, enrolled=state.enrolled)
    page = str(html).replace(MAIN, MAIN + note, 1)
    return page if state.offer != ARCHIVED else _read_only(page, url_for("learning.show_course", course=course))


def _read_only(page, here):
    """With every form that leads into the course disabled: what would be typed there could not be saved."""
    def shut(found):
        opening, inside, closing = found.groups()
        action = ACTION.search(opening)
        if not action or not action[1].startswith(here) or action[1].endswith(STILL_HERS):
            return found[0]
        return f'{opening}<fieldset class="closed" disabled>{inside}</fieldset>{closing}'

    return Markup(A_FORM.sub(shut, page))
