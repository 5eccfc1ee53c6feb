"""What people see when something is refused or fails: one page, a sentence, and no trace of the inside."""

from flask import render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from course.errors import CourseError
from course.logs import log


def open_in(app):
    app.register_error_handler(CourseError, refuse)
    app.register_error_handler(CSRFError, refuse_form)
    app.register_error_handler(HTTPException, refuse_request)
    app.register_error_handler(Exception, fail)


def refuse(error):
    headers = {"Retry-After": "2"} if error.status == 503 else {}
    return page(error.status, str(error)), error.status, headers


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


def fail(error):
    log.error(
        "failure", door=request.url_rule.rule if request.url_rule else None, kind=type(error).__name__, exc_info=True
    )
    return page(500), 500


def page(status, sentence=None):
    return render_template("errors/error.html", status=status, sentence=sentence)
