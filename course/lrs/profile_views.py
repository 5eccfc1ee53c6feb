"""The doors of our vocabulary: a page for people, the same as JSON-LD for programs, and where each extension's name leads."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from course.errors import NotFound
from course.people.access import anyone, door
from course.statements import vocabulary
from course.statements.platform import platform_iri
from course.statements.profile import fragment, profile, used_with, version_iri
from course.statements.xapi.exact import dump

blueprint = Blueprint("profile", __name__, url_prefix="/xapi", template_folder="templates")
LINKED = "application/ld+json"


@blueprint.get("/profile")
@door(anyone)
def show_profile():
    """A page, unless whoever asks would rather have JSON."""
    if request.accept_mimetypes.best_match(["text/html", LINKED, "application/json"]) in (LINKED, "application/json"):
        answer = show_profile_as_json()
    else:
        answer = current_app.make_response(render_template(
            "lrs/profile.html", platform=_platform(), version=version_iri(_platform()).partition("#")[2], words=vocabulary,
            fragment=fragment, used_with=used_with))
        answer.headers["Cache-Control"] = "no-store"  # its frame says who is here
    answer.vary.add("Accept")
    return answer


@blueprint.get("/profile.jsonld")
@door(anyone)
def show_profile_as_json():
    answer = Response(dump(profile(_platform(), current_app.config["SETTINGS"].SITE_NAME)), mimetype=LINKED)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@blueprint.get("/extensions/<extension>")
@door(anyone)
def show_extension(extension):
    """The address by which statements name an extension: its place on the page."""
    if extension not in vocabulary.EXTENSIONS:
        raise NotFound
    return redirect(url_for("profile.show_profile", _anchor=f"extension-{extension}"))


def _platform():
    return platform_iri() or current_app.config["SETTINGS"].platform
