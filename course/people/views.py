"""The doors that stand open: signing in, up and out, links by mail, what is kept, and the demo's letters."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for

from course.database import writing
from course.outbox import written_letters
from course.people import accounts, consents, forms, limits, links, signing_in
from course.people.access import anyone, door, visitor
from course.people.beginning import sign_in as begin_session
from course.people.beginning import sign_out as end_session
from course.people.beginning import sign_out_everywhere as end_sessions
from course.people.claiming import rooms, told_by_rooms
from course.people.going_back import own_address
from course.people.passwords import hash_password
from course.people.queries import plain_address

blueprint = Blueprint("people", __name__, template_folder="templates")

WRONG = "This address and this password do not go together."


def _has_account():
    return visitor() is not None and not visitor().is_guest


def _onward(target, otherwise="learning.show_catalogue", **told):
    """Back to where she came from, or to the courses, where hers goes on."""
    return redirect(own_address(target, **told) or url_for(otherwise, **told), 303)


def _sign_in_page(form, status=200):
    return render_template("people/sign_in.html", form=form, done=request.args.get("done")), status


@blueprint.get("/sign-in")
@door(anyone)
def show_sign_in():
    if _has_account():
        return _onward(request.args.get("next"))
    return _sign_in_page(forms.SignInForm(data={"next": request.args.get("next")}))


@blueprint.post("/sign-in")
@door(anyone)
def sign_in():
    form = forms.SignInForm()
    if not form.validate():
        return _sign_in_page(form, 422)
    limits.count(limits.SIGN_IN_BY_NETWORK, limits.network())
    if not _enter(form.email.data, form.password.data):
        form.password.errors.append(WRONG)
        return _sign_in_page(form, 422)
    return _onward(form.next.data)


def _enter(email, password):
    """Whether address and password were right; if so, she is signed in."""
    key = plain_address(email)
    limits.count(limits.SIGN_IN_BY_ADDRESS, key)
    checked = signing_in.check_password(email, password)
    if checked is None:
        return False
    with writing():
        entered = signing_in.enter(checked)
    if entered:
        limits.forgive(limits.SIGN_IN_BY_ADDRESS, key)
    return entered


@blueprint.post("/sign-out")
@door(anyone)
def sign_out():
    """A guest who signs out would lose what she did: she is asked first, on her account's page."""
    if visitor() and visitor().is_guest:
        return redirect(url_for("people.show_account"), 303)
    with writing():
        end_session()
    return gone_from_here("out")


def gone_from_here(done):
    """To the sign-in page; no draft of hers stays in a tab of a shared device."""
    gone = redirect(url_for("people.show_sign_in", done=done), 303)
    gone.headers["Clear-Site-Data"] = '"storage"'
    return gone


@blueprint.get("/sign-up")
@door(anyone)
def show_sign_up():
    if _has_account():
        return redirect(url_for("people.show_account"))
    return render_template("people/sign_up.html", form=forms.SignUpForm(data={"next": request.args.get("next")}))


@blueprint.post("/sign-up")
@door(anyone)
def sign_up():
    form = forms.SignUpForm()
    if _has_account():
        return redirect(url_for("people.show_account"), 303)
    if not form.validate():
        return render_template("people/sign_up.html", form=form), 422
    limits.count(limits.SIGN_UP_BY_NETWORK, limits.network())
    try:
        _sign_up(form, hash_password(form.password.data), visitor().id if visitor() else None)
    except accounts.AddressTaken as taken:
        if _enter(form.email.data, form.password.data):  # a double click, or she forgot that she has one
            return _onward(form.next.data)
        form.email.errors.append(str(taken))
        return render_template("people/sign_up.html", form=form), 422
    return _onward(form.next.data, "people.show_account", done="welcome")


def _sign_up(form, password_hash, guest_id):
    with writing():
        person_id = accounts.sign_up(form.email.data, password_hash, name=form.name.data, guest_id=guest_id)
        consents.say(person_id, "terms", True)
        if form.research.data:
            consents.say(person_id, "research", True)
        accounts.ask_to_confirm(person_id)
        end_sessions(person_id)
        begin_session(person_id)


@blueprint.get("/forgotten")
@door(anyone)
def show_forgotten():
    return render_template("people/forgotten.html", form=forms.ForgottenForm(), sent="sent" in request.args)


@blueprint.post("/forgotten")
@door(anyone)
def ask_for_link():
    """The same answer, and as much work, whether or not there is an account."""
    form = forms.ForgottenForm()
    if not form.validate():
        return render_template("people/forgotten.html", form=form, sent=False), 422
    limits.count(limits.FORGOTTEN_BY_NETWORK, limits.network())
    limits.count(limits.FORGOTTEN_BY_ADDRESS, plain_address(form.email.data))
    with writing():
        accounts.ask_for_password_link(form.email.data)
    return redirect(url_for("people.show_forgotten", sent="yes"), 303)


def _link_page(token, link, form, status=200):
    return render_template("people/link.html", token=token, purpose=link.purpose, address=link.address, form=form), status


@blueprint.get("/links/<token>")
@door(anyone)
def show_link(token):
    """Mail scanners read every link: reading one uses nothing up."""
    link = links.link_behind(token)
    return _link_page(token, link, forms.NewPasswordForm() if link.purpose == "password" else forms.PressForm())


@blueprint.post("/links/<token>")
@door(anyone)
def use_link(token):
    link = links.link_behind(token)
    if link.purpose == "password":
        return _use_password_link(token, link)
    with writing():
        taken = links.take_link(token, link.purpose)
        if taken.purpose == "address":
            accounts.move(taken.person_id, taken.address)
        else:
            accounts.confirm_address(taken.person_id, taken.address)
    return redirect(url_for("people.show_account" if _has_account() else "people.show_sign_in", done="address"), 303)


def _use_password_link(token, link):
    form = forms.NewPasswordForm()
    if not form.validate():
        return _link_page(token, link, form, 422)
    password_hash = hash_password(form.password.data)
    with writing():
        taken = links.take_link(token, "password")
        accounts.set_password(taken.person_id, password_hash)
        accounts.confirm_address(taken.person_id, taken.address)
        signing_in.enter_as(taken.person_id)
    return redirect(url_for("people.show_account", done="password"), 303)


@blueprint.get("/privacy")
@door(anyone)
def show_privacy():
    return render_template("people/privacy.html", kept=[table for room in rooms() for table in room.KEPT],
                           wordings=consents.WORDINGS, keeping=current_app.config["SETTINGS"],
                           recipients=told_by_rooms("recipients"))


@blueprint.get("/letters")
@door(anyone)
def show_letters():
    """The demo's letters, for its people have no post box; they hold links that open accounts."""
    settings = current_app.config["SETTINGS"]
    if not settings.DEMO:
        abort(404)
    return render_template("people/letters.html", letters=written_letters(settings))
