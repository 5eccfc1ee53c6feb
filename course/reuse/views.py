"""The doors out: what a course's licence lets others do with it, and its texts as a zip."""

from flask import Blueprint, Response, render_template, request, stream_with_context

from course.authoring.drafts import draft_of
from course.content.licences import read_licence
from course.errors import NotFound
from course.learning.queries import met
from course.people.access import anyone, door, facilitator, visitor
from course.reuse.exporting import address_of, parcel_of_draft, parcel_of_edition
from course.reuse.permitting import may_take, permits

blueprint = Blueprint("reuse", __name__, template_folder="templates")


@blueprint.get("/reuse/<course>")
@door(anyone)
def show_reuse(course):
    """What the licence allows, the line to name the authors by, and the zip for whom it is there."""
    standing, state = met(course)
    outline = standing.outline
    return render_template("reuse/reuse.html", course=outline, licence=read_licence(outline.licence), permitted=permits(outline),
                           may_take=may_take(outline, visitor(), state.enrolled), address=address_of(course))


@blueprint.get("/reuse/<course>/course.zip")
@door(anyone)
def take_course(course):
    """What stands, or one module of it: the folder of Markdown that it was published from."""
    standing, state = met(course)
    if not may_take(standing.outline, visitor(), state.enrolled):
        raise NotFound
    return _sent(parcel_of_edition(standing, request.args.get("module")))


@blueprint.get("/reuse/<course>/draft.zip")
@door(facilitator)
def take_draft(course):
    return _sent(parcel_of_draft(draft_of(course, visitor().id), request.args.get("module")))


def _sent(parcel):
    """Sent as it is read: the context stays open to the last file, and with it the database session."""
    answer = Response(stream_with_context(parcel.zipped()), mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{parcel.folder}.zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer
