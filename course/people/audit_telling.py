"""Rows of the audit log in words: names are those of today, and whoever was erased is nobody."""

import json
from collections import namedtuple

from course.people.queries import names_of

ERASED, BY_ITSELF = "somebody who was erased", "the command line or the worker"
Told = namedtuple("Told", "position at label course subject by whom details hash")


def told(rows):
    """Each row as it is shown, a Told."""
    names = names_of({person for row in rows for person in (row.by, row.whom) if person is not None})
    return [_told(row, names) for row in rows]


def _told(row, names):
    by = names.get(row.by, ERASED) if row.by_seal else BY_ITSELF
    whom = names.get(row.whom, ERASED) if row.whom_seal else None
    return Told(row.position, row.at, row.act.capitalize(), row.course, row.subject, by, whom, _in_words(row.details), row.hash)


def _in_words(details):
    """[(name, value)] of what a row holds besides."""
    told = json.loads(details).items()
    return [(name.replace("_", " "), _value(value)) for name, value in told if value not in ({}, [], "", None)]


def _value(value):
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_value(one)}" for name, one in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
