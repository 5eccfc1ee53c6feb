"""Every door has a rule that says who may enter; a door without one stays shut. One hook asks, before any view runs."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, current_app, redirect, request, url_for
from flask_login import current_user

RULES = {}
LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Rule:
    """`allows(visitor, address arguments)`; `asks_to_sign_in`: a stranger is led to the sign-in page and back."""

    name: str
    allows: Callable
    asks_to_sign_in: bool = False

    def __post_init__(self):
        RULES[self.name] = self


anyone = Rule("anyone", lambda visitor, address: True)
whoever_began = Rule("whoever began", lambda visitor, address: visitor is not None, asks_to_sign_in=True)
account_holder = Rule("account holder", lambda visitor, address: visitor is not None and not visitor.is_guest, True)
administrator = Rule("administrator", lambda visitor, address: visitor is not None and visitor.administrator)
author = Rule("author of courses", lambda visitor, address: visitor is not None and visitor.begins_courses)
facilitator = Rule("facilitator of the course", lambda visitor, address: _has("facilitator", visitor, address))
keeper = Rule("facilitator of the course or administrator",
              lambda visitor, address: visitor is not None and (visitor.administrator or _has("facilitator", visitor, address)))
evaluator = Rule("evaluator of the course", lambda visitor, address: _has("evaluator", visitor, address))


def _has(role, visitor, address):
    return visitor is not None and visitor.may(role, address["course"])


def _names_nothing(value):
    """Whether no row can bear this: PostgreSQL keeps no NUL in a text, and neither database a number as large."""
    return "\0" in value if isinstance(value, str) else isinstance(value, int) and value > LARGEST


def number_in(form, name):
    """The number that a form says, of a row or of days; 0, which no row has, where it says none that a row could have."""
    value = form.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def door(rule):
    """Put `rule` on a view. The house test demands one of every address in the URL map."""

    def hang(view):
        view.rule = rule
        return view

    return hang


def visitor():
    """The Visitor of this request, or None for a stranger."""
    somebody = current_user._get_current_object()  # the proxy would look her up anew for each attribute
    return somebody if somebody.is_authenticated else None


def guard():
    """Before each request: refuse whom the door's rule does not allow, with 404, so that nothing is told by it."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    if any(map(_names_nothing, request.view_args.values())):
        abort(404)
    rule = getattr(current_app.view_functions[request.endpoint], "rule", None)
    if rule is None:
        abort(404)
    if rule is anyone or rule.allows(visitor(), request.view_args):
        return None
    if not (rule.asks_to_sign_in and request.method in ("GET", "HEAD")):
        abort(404)
    return redirect(url_for("people.show_sign_in", next=request.full_path.rstrip("?")))
