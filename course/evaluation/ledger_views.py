"""The evaluator's doors to the statements of her course, under the names of its files: none leads to the ledger's own."""

from flask import Response, render_template, request, stream_with_context, url_for

from course.clock import now
from course.content.queries import standing
from course.csv_text import FLAVOURS, PLAIN, csv_chunks
from course.errors import CourseError, NotFound
from course.evaluation.told import COLUMNS, People, told, told_batches
from course.evaluation.views import blueprint
from course.people.access import door, evaluator
from course.statements import browsing
from course.statements.finding import ledger
from course.statements.searching import place_of, read_place
from course.statements.sentences import in_lines, sentence


@blueprint.get("/evaluation/<course>/statements")
@door(evaluator)
def show_statements(course):
    now_standing, people = standing(course), People(course)
    refused, rows, more, found = None, [], None, None
    try:
        wanted = browsing.wanted_in(request.args, people.actors, course)
        rows, more = browsing.page_of(wanted, read_place(request.args.get("from", "")))
        found = browsing.arrivals(wanted, now().date())
    except CourseError as wrong:
        refused = str(wrong)
    shown = [(url_for("evaluation.show_statement", course=course, position=row.position),
              _sentence(row, people, browsing.IN_A_LINE), row.stored, row.source, row.voided) for row in rows]
    return render_template(
        "evaluation/statements.html", course=now_standing.outline, rows=shown, more=more and place_of(more), arrivals=found,
        refused=refused, given=request.args, verbs=browsing.verbs_said(course),
        sources=browsing.sources()), 422 if refused else 200


def _sentence(row, people, longest=None):
    return sentence(told(row, people), people.name(row.actor)[:8], longest)


@blueprint.get("/evaluation/<course>/statements/<int:position>")
@door(evaluator)
def show_statement(course, position):
    now_standing, people = standing(course), People(course)
    row = browsing.one_of(browsing.Wanted(course=course), ledger.c.position == position)
    if row is None:
        raise NotFound("There is no such statement.")
    return render_template("evaluation/statement.html", course=now_standing.outline, row=row, pid=people.name(row.actor),
                           words=_sentence(row, people), text=in_lines(told(row, people)))


@blueprint.get("/evaluation/<course>/statements.csv")
@door(evaluator)
def export_statements(course):
    """With the filters of the page, sent as it is read."""
    people, flavour = People(standing(course).outline.key), request.args.get("flavour", PLAIN)
    if flavour not in FLAVOURS:
        raise NotFound("There is no such file.")
    wanted = browsing.wanted_in(request.args, people.actors, course)
    chunks = csv_chunks(COLUMNS, told_batches(wanted, people), flavour)
    answer = Response(stream_with_context(chunks), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{course}-statements.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer
