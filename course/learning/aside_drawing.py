"""What stands beside the text and is not answered: kits for who leads a group, recordings with their transcript, activities of
other tools."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from flask import url_for
from markupsafe import Markup

from course.content.sheets import MEDIA
from course.learning.keeping import draw, unkept
from course.people.sessions import form_token

HREF = re.compile(r'href="([^"]*)"')
COHORT_ONLY = "cohort-only"


def draw_aside(text, sheet, enrolled):
    """A sheet of KITS or MEDIA in a sheet_drawing.Text. What is for the cohort is in no page of who is not on the course."""
    return "" if sheet.kind == COHORT_ONLY and not enrolled else unkept(_aside, text.standing)(text, sheet.key)


def draw_activity(text, sheet, activity):
    """`activity`: what cmi5.offering says of it, or None."""
    action = url_for("learning.launch_activity", course=text.standing.outline.key, lesson=text.lesson, number=text.line.number,
                     sheet=sheet.key)
    return "".join(draw("learning/activity.html", sheet=sheet, activity=activity, action=action, csrf_token=form_token,
                        closed=text.closed, elsewhere=activity and urlsplit(activity.unit.url).hostname))


@lru_cache(maxsize=512)
def _aside(text, key):
    sheet = text.sheet(key)
    if sheet.kind not in MEDIA:
        return "".join(draw("learning/kit.html", sheet=sheet))
    file, captions = (HREF.search(sheet.media.get(name, "")) for name in ("file", "captions"))
    address = Markup(file[1]) if file else ""
    return "".join(draw(
        "learning/media.html",
        sheet=sheet,
        language=text.standing.outline.language,
        address=address,
        elsewhere=urlsplit(address).hostname,
        captions=Markup(captions[1]) if captions else None,
    ))
