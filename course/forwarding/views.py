"""The administrator's doors: where records of learning go on to, how each destination stands, and what it would not take."""

from datetime import UTC, datetime, time
from functools import partial

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from course.content.queries import all_standing
from course.database import db, writing
from course.errors import CourseError
from course.forwarding import directing, queries
from course.forwarding.forms import ChangeForm, DestinationForm, ReplayForm
from course.forwarding.judging import TAKEN
from course.forwarding.sending import send_test
from course.people.access import administrator, door, number_in, visitor
from course.statements.platform import fix_platform
from course.statements.vocabulary import VERBS

blueprint = Blueprint("forwarding", __name__, template_folder="templates")
FIELDS = ("title", "address", "user", "secret", "version", "course", "verbs", "of_tools", "with_names")


def _titles():
    return [(one.outline.key, one.outline.title) for one in all_standing()]


def _offered(form):
    """Also a course that a destination names and that has gone."""
    titles = _titles()
    gone = form.course.data and form.course.data not in dict(titles)
    return form.offer([*titles, (form.course.data, form.course.data)] if gone and not form.is_submitted() else titles)


def _list_page(form=None, status=200, **more):
    rows = queries.destinations()
    stands = [(one, queries.state(one), queries.lag(one), queries.count_refusals(one.id)) for one in rows]
    return render_template("forwarding/destinations.html", form=form or _offered(DestinationForm(formdata=None)), stands=stands,
                           **more), status


def _page(number, form=None, replay=None, status=200, **more):
    row = directing.standing_one(number)
    if form is None:
        form = _offered(ChangeForm(formdata=None, data=row._asdict() | {"verbs": (row.verbs or "").split(), "secret": ""}))
    return render_template(
        "forwarding/destination.html", one=row, form=form, replay=replay or ReplayForm(formdata=None), state=queries.state(row),
        lag=queries.lag(row), refusals=queries.open_refusals(number), count=queries.count_refusals(number), verbs=VERBS,
        titles=dict(_titles()), counted=queries.COUNTED, **more), status


def _data(form):
    return {name: getattr(form, name).data for name in FIELDS}


def _begin(day):
    """The moment at which a day begins."""
    return datetime.combine(day, time.min, UTC) if day else None


@blueprint.get("/destinations")
@door(administrator)
def show_destinations():
    return _list_page()


@blueprint.post("/destinations")
@door(administrator)
def make_destination():
    """The answer for a webhook is a page and no redirect: its secret is shown in it and nowhere else."""
    form, by = _offered(DestinationForm()), visitor().id
    if not form.validate():
        return _list_page(form, 422)
    try:
        with writing():
            fix_platform(current_app.config["SETTINGS"].platform)
            number, secret = directing.make_destination(form.kind.data, _data(form), since=_begin(form.since.data), by=by)
    except directing.WrongDestination as wrong:
        form[wrong.name].errors = [str(wrong)]
        return _list_page(form, 422)
    if form.kind.data == "webhook" and not form.secret.data:
        return _page(number, made=secret)
    return redirect(url_for("forwarding.show_destination", number=number), 303)


@blueprint.get("/destinations/<int:number>")
@door(administrator)
def show_destination(number):
    return _page(number)


@blueprint.post("/destinations/<int:number>/changes")
@door(administrator)
def change_destination(number):
    directing.standing_one(number)
    form, by = _offered(ChangeForm()), visitor().id
    if not form.validate():
        return _page(number, form, status=422)
    try:
        with writing():
            directing.change_destination(number, _data(form), by=by)
    except directing.WrongDestination as wrong:
        form[wrong.name].errors = [str(wrong)]
        return _page(number, form, status=422)
    return redirect(url_for("forwarding.show_destination", number=number), 303)


@blueprint.post("/destinations/<int:number>/tests")
@door(administrator)
def test_destination(number):
    """It asks the other machine at once, outside of any transaction, for ten seconds at most."""
    try:
        verdict = send_test(number)
        tested = (verdict.what == TAKEN, verdict.words)
    except directing.NotFound:
        raise
    except CourseError as refusal:
        tested = (False, str(refusal))
    db.session.rollback()
    return _page(number, tested=tested)


@blueprint.post("/destinations/<int:number>/replays")
@door(administrator)
def replay_destination(number):
    directing.standing_one(number)
    form, by = ReplayForm(), visitor().id
    if form.validate():
        try:
            with writing():
                directing.replay(number, _begin(form.since.data), by=by)
            return redirect(url_for("forwarding.show_destination", number=number), 303)
        except directing.WrongDestination as wrong:
            form.since.errors = [str(wrong)]
    return _page(number, replay=form, status=422)


def _do(number, act):
    """An act on a destination, and its page again; what was done meanwhile is said on it."""
    try:
        with writing():
            act()
    except (directing.AnotherState, directing.Settled) as refused:
        return _page(number, refused=str(refused), status=refused.status)
    return redirect(url_for("forwarding.show_destination", number=number), 303)


@blueprint.post("/destinations/<int:number>/pauses")
@door(administrator)
def pause_destination(number):
    return _do(number, partial(directing.pause, number, by=visitor().id))


@blueprint.post("/destinations/<int:number>/resumptions")
@door(administrator)
def resume_destination(number):
    return _do(number, partial(directing.go_on, number, by=visitor().id))


@blueprint.post("/destinations/<int:number>/tries")
@door(administrator)
def try_destination(number):
    return _do(number, partial(directing.try_now, number))


@blueprint.post("/destinations/<int:number>/refusals")
@door(administrator)
def decide_refusal(number):
    """The button says which of the two: `again` or `leave`, with the refusal's number, or `all` to send all again."""
    by, refusal = visitor().id, number_in(request.form, "refusal")
    act = {"again": partial(directing.send_again, number, refusal), "all": partial(directing.send_all_again, number),
           "leave": partial(directing.leave_out, number, refusal, by=by)}.get(request.form.get("what", ""))
    if act is None:
        raise CourseError("Choose “Send again” or “Leave out”.")
    return _do(number, act)


@blueprint.post("/destinations/<int:number>/removals")
@door(administrator)
def remove_destination(number):
    by = visitor().id
    with writing():
        directing.remove(number, by=by)
    return redirect(url_for("forwarding.show_destinations"), 303)
