"""The administrator's doors to the ledger: every statement, by filters, one by one, as a file; and how the store is."""

from contextlib import suppress
from uuid import UUID

from flask import Blueprint, Response, render_template, request, stream_with_context

from course.clock import now
from course.csv_text import FLAVOURS, PLAIN, columns_of, csv_chunks
from course.errors import CourseError, NotFound
from course.people.access import administrator, door
from course.statements import browsing
from course.statements.finding import ledger
from course.statements.searching import place_of, read_place
from course.statements.sentences import in_lines, sentence
from course.statements.settling import seconds_behind
from course.statements.vocabulary import NAMES
from course.statements.xapi.exact import parse

blueprint = Blueprint("ledger", __name__, template_folder="templates")
COLUMNS = ("id", "stored", "timestamp", "actor", "verb", "activity", "course", "lesson", "question", "response", "success",
           "score", "maximum", "source", "voided")


def _actors(words):
    """A name in the ledger is a UUID; anything else is nobody's."""
    with suppress(ValueError):
        return (UUID(words),)
    return ()


@blueprint.get("/statements")
@door(administrator)
def show_statements():
    refused, rows, more, found = None, [], None, None
    try:
        wanted = browsing.wanted_in(request.args, _actors)
        rows, more = browsing.page_of(wanted, read_place(request.args.get("from", "")))
        found = browsing.arrivals(wanted, now().date())
    except CourseError as wrong:
        refused = str(wrong)
    total, newest = browsing.stored_so_far()
    return render_template(
        "lrs/statements.html", rows=[(row, _sentence(row, browsing.IN_A_LINE)) for row in rows],
        more=more and place_of(more), arrivals=found, refused=refused, given=request.args, verbs=browsing.verbs_said(),
        sources=browsing.sources(), total=total, newest=newest, lag=seconds_behind(),
        names=NAMES), 422 if refused else 200


def _sentence(row, longest=None):
    return sentence(parse(row.statement), str(row.actor)[:8], longest)


@blueprint.get("/statements/<uuid:statement>")
@door(administrator)
def show_statement(statement):
    row = browsing.one_of(browsing.Wanted(), ledger.c.id == statement)
    if row is None:
        raise NotFound("There is no such statement.")
    return render_template("lrs/statement.html", row=row, words=_sentence(row), text=in_lines(parse(row.statement)))


@blueprint.get("/statements.csv")
@door(administrator)
def export_statements():
    """With the filters of the page, sent as it is read."""
    wanted, flavour = browsing.wanted_in(request.args, _actors), request.args.get("flavour", PLAIN)
    if flavour not in FLAVOURS:
        raise NotFound("There is no such file.")
    answer = Response(stream_with_context(csv_chunks(COLUMNS, _batches(wanted), flavour)), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename="statements.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _batches(wanted):
    for batch in browsing.each(wanted):
        yield columns_of([[_text(getattr(row, name)) for name in COLUMNS] for row in batch])


def _text(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
