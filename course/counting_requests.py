"""Requests by door, status and time, of all workers together, as Prometheus reads them. No label names a person: doors are the
names of views, never addresses. Imported once metrics.prepare() has said where; the library asks at its import."""

from functools import lru_cache

from flask import request
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from course.logs import spent

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
KNOWN = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}
_requests = Histogram("course_request_seconds", "Requests, and how long they took", ("door", "method", "status"), buckets=BUCKETS,
                      registry=CollectorRegistry())


def open_in(app):
    @app.after_request
    def count(response):
        note(request.endpoint or "none", request.method, response.status_code, spent())
        return response


@lru_cache(maxsize=4_096)
def _counted(door, method, status):
    return _requests.labels(door, method, status)


def note(door, method, status, seconds):
    _counted(door, method if method in KNOWN else "other", status).observe(seconds)


def as_text(figures):
    """Everything, as a monitor reads it; `figures` are (name, what it is, number)."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(_Figures(figures))
    return generate_latest(registry)


class _Figures:
    def __init__(self, figures):
        self.figures = figures

    def collect(self):
        for name, words, number in self.figures:
            yield GaugeMetricFamily(f"course_{name}", words, value=number)
