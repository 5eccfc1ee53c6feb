"""What people see when something is refused or fails: one page, a sentence, and no trace of the inside."""

from flask import g, render_template, request
from flask.globals import request_ctx
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from psycopg import OperationalError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from course.errors import CourseError, NoDatabase
from course.logs import log


def open_in(app):
    app.register_error_handler(CourseError, refuse)
    app.register_error_handler(CSRFError, refuse_form)
    app.register_error_handler(DBAPIError, refuse_without_database)
    app.register_error_handler(HTTPException, refuse_request)
    app.register_error_handler(Exception, fail)


def refuse(error):
    headers = {"Retry-After": "2"} if error.status == 503 else {}
    return page(error.status, str(error), error.heading), error.status, headers


def refuse_form(error):
    return page(
        400,
        "This form has grown old or came from elsewhere, so nothing was saved. Go back, reload the page, "
        "and send it again.",
    ), 400


def refuse_request(error):
    if error.code is None or error.code < 400:  # a redirect that werkzeug raises
        return error
    return page(error.code), error.code, [(k, v) for k, v in error.get_headers() if k in ("Allow", "Retry-After")]


# Of psycopg's operational errors: not there, or cut off in mid-sentence (None); shut down, starting, or with no place left.
AWAY = {None, "08000", "08003", "08006", "57P01", "57P02", "57P03", "53300"}


def refuse_without_database(error):
    """503 where the database server is away, for it will be back; what else it says is a failure."""
    if not (isinstance(error.orig, OperationalError) and error.orig.sqlstate in AWAY):
        return fail(error)
    log.error("no database", kind=type(error.orig).__name__, sqlstate=error.orig.sqlstate)
    return refuse(NoDatabase())


def fail(error):
    log.error(
        "failure", door=request.url_rule.rule if request.url_rule else None, kind=type(error).__name__, exc_info=True
    )
    return page(500), 500


def page(status, sentence=None, heading=None):
    """The page of a refusal; without the visitor's name where the database that knows her does not answer."""
    if request_ctx.url_adapter is None:  # asked for by a host name that is not ours, so no link can be made
        return "<!doctype html><title>Unknown host</title><p>This site does not answer to the name that you asked for.</p>"
    try:
        return render_template("errors/error.html", status=status, sentence=sentence, own_heading=heading)
    except SQLAlchemyError:
        g._login_user = AnonymousUserMixin()  # where Flask-Login keeps who is here
        return render_template("errors/error.html", status=status, sentence=sentence, own_heading=heading)
