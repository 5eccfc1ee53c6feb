"""The doors of the statements: one is put, several are posted, one is read by its id, many by filters, a page at a time."""

from contextlib import suppress
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from course.database import in_writing
from course.errors import CourseError, NotFound
from course.lrs.answering import shown
from course.lrs.asking import (
    FILTERS,
    ONE,
    format_in,
    mine,
    parameters,
    registration,
    required,
    search_in,
    truth_in,
    uuid_in,
)
from course.lrs.attaching import mixed, sent
from course.lrs.entering import THROUGH
from course.lrs.session_views import keep
from course.lrs.views import blueprint, entrance, json
from course.statements.receiving import receive
from course.statements.recording import iso
from course.statements.searching import find_one, search
from course.statements.settling import settled, settled_lately
from course.statements.xapi.exact import dump

READ = ("all/read", "statements/read", "statements/read/mine")


def tell_settled(response):
    """Up to when the ledger stands; of an answer that did not read it, up to when it stood a moment ago."""
    with suppress(SQLAlchemyError, CourseError):  # the answer says already that the database is away
        response.headers[THROUGH] = iso(g.settled if "settled" in g else settled_lately())


@blueprint.put("/statements")
@entrance("statements/write")
def put_statement():
    given = parameters("statementId")
    required(given, "statementId")
    with sent() as (body, parts):
        received = receive(body, g.xapi, parts, expected=uuid_in(given, "statementId"))
        in_writing(keep, received, parts, True)
    return Response(status=204)


@blueprint.post("/statements")
@entrance("statements/write")
def post_statements():
    parameters()
    with sent() as (body, parts):
        received = receive(body, g.xapi, parts)
        in_writing(keep, received, parts)
    return json(dump([one.name for one in received]))


@blueprint.get("/statements")
@entrance(*READ)
def show_statements():
    if {"statementId", "voidedStatementId"} & set(request.args):
        return _show_one(parameters(*ONE))
    given = parameters(*FILTERS)
    asked, form, attached = search_in(given), format_in(given), truth_in(given, "attachments")
    g.settled = settled()
    rows, more = search(asked)
    texts = shown([row.statement for row in rows], form)
    text = '{"statements":[' + ",".join(texts) + f'],"more":{dump(_more(given, more))}}}'
    return mixed(text, rows) if attached else json(text)


def _show_one(given):
    if {"statementId", "voidedStatementId"} <= given.keys():
        raise CourseError("Ask for statementId or for voidedStatementId, not for both.")
    name = "statementId" if "statementId" in given else "voidedStatementId"
    wanted, form, attached = uuid_in(given, name), format_in(given), truth_in(given, "attachments")
    g.settled = settled()
    row = find_one(UUID(str(wanted)), voided=name == "voidedStatementId", mine=mine(), registration=registration())
    if row is None:
        raise NotFound("There is no such statement, or none that you may read.")
    (text,) = shown([row.statement], form)
    answer = mixed(text, [row]) if attached else json(text)
    answer.last_modified = row.stored
    return answer


def _more(given, place):
    """The address of the next page, without the host: it leads through whatever proxy led here."""
    return f"{request.script_root}{request.path}?{urlencode(given | {'from': place})}" if place else ""
