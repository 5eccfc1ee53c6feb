"""The doors to a course's history: its editions, what lies between any two of them, and the button that brings one back."""

from flask import redirect, render_template, request, url_for

from course.authoring.draft_views import my_draft
from course.authoring.drafts import DraftHasMovedOn
from course.authoring.editions.between import A_PAGE, between
from course.authoring.editions.restoring import bring_back
from course.authoring.editions.telling import sealed
from course.authoring.editions.writing_back import is_wanted, write_back_if_wanted
from course.authoring.saying import touched_by
from course.authoring.views import blueprint
from course.content import queries
from course.content.editions import last_number, put_out, put_out_as
from course.content.settling import CLASSES
from course.database import writing
from course.errors import NotFound
from course.people.access import door, facilitator, visitor
from course.people.queries import names_of

EDITIONS = 20  # on a page
LARGEST = 9  # digits of a number


@blueprint.get("/authoring/<course>/editions")
@door(facilitator)
def show_editions(course):
    """Each edition with when, by whom and why; the oldest of a page leads to those before it."""
    standing = queries.standing(course)
    found = put_out(course, below=_number("below"), limit=EDITIONS + 1)
    shown = found[:EDITIONS]
    return render_template(
        "authoring/editions.html",
        course=standing.outline,
        standing=standing,
        editions=shown,
        names=names_of(one.by for one in shown if one.by),
        earlier=shown[-1].number if len(found) > EDITIONS else None,
        newest=last_number(course),
        touched_by=touched_by,
        classes=CLASSES,
    )


@blueprint.get("/authoring/<course>/editions/differences")
@door(facilitator)
def show_differences(course):
    """What lies between the editions `from` and `to`, the older first whichever was named so; 0 is before the first."""
    standing = queries.standing(course)
    newest = last_number(course)
    to = _number("to", newest)
    older, newer = sorted((_number("from", max(0, to - 1)), to))
    found = between(course, put_out_as(course, older) if older else None, put_out_as(course, newer))
    pages = max(1, -(-len(found.lessons) // A_PAGE))
    page = min(max(_number("page", 1), 1), pages)
    return render_template(
        "authoring/differences.html",
        course=standing.outline,
        between=found,
        lessons=found.lessons[(page - 1) * A_PAGE:page * A_PAGE],
        page=page,
        pages=pages,
        newest=newest,
        names=names_of(one.by for one in (found.older, found.newer) if one and one.by),
        touched_by=touched_by,
        standing=standing,
        draft=my_draft(course),
    )


@blueprint.post("/authoring/<course>/editions/<int:number>/restorations")
@door(facilitator)
def restore_edition(course, number):
    """Bring an edition back into her draft, and go on to what publishing it would do. Neither may have moved on."""
    earlier = put_out_as(course, number)
    standing = queries.standing(course)
    if standing.edition != request.form.get("standing"):
        raise DraftHasMovedOn
    with writing():
        draft = my_draft(course, lock=True)
        if request.form.get("step") != str(draft.step):
            raise DraftHasMovedOn
        bring_back(draft, course, earlier, standing)
    note = f"Number {number} of {earlier.at:%-d %B %Y} stands again"
    return redirect(url_for("authoring.show_publication", course=course, note=note), 303)


@blueprint.post("/authoring/<course>/write-backs")
@door(facilitator)
def write_edition_back(course):
    """Into the folder and its repository: once more, where it could not be done when the edition was published."""
    queries.standing(course)
    if not is_wanted():
        raise NotFound("This site does not write editions back into git.")
    told = write_back_if_wanted(course, by=visitor().id)
    return redirect(url_for("authoring.show_course", course=course, told=sealed(told)), 303)


def _number(name, default=None):
    given = request.args.get(name, "")
    return int(given[:LARGEST]) if given.isdecimal() and given.isascii() else default
