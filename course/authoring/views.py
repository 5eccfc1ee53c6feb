"""The facilitator's doors: the course's history, its folder, and the button that publishes it."""

from flask import Blueprint, Response, redirect, render_template, request, url_for

from course.authoring import queries as authoring
from course.authoring.accepting import prepare_acceptance, publish_acceptance
from course.authoring.editions.telling import opened, sealed
from course.authoring.editions.writing_back import is_wanted, write_back_if_wanted
from course.authoring.explaining import difference
from course.authoring.forms import line_of, read_ruling
from course.authoring.marking import KeyHasMovedOn, go_on_marking, mark_anew
from course.authoring.publishing import CourseDoesNotParse, publish_prepared, whom_it_touches
from course.authoring.saying import counted, touched_by
from course.authoring.syncing import bring, decide, look
from course.content import queries
from course.content.editions import put_out
from course.content.naming import tree_name
from course.content.offering import CourseIsArchived, state_of
from course.content.pulling import alone_in
from course.content.settling import CLASSES, ClassDoesNotFit
from course.content.syncing import is_published, remember
from course.database import writing
from course.errors import Conflict, NotFound
from course.learning.remarking import remarkings_of
from course.learning.unmatched import unmatched_answers
from course.people.access import door, facilitator, visitor

blueprint = Blueprint("authoring", __name__, template_folder="templates")


class DeskHasMovedOn(Conflict):
    sentence = "The folder or the library changed after you looked. Nothing was written: look at the page again."


@blueprint.get("/authoring/<course>")
@door(facilitator)
def show_course(course, refused=None):
    if not is_published(course):  # begun in the browser, and never published
        return redirect(url_for("authoring.show_draft", course=course))
    standing = queries.standing(course)
    try:
        folder = authoring.look_at_folder(course)
    except NotFound:
        folder = None
    return render_template(
        "authoring/course.html",
        course=standing.outline,
        standing=standing,
        folder=folder,
        history=put_out(course, limit=5),
        unmatched=unmatched_answers(standing),
        refused=refused,
        classes=CLASSES,
        state=state_of(course),
        told=opened(request.args.get("told")),
        writes_back=is_wanted(),
        difference=difference,
        touched_by=touched_by,
        due=authoring.due_for_marking(standing),
    )


@blueprint.post("/authoring/<course>/publications")
@door(facilitator)
def publish_course(course):
    """Publish the folder as the page showed it: both what stood and what lay there must still be so."""
    folder = authoring.look_at_folder(course)
    if folder.edition != request.form.get("edition"):
        return show_course(
            course, refused="The folder changed after this page was made. Look at the changes again."
        ), 409
    if folder.desk.state not in ("ahead", "in step"):
        return show_course(course, refused="The library has moved on. Bring what is new into the folder first."), 409
    ruling, note, by = read_ruling(request.form), line_of(request.form, "note"), visitor().id
    try:
        with writing():
            publication = publish_prepared(
                folder.prepared,
                touched=whom_it_touches(folder.changes),
                by=by,
                note=note,
                expecting=request.form.get("based_on"),
                ruling=ruling,
            )
            remember(publication.course_id, folder.desk.folder, publication.edition_id)
            number = publication.number
        go_on_marking(course, ruling.remark, number=number, note=note, by=by)
    except CourseIsArchived as refusal:
        return show_course(course, refused=str(refusal)), 409
    except ClassDoesNotFit as refusal:
        return show_course(course, refused=str(refusal)), 422
    except CourseDoesNotParse:
        return show_course(
            course, refused="The folder has errors, so nothing was published; what stood still stands."
        ), 422
    return redirect(url_for("authoring.show_course", course=course), 303)


@blueprint.post("/authoring/<course>/pulls")
@door(facilitator)
def pull_course(course):
    """Bring what the library holds into the folder, as the page showed both; where both changed a file, `choice` decides."""
    folder = authoring.folder_of(course)
    with alone_in(folder):
        desk = look(folder)
        if tree_name(desk.files) != request.form.get("edition") or desk.library.edition != request.form.get("based_on"):
            raise DeskHasMovedOn
        if desk.texts.contested and request.form.get("choice") in ("mine", "theirs"):
            decide(desk, request.form["choice"] == "mine")
        else:
            bring(desk, course)
        with writing():
            remember(desk.library.course_id, folder, desk.library.edition_id)
    return redirect(url_for("authoring.show_course", course=course), 303)


@blueprint.get("/authoring/<course>/<lesson>/r/<int:number>")
@door(facilitator)
def show_revision(course, lesson, number):
    """The Markdown of a revision, as it was published."""
    standing = queries.standing(course)
    line = queries.revision(standing.course_id, lesson, number)
    return Response(queries.source_of(line.name), mimetype="text/plain")


@blueprint.get("/authoring/<course>/remarkings")
@door(facilitator)
def show_remarkings(course, refused=None):
    """What can be marked anew, and what was: when, by whom and why."""
    standing = queries.standing(course)
    return render_template(
        "authoring/remarkings.html",
        course=standing.outline,
        due=authoring.due_for_marking(standing),
        done=remarkings_of(standing.course_id),
        counted=counted,
        told=opened(request.args.get("told")),
        refused=refused,
    )


@blueprint.post("/authoring/<course>/remarkings")
@door(facilitator)
def remark_answers(course):
    """Mark anew what the page showed: the key must still be the one that it named."""
    question, why = line_of(request.form, "question"), line_of(request.form, "why")
    if not why:
        return show_remarkings(course, refused="Say why in a line: it is kept with the marks."), 422
    mark_anew(course, question, why=why, by=visitor().id, fingerprint=request.form.get("fingerprint", ""))
    return redirect(url_for("authoring.show_remarkings", course=course), 303)


@blueprint.post("/authoring/<course>/acceptances")
@door(facilitator)
def accept_answer(course):
    """List an answer that nobody foresaw, publish that, and mark those who wrote it anew."""
    standing = queries.standing(course)
    if standing.edition != request.form.get("based_on"):
        raise KeyHasMovedOn
    acceptance = prepare_acceptance(standing, line_of(request.form, "question"), line_of(request.form, "text"))
    with writing():
        number = publish_acceptance(acceptance, by=visitor().id).number
    go_on_marking(course, [acceptance.question], number=number, note=acceptance.note, by=visitor().id)
    told = write_back_if_wanted(course, by=visitor().id)
    return redirect(url_for("authoring.show_remarkings", course=course, told=sealed(told)), 303)
