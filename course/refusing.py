"""What people see when something is refused or fails: one page, a sentence, and no trace of the inside."""

from urllib.parse import quote

from flask import g, redirect, render_template, request, session, url_for
from flask.globals import request_ctx
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError, TimeoutError
from werkzeug.exceptions import HTTPException

from course.errors import CourseError, TooBusy
from course.logs import log

FORM_IS_OLD = ("You signed in or out after this form was opened, or it came from elsewhere, so nothing was saved. Open its page"
               " again, and send it from there.")
NO_COOKIE = ("No cookie came with this form, so nothing was saved: you were signed out since you opened it, or your browser"
             " takes no cookies from this site.")


def open_in(app):
    app.register_error_handler(CourseError, refuse)
    app.register_error_handler(CSRFError, refuse_form)
    app.register_error_handler(TimeoutError, lambda error: refuse(TooBusy()))
    app.register_error_handler(HTTPException, refuse_request)
    app.register_error_handler(Exception, fail)


def refuse(error):
    headers = {"Retry-After": "2"} if error.status == 503 else {}
    return page(error.status, str(error), error.heading, **_way_back(error.status)), error.status, headers


def _way_back(status):
    """For a form in a lesson: what she typed, and where the form stands."""
    back = _lesson_of_form() if request.method == "POST" and status != 404 else None
    return {"typed": _typed(), "back": back} if back else {}


def refuse_form(error):
    """What she typed stands on the page of the refusal, for she may have been signed out while she wrote."""
    typed = _typed()
    heading, why = "This was not sent" if typed else None, FORM_IS_OLD if request.cookies else NO_COOKIE
    return page(400, why, heading, typed=typed, back=_lesson_of_form(), old=True), 400


def _typed():
    """{name: text} of what was written and is no password: it has a space, or a sign that no choice and no hidden field has."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":  # others could put words there
        return {}
    return {name: text for name, text in request.form.items()
            if (len(text.split()) > 1 or not text.isascii()) and "password" not in name}


def _lesson_of_form():
    """The address of the lesson that the form stood in, with the form open, or None."""
    place = request.view_args or {}
    if "lesson" not in place or request.blueprint != "learning":
        return None
    sheet = place.get("sheet")
    return url_for("learning.show_lesson", course=place["course"], lesson=place["lesson"], again=sheet, _anchor=sheet)


def refuse_request(error):
    if error.code is None or error.code < 400:  # a redirect that werkzeug raises
        return error
    if refusal := refusal_in(error):
        return refuse(refusal)
    if error.code == 404 and (place := _without_last_slash()):
        return redirect(place, 308)
    back = _lesson_of_form() if error.code == 413 else None  # too large to read
    return page(error.code, back=back), error.code, [(k, v) for k, v in error.get_headers() if k in ("Allow", "Retry-After")]


def _without_last_slash():
    """The address that was meant, if a slash at the end is all that is wrong with it: such are typed, and made by other sites."""
    path = request.path.rstrip("/")
    if request.method not in ("GET", "HEAD") or path in ("", request.path) or request_ctx.url_adapter is None:
        return None
    try:
        request_ctx.url_adapter.match(path, method="GET")
    except HTTPException:
        return None
    words = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return request.script_root + quote(path) + words


def refusal_in(error):
    """The refusal that Flask has wrapped into a failure of its own, for it came from what is done after a request; or None."""
    original = getattr(error, "original_exception", None)
    return original if isinstance(original, CourseError) else None


def fail(error):
    log.error(
        "failure", door=request.url_rule.rule if request.url_rule else None, kind=type(error).__name__, exc_info=True
    )
    return page(500), 500


def page(status, sentence=None, heading=None, **more):
    """The page of a refusal; without the visitor's name where the database that knows her does not answer."""
    if request_ctx.url_adapter is None:  # asked for by a host name that is not ours, so no link can be made
        return "<!doctype html><title>Unknown host</title><p>This site does not answer to the name that you asked for.</p>"
    session.go_back()
    try:
        return render_template("errors/error.html", status=status, sentence=sentence, own_heading=heading, **more)
    except (SQLAlchemyError, CourseError):
        g._login_user = AnonymousUserMixin()  # where Flask-Login keeps who is here
        return render_template("errors/error.html", status=status, sentence=sentence, own_heading=heading, **more)
