"""Statements from other tools before they are recorded: checked whole, their characters kept, ids given."""

from dataclasses import dataclass
from uuid import UUID

from course.errors import CourseError
from course.ids import new_id
from course.statements.attachments import match
from course.statements.xapi.exact import NotJson, decode, pieces
from course.statements.xapi.rules import check
from course.statements.xapi.shapes import Wrong
from course.statements.xapi.wording import arrange

DEFAULTS = {"1.0": "1.0.0", "2.0": "2.0.0"}  # the version of a statement that says none


class NoStatement(CourseError):
    """Says which property of which statement is wrong, and how it should be."""


class IdTwice(CourseError):
    sentence = "Two statements of one request have the same id. Nothing was stored."


@dataclass(slots=True)
class Received:
    """A statement that was checked: its values, and its characters without what the store adds."""

    id: UUID
    value: dict
    text: str
    version: str | None  # to be added, if it says none

    @property
    def name(self):
        """Its id as the sender wrote it."""
        return self.value.get("id") or str(self.id)


def receive(body, version, parts=(), expected=None):
    """The Received of a request's JSON: one statement, or an array of them. `parts`: what came along with it (see
    xapi/multipart_reading.py). `expected`: the id that a PUT is about."""
    try:
        several, given = pieces(decode(body))
    except NotJson as wrong:
        raise NoStatement(f"The body cannot be read: {wrong}.") from None
    if expected is not None and several:
        raise NoStatement("A PUT stores one statement, and this is an array. Send it by POST.")
    found = [_checked(value, text, version, f"[{place}]" if several else None) for place, (value, text) in enumerate(given)]
    if expected is not None:
        _expect(found[0], expected)
    if len({one.id for one in found}) < len(found):
        raise IdTwice
    match(found, parts, version)
    return found


def _checked(value, text, version, place):
    try:
        check(value, version)
    except Wrong as wrong:
        wrong = wrong.inside(place) if place else wrong
        raise NoStatement(f"This is not a statement of xAPI {version}. {wrong}.") from None
    given = UUID(value["id"]) if "id" in value else new_id()
    return Received(given, value, arrange(value, text), None if "version" in value else DEFAULTS[version])


def _expect(one, expected):
    if "id" in one.value and one.id != expected:
        raise NoStatement(f"id: is {one.value['id']}, and the address says {expected}.")
    one.id = expected
