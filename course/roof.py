"""What every page needs from several rooms at once: the names in templates, static files, and the health address."""

import hmac
from datetime import UTC
from ipaddress import ip_address
from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, request, url_for
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from course import counting_requests
from course.content.queries import all_standing
from course.database import db
from course.errors import CourseError
from course.people.access import Rule, anyone, door, visitor
from course.people.sessions import form_token
from course.static_files import hashed, serve
from course.watching import figures

blueprint = Blueprint("roof", __name__)


@blueprint.get("/health")
@door(anyone)
def show_health():
    """200 with `ok`, or 503: whether this process can read its database."""
    try:
        db.session.execute(text("SELECT 1"))
    except (SQLAlchemyError, CourseError):
        return "The database does not answer.\n", 503, {"Content-Type": "text/plain"}
    return "ok\n", 200, {"Content-Type": "text/plain", "Cache-Control": "no-store"}


@blueprint.get("/courses")
@door(anyone)
def show_courses():
    """Where all addresses of courses begin, for who shortens one by hand."""
    return redirect(url_for("learning.show_catalogue"))


def _may_watch(visitor, address):
    """A monitor with the token; without one in the settings, whatever asks from this machine."""
    token = current_app.config["SETTINGS"].METRICS_TOKEN
    if token:
        given = request.authorization
        return given is not None and given.type == "bearer" and hmac.compare_digest((given.token or "").encode(), token.encode())
    return ip_address(request.remote_addr or "0.0.0.0").is_loopback


monitor = Rule("a monitor", _may_watch)


@blueprint.get("/metrics")
@door(monitor)
def show_metrics():
    """For Prometheus, of all workers together; no person is in it."""
    from_library = counting_requests.as_text(figures())
    return Response(from_library, headers={"Cache-Control": "no-store"}, content_type="text/plain; version=0.0.4; charset=utf-8")


def desks(person):
    """The courses that somebody works on: (key, title, role)."""
    titles = {one.outline.key: one.outline.title for one in all_standing()} if person and person.roles else {}
    return [
        (key, titles[key], role)
        for role in ("facilitator", "evaluator")
        for key in (person.courses_as(role) if person else ())
        if key in titles
    ]


def open_in(app):
    app.register_blueprint(blueprint)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["day"] = lambda at: f"{at.astimezone(UTC):%-d %B %Y}"
    app.jinja_env.globals |= {"site_name": app.config["SETTINGS"].SITE_NAME, "desks": desks, "static": hashed}
    app.context_processor(lambda: {"visitor": visitor(), "csrf_token": form_token})
    app.wsgi_app = serve(app.wsgi_app, Path(app.config["SETTINGS"].INSTANCE) / "static")
