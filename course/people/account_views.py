"""The doors of one's own account: name, address, password, devices, consent, and ending as a guest."""

from flask import redirect, render_template, request, url_for

from course.database import writing
from course.errors import NotAllowed
from course.people import accounts, consents, forms, limits
from course.people.access import account_holder, door, visitor, whoever_began
from course.people.beginning import sign_in, sign_out
from course.people.beginning import sign_out_everywhere as end_sessions
from course.people.claiming import told_by_rooms
from course.people.going_back import WELCOME
from course.people.passwords import hash_password, is_right
from course.people.queries import is_confirmed, password_of
from course.people.sessions import forget_visitor
from course.people.views import blueprint, gone_from_here

DONE = {  # what the account's page says after a change
    "name": "Your name is changed.",
    "password": "Your password is changed. Every other device is signed out.",
    "asked": "A letter is on its way to the new address. Your account moves when you use the link in it.",
    "address": "Your address is confirmed.",
    "everywhere": "Every other device is signed out.",
    "consent": "Your choice about research is kept.",
    "welcome": WELCOME,
}


def _person_here():
    """The visitor as she stands within this transaction. Raises NotAllowed if her session ended while she was sending."""
    forget_visitor()
    if visitor() is None or visitor().is_guest:
        raise NotAllowed("You were signed out in the meantime. Nothing was changed.")
    return visitor().id


def _account_page(status=200, **filled):
    here = visitor()
    fields = {
        "naming": forms.NameForm(prefix="name-", data={"name": here.name}),
        "moving": forms.AddressForm(prefix="address-"),
        "password": forms.ChangePasswordForm(prefix="password-"),
        "consent": forms.ConsentForm(prefix="consent-", data={"research": consents.agrees(here.id, "research")}),
    } | filled
    return render_template(
        "people/account.html", courses=told_by_rooms("courses_of", here.id), wrong=next(iter(filled.values()), None),
        done=DONE.get(request.args.get("done")), confirmed=is_confirmed(here.id), **fields), status


@blueprint.get("/account")
@door(whoever_began)
def show_account():
    return _account_page()


def _account_again(what):
    return redirect(url_for("people.show_account", done=what), 303)


@blueprint.post("/account/name")
@door(account_holder)
def change_name():
    form = forms.NameForm(prefix="name-")
    if not form.validate():
        return _account_page(422, naming=form)
    with writing():
        accounts.rename(_person_here(), form.name.data)
    return _account_again("name")


def knows_password(field):
    """Whether she typed the password that she has; counted, for a borrowed device must not be a way to guess it."""
    limits.count(limits.CHANGE_BY_PERSON, visitor().id)
    if is_right(field.data, password_of(visitor().id)):
        return True
    field.errors = [*field.errors, "This is not your password."]
    return False


@blueprint.post("/account/password")
@door(account_holder)
def change_password():
    form = forms.ChangePasswordForm(prefix="password-")
    if not form.validate() or not knows_password(form.old):
        return _account_page(422, password=form)
    password_hash = hash_password(form.password.data)
    with writing():
        person_id = _person_here()
        accounts.set_password(person_id, password_hash)
        sign_in(person_id)
    return _account_again("password")


@blueprint.post("/account/address")
@door(account_holder)
def change_address():
    form = forms.AddressForm(prefix="address-")
    if not form.validate() or not knows_password(form.password):
        return _account_page(422, moving=form)
    with writing():
        accounts.ask_to_move(_person_here(), form.email.data)
    return _account_again("asked")


@blueprint.post("/account/devices")
@door(account_holder)
def sign_out_everywhere():
    with writing():
        end_sessions(_person_here(), except_here=True)
    return _account_again("everywhere")


@blueprint.post("/account/consent")
@door(whoever_began)
def change_consent():
    form = forms.ConsentForm(prefix="consent-")
    with writing():
        consents.say(visitor().id, "research", form.research.data)
    return _account_again("consent")


@blueprint.post("/account/end")
@door(whoever_began)
def end_as_guest():
    """What she did stays where it is, and nobody can come back to it."""
    if not visitor().is_guest:
        raise NotAllowed("You have an account. Sign out instead: everything stays there for you.")
    with writing():
        sign_out()
    return gone_from_here("ended")
