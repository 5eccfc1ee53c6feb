"""The doors to a draft: the tree of the course, what is done to it, undoing, and publishing it whole."""

from flask import redirect, render_template, request, url_for

from course.authoring import arranging, drafts, meeting
from course.authoring.editions.telling import sealed
from course.authoring.editions.writing_back import write_back_if_wanted
from course.authoring.explaining import lines_between
from course.authoring.forms import line_of, read_ruling
from course.authoring.marking import go_on_marking
from course.authoring.opening import files_that_change, look_at_draft, texts_that_change
from course.authoring.publishing import CourseDoesNotParse, CourseHasMovedOn, publish_prepared, whom_it_touches
from course.authoring.saying import touched_by
from course.authoring.views import blueprint
from course.content.offering import CourseIsArchived, state_of
from course.content.settling import CLASSES, ClassDoesNotFit
from course.database import writing
from course.people.access import door, facilitator, visitor


def my_draft(course, lock=False):
    return drafts.draft_of(course, visitor().id, lock=lock)


def step(course, act):
    """One step of the draft that the form was made from. Raises DraftHasMovedOn."""
    with writing():
        draft = my_draft(course, lock=True)
        if request.form.get("step") != str(draft.step):
            raise drafts.DraftHasMovedOn
        act(draft)
    return redirect(url_for("authoring.show_draft", course=course, _anchor=request.form.get("at") or None), 303)


@blueprint.get("/authoring/<course>/draft")
@door(facilitator)
def show_draft(course, refused=None):
    draft = my_draft(course)
    desk = look_at_draft(draft, drafts.made_from(draft))
    return render_template("authoring/draft.html", key=course, desk=desk, draft=draft, meeting=meeting.meet(draft),
                           refused=refused)


@blueprint.post("/authoring/<course>/draft/modules")
@door(facilitator)
def add_module(course):
    return step(course, lambda draft: arranging.add_module(draft, line_of(request.form, "title")))


@blueprint.post("/authoring/<course>/draft/lessons")
@door(facilitator)
def add_lesson(course):
    """Make a lesson, and go on to write it."""
    made = []
    answer = step(course, lambda draft: made.append(
        arranging.add_lesson(draft, line_of(request.form, "folder"), line_of(request.form, "title"))[1]))
    answer.location = url_for("authoring.show_text", course=course, path=made[0])
    return answer


@blueprint.post("/authoring/<course>/draft/moves")
@door(facilitator)
def move(course):
    """By a button one place up or down, or dragged to a place."""
    path, by = line_of(request.form, "path"), -1 if request.form.get("by") == "up" else 1
    if request.form.get("by") == "to":
        place = request.form.get("place", 0, int)
        return step(course, lambda draft: arranging.place(draft, path, line_of(request.form, "folder"), place))
    return step(course, lambda draft: arranging.move(draft, path, by))


@blueprint.post("/authoring/<course>/draft/titles")
@door(facilitator)
def rename(course):
    return step(course, lambda draft: arranging.rename(draft, line_of(request.form, "path"), line_of(request.form, "title")))


@blueprint.post("/authoring/<course>/draft/withdrawals")
@door(facilitator)
def withdraw(course):
    """A lesson or module; without a path, all that is gone from the texts without a word."""
    path = line_of(request.form, "path")
    if path:
        return step(course, lambda draft: arranging.withdraw(draft, path))
    draft = my_draft(course)
    gone = look_at_draft(draft, drafts.made_from(draft)).gone
    return step(course, lambda draft: arranging.withdraw_gone(draft, gone))


@blueprint.post("/authoring/<course>/draft/undoings")
@door(facilitator)
def undo(course):
    return step(course, drafts.undo if request.form.get("way") != "again" else drafts.redo)


@blueprint.post("/authoring/<course>/draft/discarding")
@door(facilitator)
def discard(course):
    with writing():
        drafts.discard(my_draft(course, lock=True))
    return redirect(url_for("authoring.show_course", course=course), 303)


def _unmoved(looked_at, locked):
    """The draft, if nothing was typed into it since it was looked at: publishing ends it."""
    if locked.step != looked_at.step:
        raise drafts.DraftHasMovedOn
    return locked


@blueprint.get("/authoring/<course>/draft/meeting")
@door(facilitator)
def show_meeting(course, refused=None):
    """What others published since the draft began, and what a person has to decide before it comes in."""
    found = meeting.meet(my_draft(course))
    return render_template("authoring/meeting.html", key=course, meeting=found, refused=refused,
                           between=lambda one: lines_between(one.theirs.decode(), one.mine.decode()))


@blueprint.post("/authoring/<course>/draft/meeting")
@door(facilitator)
def bring_in(course):
    form, prefix = request.form, "choice-"
    choices = {name.removeprefix(prefix): form.get(f"text-{name.removeprefix(prefix)}", "").replace("\r\n", "\n")
               if value == "text" else value for name, value in form.items() if name.startswith(prefix)}
    try:
        with writing():
            meeting.bring_in(my_draft(course, lock=True), form.get("edition"), choices)
    except meeting.NotAllIsDecided as refusal:
        return show_meeting(course, refused=str(refusal)), 422
    return redirect(url_for("authoring.show_draft", course=course), 303)


@blueprint.get("/authoring/<course>/draft/publication")
@door(facilitator)
def show_publication(course, refused=None):
    """What publishing the draft would change, whom it touches, and the button."""
    draft = my_draft(course)
    desk = look_at_draft(draft, drafts.made_from(draft))
    return render_template("authoring/draft_publication.html", key=course, desk=desk, draft=draft, refused=refused,
                           meeting=meeting.meet(draft), folder=desk, classes=CLASSES, touched_by=touched_by,
                           texts=texts_that_change(draft, desk.prepared), files=files_that_change(draft),
                           note=line_of(request.values, "note"), state=state_of(course))


@blueprint.post("/authoring/<course>/draft/publication")
@door(facilitator)
def publish_draft(course):
    """Publish what the page showed: neither the draft nor what stands may have moved on."""
    draft = my_draft(course)
    desk = look_at_draft(draft, drafts.made_from(draft))
    if desk.edition != request.form.get("edition"):
        return show_publication(course, refused="The draft changed after this page was made. Look at the changes again."), 409
    ruling, note, by = read_ruling(request.form), line_of(request.form, "note"), visitor().id
    try:
        with writing():
            number = publish_prepared(desk.prepared, touched=whom_it_touches(desk.changes), by=by, note=note,
                                      expecting=draft.based_on, ruling=ruling).number
            drafts.discard(_unmoved(draft, my_draft(course, lock=True)))
    except (CourseHasMovedOn, CourseIsArchived, drafts.DraftHasMovedOn) as refusal:
        return show_publication(course, refused=str(refusal)), 409
    except ClassDoesNotFit as refusal:
        return show_publication(course, refused=str(refusal)), 422
    except CourseDoesNotParse:
        return show_publication(course, refused="The draft has errors, so nothing was published."), 422
    told = write_back_if_wanted(course, by=by)
    go_on_marking(course, ruling.remark, number=number, note=note, by=by)
    return redirect(url_for("authoring.show_course", course=course, told=sealed(told)), 303)
