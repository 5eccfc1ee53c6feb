"""What every page needs from several rooms at once: the names in templates, static files, and the health address."""

from datetime import UTC
from pathlib import Path

from flask import Blueprint
from flask_wtf.csrf import generate_csrf
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from course.content.queries import all_standing
from course.database import db
from course.people.access import anyone, door, visitor
from course.static_files import hashed, serve

blueprint = Blueprint("roof", __name__)


@blueprint.get("/health")
@door(anyone)
def show_health():
    """200 with `ok`, or 503: whether this process can read its database."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "The database does not answer.\n", 503, {"Content-Type": "text/plain"}
    return "ok\n", 200, {"Content-Type": "text/plain", "Cache-Control": "no-store"}


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
    app.context_processor(lambda: {"visitor": visitor(), "csrf_token": generate_csrf})
    app.wsgi_app = serve(app.wsgi_app, Path(app.config["SETTINGS"].INSTANCE) / "static")
