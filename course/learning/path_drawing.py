"""The path of a course: each module is drawn once for all who are as far in it."""

from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from course.learning.keeping import draw


def draw_path(standing, path, enrolled):
    """The HTML of each showing.Module."""
    app = current_app._get_current_object()
    return [_module(app, standing, module, enrolled) for module in path]


@lru_cache(maxsize=1024)
def _module(app, standing, module, enrolled):
    return Markup("".join(draw("learning/path_module.html", course=standing.outline, module=module, enrolled=enrolled)))
