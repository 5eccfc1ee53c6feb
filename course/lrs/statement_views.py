"""The doors of the statements: one is put, several are posted, one is read by its id, many by filters, a page at a time."""

from contextlib import suppress
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from course.database import writing
from course.errors import CourseError, NotFound
from course.lrs.answering import shown
from course.lrs.asking import FILTERS, ONE, format_in, mine, parameters, required, search_in, truth_in, uuid_in
from course.lrs.entering import THROUGH
from course.lrs.views import blueprint, entrance, json
from course.statements.receiving import receive
from course.statements.recording import accept, iso
from course.statements.searching import find_one, search
from course.statements.settling import settled
from course.statements.xapi.exact import dump

READ = ("all/read", "statements/read", "statements/read/mine")


def tell_settled(response):
    """Up to when the ledger stands; of an answer that did not read it, up to when it stands now."""
    with suppress(SQLAlchemyError):  # the answer says already that the database is away
        response.headers[THROUGH] = iso(g.settled if "settled" in g else settled())


@blueprint.put("/statements")
@entrance("statements/write")
def put_statement():
    given = parameters("statementId")
    required(given, "statementId")
    received = receive(_body(), g.xapi, expected=uuid_in(given, "statementId"))
    with writing():
        accept(received, g.sender)
    return Response(status=204)


@blueprint.post("/statements")
@entrance("statements/write")
def post_statements():
    parameters()
    received = receive(_body(), g.xapi)
    with writing():
        accept(received, g.sender)
    return json(dump([one.name for one in received]))


def _body():
    """JSON, as the content type says. It is read whole before anything is locked."""
    if request.mimetype != "application/json":
        raise CourseError("Statements are sent as application/json, or as multipart/mixed with attachments.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise CourseError("JSON is UTF-8; the content type says another charset.")
    return request.get_data()


@blueprint.get("/statements")
@entrance(*READ)
def show_statements():
    if {"statementId", "voidedStatementId"} & set(request.args):
        return _show_one(parameters(*ONE))
    given = parameters(*FILTERS)
    asked, form = search_in(given), format_in(given)
    truth_in(given, "attachments")
    g.settled = settled()
    rows, more = search(asked)
    texts = shown([row.statement for row in rows], form)
    return json('{"statements":[' + ",".join(texts) + f'],"more":{dump(_more(given, more))}}}')


def _show_one(given):
    if {"statementId", "voidedStatementId"} <= given.keys():
        raise CourseError("Ask for statementId or for voidedStatementId, not for both.")
    name = "statementId" if "statementId" in given else "voidedStatementId"
    wanted, form = uuid_in(given, name), format_in(given)
    truth_in(given, "attachments")
    g.settled = settled()
    row = find_one(UUID(str(wanted)), voided=name == "voidedStatementId", mine=mine())
    if row is None:
        raise NotFound("There is no such statement, or none that you may read.")
    answer = json(shown([row.statement], form)[0])
    answer.last_modified = row.stored
    return answer


def _more(given, place):
    """The address of the next page, without the host: it leads through whatever proxy led here."""
    return f"{request.script_root}{request.path}?{urlencode(given | {'from': place})}" if place else ""
