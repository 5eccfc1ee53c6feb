"""The letters about an account. They hold no words that a stranger chose, so that nobody can send mail through us."""

from flask import current_app

from course.outbox import post
from course.people.links import address_of, make_link


def ask_to_confirm(person_id, address):
    _write(address, "Confirm your address",
           "You created an account. Please confirm that this is your address, within seven days:",
           address_of(make_link(person_id, "confirm", address)),
           "If it was not you, somebody mistyped their address: do nothing, and no more letters will come.")


def send_password_link(person_id, address):
    _write(address, "Set a new password",
           "Somebody, most likely you, asked for a new password. This link lets you set one, once, within ten minutes:",
           address_of(make_link(person_id, "password", address)),
           "If it was not you, do nothing: your password stays as it is.")


def say_no_account(address):
    """To an address without an account, so that asking tells a stranger nothing and its owner the truth."""
    _write(address, "There is no account with this address",
           "Somebody, most likely you, asked for a new password. There is no account with this address.",
           "If you have one, it has another address. If it was not you, do nothing.")


def ask_to_move(person_id, address):
    _write(address, "Confirm your new address",
           "You asked to use this address for your account. Please confirm it within a day:",
           address_of(make_link(person_id, "address", address)),
           "If it was not you, do nothing: nothing is changed.")


def say_taken(address):
    _write(address, "This address has an account",
           "Somebody, most likely you, asked to move another account to this address. It has an account already, so nothing was"
           " changed. You can sign in with it, or choose another address.")


def tell_address_asked(address):
    _write(address, "Your address may change",
           "Somebody who knows your password, most likely you, asked to move your account to another address. It moves when"
           " that address is confirmed.", *_if_not_you())


def tell_address_changed(address):
    _write(address, "Your address was changed", "Your account has another address now; letters go there.", *_if_not_you())


def tell_password_changed(address):
    _write(address, "Your password was changed",
           "Your password was changed, and every other device was signed out.", *_if_not_you())


def _if_not_you():
    settings = current_app.config["SETTINGS"]
    path = current_app.url_map.bind("").build("people.show_forgotten")
    return ("If it was not you, set a new password at once:", settings.SITE_ADDRESS.rstrip("/") + path)


def _write(to, subject, *paragraphs):
    settings = current_app.config["SETTINGS"]
    signature = f"{settings.SITE_NAME}\n{settings.SITE_ADDRESS}"
    post(to, f"{subject} ({settings.SITE_NAME})", "\n\n".join((*paragraphs, signature)) + "\n")
