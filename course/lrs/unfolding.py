"""The alternate request syntax of xAPI 1.0.3 (part three, 1.3): a request that came as a form, because a browser let its sender
make no other. It is made what it stands for before anything asks what it is; xAPI 2.0 knows no such thing.
"""

from io import BytesIO
from urllib.parse import parse_qsl, urlencode

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from course.config import MEGABYTE
from course.errors import CourseError
from course.lrs.entering import FOLDED, VERSION, family_of, read_whole

METHODS = ("GET", "PUT", "POST", "DELETE")
HEADERS = {name.lower(): name for name in ("Authorization", "Content-Type", "If-Match", "If-None-Match", VERSION)}
IGNORED = ("content-length",)  # it is counted anew
CONTENT = "content"


class WrongForm(CourseError):
    """Says what is wrong with a request that came as a form."""


class FormTooLarge(CourseError):
    status = 413
    sentence = "A request that comes as a form may have 4 MB, and this one has more. Send it as it is, without a form."


LARGEST = 4 * MEGABYTE  # it is read before anybody has shown a secret


def unfold(inner):
    """The WSGI application `inner`, for requests that may have come as a form."""

    def answer(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST" and "method=" in environ.get("QUERY_STRING", "") and _is_xapi(environ):
            folded = Request(environ, populate_request=False)
            if "method" in folded.args:
                try:
                    environ = environ | _unfolded(folded)
                except CourseError as refusal:  # every address under /xapi answers a GET, and so says it
                    environ = environ | {"REQUEST_METHOD": "GET", FOLDED: refusal}
        return inner(environ, start_response)

    return answer


def _is_xapi(environ):
    return environ.get("PATH_INFO", "").startswith("/xapi/")


def _unfolded(folded):
    """What is other in the environment of the request that is meant."""
    headers, content, query = _read(folded)
    if family_of(headers.get(VERSION, folded.headers.get(VERSION))) == "2.0":
        raise WrongForm("xAPI 2.0 has no alternate request syntax: send the request itself, without “method”.")
    method = folded.args["method"]
    if method not in METHODS:
        raise WrongForm(f"The parameter method must be {', '.join(METHODS[:-1])} or {METHODS[-1]}.")
    if (content is None) == (method in ("PUT", "POST")):
        raise WrongForm(f"A form that stands for a {method} has {'a' if content is None else 'no'} field “content”.")
    if content is not None:
        headers.setdefault("Content-Type", "application/json")
    return {"REQUEST_METHOD": method, "QUERY_STRING": urlencode(query), **_body(content), **_named(headers)}


def _read(folded):
    """(headers, content, the parameters left) of the form."""
    if list(folded.args) != ["method"] or len(folded.args.getlist("method")) > 1:
        raise WrongForm("With “method”, all other parameters stand in the form and none in the address.")
    if folded.mimetype not in ("application/x-www-form-urlencoded", ""):
        raise WrongForm("With “method”, the body must be a form: application/x-www-form-urlencoded.")
    headers, contents, query = {}, [], []
    for name, value in _fields(folded):
        known = HEADERS.get(name.lower())
        if known:
            headers[known] = _on_one_line(known, value, headers)
        elif name == CONTENT:
            contents.append(value)
        elif name.lower() not in IGNORED:
            query.append((name, value))
    if len(contents) > 1:
        raise WrongForm("The field “content” stands twice.")
    return headers, contents[0] if contents else None, query


def _fields(folded):
    try:
        return parse_qsl(read_whole(folded, LARGEST).decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
    except RequestEntityTooLarge:
        raise FormTooLarge from None
    except ValueError:
        raise WrongForm("The form cannot be read: its fields are 100 at most, and all of it is UTF-8.") from None


def _on_one_line(name, value, headers):
    if name in headers:
        raise WrongForm(f"The field {name} stands twice.")
    if not value.isprintable():
        raise WrongForm(f"The field {name} is no header: it must stand on one line.")
    return value.encode().decode("latin-1")  # as a server gives it


def _body(content):
    data = (content or "").encode()
    return {"wsgi.input": BytesIO(data), "CONTENT_LENGTH": str(len(data)), "HTTP_TRANSFER_ENCODING": "", "CONTENT_TYPE": ""}


def _named(headers):
    """Under the names that WSGI has for headers."""
    names = {name: name.upper().replace("-", "_") for name in headers}
    return {(name if name == "CONTENT_TYPE" else f"HTTP_{name}"): headers[said] for said, name in names.items()}
