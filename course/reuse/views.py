"""The doors out: what a course's licence lets others do with it, and its texts as a zip."""

from flask import Blueprint, Response, render_template, request, stream_with_context

from course.authoring.drafts import draft_of
from course.content.licences import read_licence
from course.errors import NotFound
from course.ids import new_id
from course.learning.queries import met
from course.people import limits
from course.people.access import anyone, door, facilitator, visitor
from course.reuse.exporting import address_of, parcel_of_draft, parcel_of_edition
from course.reuse.permitting import may_take, permits
from course.reuse.registering import LISTED, TAKEN_BACK, WAITING, adaptations_of, forks_of

blueprint = Blueprint("reuse", __name__, template_folder="templates")


@blueprint.get("/reuse/<course>")
@door(anyone)
def show_reuse(course):
    """What the licence allows, the line to name the authors by, the zip for whom it is there, and who adapted it."""
    return reuse_page(course)


def reuse_page(course, refused=None, given=None):
    """The page; with what was typed, where that could not be kept."""
    standing, state = met(course)
    somebody, told = visitor(), adaptations_of(course)
    outline = standing.outline
    facilitates = somebody is not None and somebody.may("facilitator", course)
    return render_template(
        "reuse/reuse.html",
        course=outline,
        licence=read_licence(outline.licence),
        permitted=permits(outline),
        may_take=may_take(outline, somebody, state.enrolled),
        address=address_of(course),
        facilitates=facilitates,
        listed=[one for one in told if one.state == LISTED],
        waiting=sum(one.state == WAITING for one in told) if facilitates else 0,
        hers=[one for one in told if somebody and one.person == somebody.id and one.state != TAKEN_BACK],
        forks=forks_of(address_of(course)),
        refused=refused,
        given=given or {},
        key=new_id(),
    )


@blueprint.get("/reuse/<course>/course.zip")
@door(anyone)
def take_course(course):
    """What stands, or one module of it: the folder of Markdown that it was published from."""
    standing, state = met(course)
    somebody = visitor()
    if not may_take(standing.outline, somebody, state.enrolled):
        raise NotFound
    limits.count(limits.DOWNLOAD, f"person {somebody.id}" if somebody else limits.network())  # to pack it takes a while
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
