"""Where a person goes after signing in: back to where she was, and never to another site."""

from urllib.parse import unquote, urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def own_address(target):
    """`target` if it is a path of this site that can be read by GET, else None."""
    if not target or not target.startswith("/") or target.startswith("//") or not target.isprintable() or "\\" in target:
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    try:
        current_app.url_map.bind("").match(unquote(parts.path), method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return target
