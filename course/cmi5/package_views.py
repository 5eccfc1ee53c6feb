"""The facilitator's doors: the packages of a course, a new one, one with its units; and the administrator's list of all."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from course.cmi5 import importing, queries
from course.cmi5.errors import NoSuchLearner, PackageRefused
from course.cmi5.forms import ImportForm
from course.cmi5.offering import find_learner, hold_learner
from course.cmi5.satisfying import waive
from course.cmi5.sessions import abandon
from course.cmi5.structure import in_words
from course.config import MEGABYTE
from course.content.queries import standing
from course.database import writing
from course.errors import CourseError, NotFound
from course.people.access import administrator, door, facilitator, visitor

blueprint = Blueprint("packages", __name__, template_folder="templates")


@blueprint.url_value_preprocessor
def take_large_bodies(endpoint, values):
    """Before anything reads the form: of who may import a package, and of nobody else."""
    if endpoint == "packages.import_package" and facilitator.allows(visitor(), values):
        request.max_content_length = current_app.config["SETTINGS"].PACKAGE_MEGABYTES * MEGABYTE


@blueprint.get("/packages")
@door(administrator)
def show_all():
    return render_template("cmi5/all_packages.html", packages=queries.all_packages(), in_words=in_words)


@blueprint.get("/packages/<course>")
@door(facilitator)
def show_packages(course):
    return _page(course, ImportForm())


@blueprint.post("/packages/<course>/versions")
@door(facilitator)
def import_package(course):
    """The files are kept a few megabytes at a time; only then does it stand."""
    standing(course)
    form, by = ImportForm(), visitor().id
    if not form.validate():
        return _page(course, form), 422
    sent = form.package.data
    try:
        given = importing.begin_import(course, form.key.data or "", sent.stream, sent.filename)
        if importing.is_standing(given) is None:
            _keep(given, by)
    except PackageRefused as refusal:
        form.package.errors = [str(refusal)]
        return _page(course, form), 422
    return redirect(url_for("packages.show_package", course=course, key=given.key), 303)


def _keep(given, by):
    try:
        for files, pieces in importing.batches(given):
            with writing():
                importing.keep(files, pieces)
        with writing():
            importing.finish_import(given, by=by)
    except BaseException:
        with writing():
            importing.drop(given.content)
        raise


@blueprint.get("/packages/<course>/<key>")
@door(facilitator)
def show_package(course, key):
    return _package_page(course, key, request.args.get("code", ""))


def _package_page(course, key, code="", refused=None):
    offered, found = queries.package(course, key), None
    if code and not refused:
        try:
            found = find_learner(offered, code)
        except NoSuchLearner as refusal:
            refused = str(refusal)
    return render_template("cmi5/package.html", course=standing(course).outline, package=offered, in_words=in_words, code=code,
                           found=found, refused=refused, has=lambda unit, what: ("unit", unit.id, what) in found.outcomes)


@blueprint.post("/packages/<course>/<key>/waivers")
@door(facilitator)
def waive_unit(course, key):
    """Count a unit as done for the learner who told her code, and say why."""
    code, reason = request.form.get("code", ""), " ".join(request.form.get("reason", "").split())[:500]
    by = visitor().id
    if not reason:
        return _package_page(course, key, code, refused="Say why in a line: it is kept, and told to the ledger."), 422
    try:
        with writing():
            way = hold_learner(queries.package(course, key), code).way
            unit = way.offered.structure.unit(request.form.get("unit", ""))
            if unit is None:
                raise NotFound
            waive(way, unit, reason, by=by)
            _follow(way.id)
    except CourseError as refusal:
        return _package_page(course, key, code, refused=str(refusal)), refusal.status
    return redirect(url_for("packages.show_package", course=course, key=key, code=code, _anchor="learner"), 303)


@blueprint.post("/packages/<course>/<key>/abandonments")
@door(facilitator)
def end_session(course, key):
    """End a session that goes on, of the learner who told her code."""
    code, name, by = request.form.get("code", ""), request.form.get("session", ""), visitor().id
    try:
        with writing():
            for session in hold_learner(queries.package(course, key), code).sessions:
                if str(session.id) == name:
                    abandon(session, by=by)
    except NoSuchLearner as refusal:
        return _package_page(course, key, code, refused=str(refusal)), 422
    return redirect(url_for("packages.show_package", course=course, key=key, code=code, _anchor="learner"), 303)


def _follow(registration_id):
    for follow in current_app.extensions["when satisfied"]:
        follow(registration_id)


def _page(course, form):
    return render_template("cmi5/packages.html", course=standing(course).outline, packages=queries.packages_of(course),
                           form=form, in_words=in_words)
