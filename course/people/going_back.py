"""Where a person goes after signing in: back to where she was, and never to another site."""

from urllib.parse import unquote, urlencode, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from course.people.access import visitor

WELCOME = "Your account is there, with everything that you did. A letter asks you to confirm your address."


def welcome():
    """What the page says that she comes back to from making an account; None to others."""
    new = request.args.get("done") == "welcome" and visitor() and not visitor().is_guest
    return WELCOME if new else None


def own_address(target, **told):
    """`target` if it is a path of this site that can be read by GET, else None. `told`: what is added to its query."""
    if not target or not target.startswith("/") or target.startswith("//") or not target.isprintable() or "\\" in target:
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    try:
        current_app.url_map.bind("").match(unquote(parts.path), method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return parts._replace(query="&".join(filter(None, (parts.query, urlencode(told))))).geturl() if told else target
