"""How often a door may be tried. Each try counts before anything is done for it, though its transaction is rolled back."""

import hashlib
import hmac
import ipaddress

from flask import current_app, request
from limits import parse

from course.errors import CourseError

SIGN_IN_BY_ADDRESS = ("sign-in", parse("5 per 15 minutes"))
SIGN_IN_BY_NETWORK = ("sign-in", parse("20 per 1 minute"))
FORGOTTEN_BY_ADDRESS = ("forgotten", parse("3 per 1 hour"))
FORGOTTEN_BY_NETWORK = ("forgotten", parse("20 per 1 hour"))
SIGN_UP_BY_NETWORK = ("sign-up", parse("100 per 1 hour"))  # full classes behind one router, but no flood: of letters,
BEGIN_BY_NETWORK = ("begin", parse("400 per 1 hour"))  # and of guests
THOUGHT = ("thought", parse("30 per 1 hour"))  # shared or reported, by a person, or by the network of a stranger
ADAPTATION = ("adaptation", parse("5 per 1 hour"))  # told by a person, or from the network of a stranger
DOWNLOAD = ("download", parse("60 per 1 hour"))  # of whole courses, by a person, or by the network of a stranger
LAUNCH = ("launch", parse("60 per 1 hour"))  # activities of other tools, opened by a person, or by the network of a stranger
TOOL_BY_NETWORK = ("tool", parse("200 per 1 minute"))  # wrong secrets
CHANGE_BY_PERSON = ("change", parse("10 per 1 hour"))


class TooManyTries(CourseError):
    """The same page whether or not there is such an account."""

    status = 429
    sentence = "There were too many tries in a short time. Nothing was changed. Wait a while, then try again."


def count(limit, key):
    """One more try of `limit` by `key`, an address or a person; kept under a keyed hash. Raises TooManyTries."""
    purpose, allowed = limit
    if not current_app.extensions["limits"].hit(allowed, purpose, _hidden(key)):
        raise TooManyTries


def forgive(limit, key):
    """Forget the tries of who got it right."""
    purpose, allowed = limit
    current_app.extensions["limits"].clear(allowed, purpose, _hidden(key))


def network():
    """Where a request comes from: an IPv4 address, or the /64 that one subscriber of IPv6 holds."""
    address = ipaddress.ip_address(request.remote_addr or "127.0.0.1")
    if address.version == 4 or address.ipv4_mapped:
        return str(getattr(address, "ipv4_mapped", None) or address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _hidden(key):
    return hmac.new(current_app.config["SECRET_KEY"].encode(), f"limit:{key}".encode(), hashlib.sha256).hexdigest()[:32]
