"""HTML that is drawn once for everybody who would see the same. What is one person's alone has a slot in it, filled each time."""

import re
import secrets

from flask import current_app
from markupsafe import Markup

MARK = secrets.token_hex(8)  # so that nobody can write a slot into an answer
SLOT = re.compile(f"<{MARK} ([^>]*)>")
SEALED = {"request": None, "session": None, "g": None}  # nothing of the request that happens to come first


def slot(name):
    """Where the value of this name goes."""
    return Markup(f"<{MARK} {name}>")


def draw(template, **facts):
    """The pieces of a template: text, a slot's name, text, ... It sees `facts` and what is the same for all, and no visitor."""
    return cut(current_app.jinja_env.get_template(template).render(SEALED | facts))


def unkept(draw_it, standing):
    """What draws for a Standing: kept, but for a course that is not published, whose every letter makes another
    edition: previews would push out of memory what people read."""
    return draw_it.__wrapped__ if standing.publication_id < 0 else draw_it


def cut(html):
    return tuple(SLOT.split(html))


def fill(pieces, values):
    """The HTML with the value of each slot; one that is a function is asked only if there is a slot for it."""
    whole = list(pieces)
    for place in range(1, len(whole), 2):
        value = values[whole[place]]
        whole[place] = value() if callable(value) else value
    return "".join(whole)


def day(at):
    """As the macro of this name has it."""
    return Markup(f'<time datetime="{at.isoformat()}">{current_app.jinja_env.filters["day"](at)}</time>')
