"""Structured logs, a line of JSON for each request, without anything about a person: no address, no name, no query string."""

import json
import logging
import sys
import time
from datetime import UTC, datetime

import structlog
from flask import g, request

log = structlog.get_logger()
WRITER = json.JSONEncoder(ensure_ascii=True, default=repr)  # one for all lines


class StandardError:
    """Writes a line to standard error as it is at that moment: a process may point it elsewhere."""

    def msg(self, line):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = exception = msg


ERRORS = StandardError()


def open_in(app):
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(lambda event, **_: WRITER.encode(event)),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if app.testing else logging.INFO),
        logger_factory=lambda *given: ERRORS,
        cache_logger_on_first_use=not app.testing,
    )

    @app.before_request
    def begin():
        g.began = time.perf_counter()

    @app.after_request
    def note(response):
        if not app.testing:
            tell_request(response)
        return response


def tell_request(response):
    """The line of a request, as `log` would write it: through its chain it would take a fiftieth of a page."""
    rule = request.url_rule.rule if request.url_rule else None  # the pattern, for an address may hold a name
    line = {"method": request.method, "door": rule, "status": response.status_code, "milliseconds": round(spent() * 1000, 1),
            "event": "request", "level": "info", "timestamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    ERRORS.msg(WRITER.encode(line))


def spent():
    """Seconds since this request came."""
    return time.perf_counter() - g.get("began", time.perf_counter())
