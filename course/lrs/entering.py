"""Who enters /xapi: the version that is spoken, the tool by its secret, how much and how often; and what each answer says."""

import time

from flask import current_app, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from course.cmi5.sessions import session_sender
from course.config import MEGABYTE
from course.errors import CourseError, NotAllowed
from course.lrs.session_guard import guard
from course.people import limits
from course.people.access import Rule
from course.refusing import refusal_in
from course.statements.credentials import sender_of

SPOKEN = {"1.0": "1.0.3", "2.0": "2.0.0"}
VERSION, THROUGH = "X-Experience-API-Version", "X-Experience-API-Consistent-Through"
NOWHERE = {404: "There is nothing at this address. xAPI's own are listed in its specification; mind the case of letters.",
           405: "This address takes other methods: see the header Allow."}
FOLDED = "course.lrs.refusal"  # in a request's environment: why it is not what its form says (see unfolding.py)
OPEN = {  # to content in any browser: it shows a secret of its own and no cookie of ours
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Last-Modified, Content-Length, {VERSION}, {THROUGH}, WWW-Authenticate, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": f"Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, {VERSION}",
    "Access-Control-Max-Age": "86400",
}
tool = Rule("a tool with its secret", lambda visitor, address: True)  # `enter()` asks for it, and answers in xAPI's ways


class NotRecognised(CourseError):
    status = 401
    sentence = "Send the name and the secret of your credentials by Basic authentication (RFC 7617)."


class OtherVersion(CourseError):
    sentence = f"Say with {VERSION} which xAPI you speak: 1.0.3 or 2.0.0."


class Compressed(CourseError):
    status = 415
    sentence = "Send it as it is: a body with a Content-Encoding is not unpacked here."


class TooMany(CourseError):
    status = 429
    sentence = "These credentials have asked too often in this minute. Wait until it is over."


def scopes(*names, version=True):
    """Put on a view which scopes open it, besides `all`; none: it is open to everybody."""

    def hang(view):
        view.scopes, view.needs_version = names, version
        return view

    return hang


def enter():
    """Before each request to /xapi."""
    if request.method == "OPTIONS":
        return
    g.xapi = family_of(request.headers.get(VERSION))
    request.max_content_length = current_app.config["SETTINGS"].TOOL_MEGABYTES * MEGABYTE
    view = current_app.view_functions[request.endpoint]
    if not view.scopes:
        return
    if FOLDED in request.environ:
        raise request.environ[FOLDED]
    if g.xapi is None:
        raise OtherVersion
    g.sender = recognise()
    if not g.sender.may(*view.scopes):
        raise NotAllowed(f"These credentials may not do that. It takes the scope {' or '.join(('all', *view.scopes))}.")
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Compressed
    guard()


def read_whole(asked, limit=None):
    """The body of a request, of `limit` bytes at most; without one, of as many as any request of a tool may have.

    Werkzeug cuts a body that comes in pieces off at its limit and says nothing, so one byte more is let through and counted."""
    limit = limit or current_app.config["SETTINGS"].TOOL_MEGABYTES * MEGABYTE
    asked.max_content_length = limit + 1
    data = asked.get_data(cache=False)
    if len(data) > limit:
        raise RequestEntityTooLarge
    return data


def family_of(said):
    """1.0 or 2.0 of a version header, None of any other."""
    family, dot, patch = (said or "")[:3], (said or "")[3:4], (said or "")[4:]
    good = family in SPOKEN and (len(said) == 3 or (dot == "." and patch.isdecimal() and patch.isascii()))
    return family if good else None


def recognise():
    given = request.authorization
    if given is None or given.type != "basic" or given.username is None:
        raise NotRecognised
    sender = sender_of(given.username, given.password or "") or session_sender(given.username, given.password or "")
    if sender is None:
        limits.count(limits.TOOL_BY_NETWORK, limits.network())
        raise NotRecognised("There are no credentials with this name and secret, or they were revoked.")
    count(sender)
    return sender


def count(sender):
    """In this process alone: a count that all workers shared would cost more than to record a statement."""
    minute, counts = int(time.time() // 60), current_app.extensions["tool rate"]
    if counts.get("minute") != minute:
        counts.clear()
        counts["minute"] = minute
    counts[sender.id] = counts.get(sender.id, 0) + 1
    if counts[sender.id] > current_app.config["SETTINGS"].TOOL_RATE:
        raise TooMany


def refuse(error):
    """A refusal in a sentence, without a page around it."""
    more = {"WWW-Authenticate": 'Basic realm="xAPI", charset="UTF-8"'} if error.status == 401 else {}
    if error.status in (429, 503):
        more["Retry-After"] = "60" if error.status == 429 else "2"
    sentence = f"{error}\n".encode("utf-8", "backslashreplace")  # JSON can name half a character, and a sentence repeats it
    return sentence, error.status, {"Content-Type": "text/plain; charset=utf-8", **more}


def refuse_request(error):
    """What Flask refuses: 405, 413 and the like."""
    if refusal := refusal_in(error):
        return refuse(refusal)
    headers = [(name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")]
    sentence = error.description
    if error.code == 413 and request.max_content_length:
        allowed = request.max_content_length // MEGABYTE
        sentence = f"This has more than {allowed} MB, which is as much as is taken here. Nothing was stored."
    return f"{sentence}\n", error.code, [*headers, ("Content-Type", "text/plain; charset=utf-8")]


def open_in(app, settled):
    """`settled` is told with every answer of the statements' address."""
    app.extensions["tool rate"] = {}
    app.extensions["open to other sites"].add("lrs")

    @app.before_request
    def refuse_what_is_nowhere():
        """An address or a method that has no door has no blueprint either, and would be answered by a page."""
        wrong = request.routing_exception
        if request.path.startswith("/xapi/") and wrong is not None and (wrong.code or 0) >= 400:
            wrong.description = NOWHERE.get(wrong.code, wrong.description)
            return refuse_request(wrong)
        return None

    @app.after_request
    def say(response):
        if not request.path.startswith("/xapi/"):
            return response
        response.headers[VERSION] = SPOKEN[family_of(request.headers.get(VERSION)) or "2.0"]
        response.headers.update(OPEN if request.method != "OPTIONS" else OPEN | PREFLIGHT)
        response.headers.setdefault("Cache-Control", "no-store")
        if request.path == "/xapi/statements" and request.method != "OPTIONS":
            settled(response)
        return response


def hang_on(blueprint):
    blueprint.before_request(enter)
    blueprint.register_error_handler(CourseError, refuse)
    blueprint.register_error_handler(HTTPException, refuse_request)
