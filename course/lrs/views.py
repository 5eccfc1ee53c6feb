"""The blueprint of /xapi, what its doors share, and the door that is open to everybody: about."""

from flask import Blueprint, Response, g, request

from course.clock import now
from course.database import writing
from course.errors import CourseError
from course.extensions import csrf
from course.lrs.entering import hang_on, scopes, tool
from course.people.access import anyone, door
from course.statements.credentials import is_stale, note_used
from course.statements.xapi.exact import dump

blueprint = Blueprint("lrs", __name__, url_prefix="/xapi")
csrf.exempt(blueprint)  # no cookie opens these doors
hang_on(blueprint)
VERSIONS = ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"]


def entrance(*names):
    """Of another tool, with one of these scopes or with `all`."""

    def hang(view):
        return door(tool)(scopes(*names)(view))

    return hang


def json(text, status=200, **headers):
    return Response(text, status, headers, content_type="application/json")


@blueprint.get("/about")
@door(anyone)
@scopes()
def show_about():
    return json(dump({"version": VERSIONS}))


@blueprint.after_request
def note_use(response):
    """When a tool was last here, to ten minutes, in a transaction of its own that may fail."""
    sender = g.get("sender")
    if sender and response.status_code < 400 and is_stale(sender, now(), request.method not in ("GET", "HEAD")):
        try:
            with writing():
                note_used(sender)
        except CourseError:
            pass  # too busy: the next request notes it
    return response
