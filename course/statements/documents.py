"""Documents that tools keep about activities and agents: put, merged and removed as one step with the check of what stands.

All tools with the scope for them see the same ones, so that one may go on where another stopped.
"""

import hashlib
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import delete, select, update

from course.clock import now
from course.database import ask, insert_new
from course.errors import Conflict, CourseError, NotFound, TooBusy
from course.statements.tool_models import Document
from course.statements.xapi.conditions import merge
from course.statements.xapi.exact import NotJson, decode, dump, parse
from course.statements.xapi.parts import term

JSON = "application/json"
TRIES = 5  # others may make and remove the same document meanwhile
table = Document.__table__


class HasMovedOn(CourseError):
    status = 412
    sentence = ("If-Match names no version of this document that stands. Nothing was changed: read it, and send If-Match with "
                "its ETag.")


class IsThere(CourseError):
    status = 412
    sentence = "There is such a document already, or one with a tag that If-None-Match names. Nothing was changed."


class SaysNothing(Conflict):
    sentence = ("There is a document already, and this PUT does not say which version it replaces. Nothing was changed: read it, "
                "and send If-Match with its ETag.")


class MustSay(CourseError):
    sentence = "xAPI 1.0 asks for If-None-Match: * with the PUT of a new profile document. Nothing was stored."


class NoMerge(CourseError):
    """Why a document and what was posted cannot become one."""


@dataclass(frozen=True)
class Place:
    """Whom and what documents are about. An absent registration is a place of its own."""

    kind: str  # state | activity | agent
    activity: str | None = None
    actor: UUID | None = None
    registration: UUID | None = None

    @property
    def term(self):
        return term("documents", "\0".join(map(str, (self.kind, self.activity, self.actor, self.registration))))

    def key(self, name):
        return term("document", f"{self.term}\0{name}")


@dataclass(frozen=True)
class Body:
    content: bytes
    content_type: str

    @property
    def is_json(self):
        return self.content_type.partition(";")[0].strip().lower() == JSON


def find_document(place, name):
    """The row of one document."""
    row = ask(select(table).where(table.c.key == place.key(name))).first()
    if row is None:
        raise NotFound("There is no such document.")
    return row


def list_documents(place, since=None):
    """(name as JSON, changed_at) of each, changed after `since`."""
    asked = select(table.c.name, table.c.changed_at).where(table.c.place == place.term)
    return ask((asked.where(table.c.changed_at > since) if since else asked).order_by(table.c.name)).all()


def put_document(place, name, body, conditions, version, sender):
    """Keep it in place of what stands, for a request of xAPI `version`."""

    def decide(known):
        _check(conditions, known)
        _refuse_silence(place, conditions, version, known)
        return body

    _change(place, name, decide, sender)


def post_document(place, name, body, conditions, sender):
    """Keep it; into one that stands it is merged, if both are objects of JSON."""
    said = _read(body, "What was sent") if body.is_json else None

    def decide(known):
        _check(conditions, known)
        return Body(_merged(known, said).encode(), body.content_type) if known else body

    _change(place, name, decide, sender)


def remove_document(place, name, conditions):
    """Nothing to remove is no refusal, unless `conditions` say that it must be there."""
    known = _locked(place, name)
    _check(conditions, known)
    if known:
        ask(delete(table).where(table.c.key == place.key(name)))


def remove_documents(place):
    ask(delete(table).where(table.c.place == place.term))


def _check(conditions, known):
    etag = known.etag if known else None
    if not conditions.matched(etag):
        raise HasMovedOn
    if conditions.is_known(etag):
        raise IsThere


def _refuse_silence(place, conditions, version, known):
    """Whoever may overwrite says what she has read; state of xAPI 1.0 alone is free of that."""
    if conditions or (version == "1.0" and place.kind == "state"):
        return
    if known:
        raise SaysNothing
    if version == "1.0":
        raise MustSay


def _merged(known, said):
    if said is None:
        raise NoMerge("There is a document already, and a POST adds to it: send application/json, or replace it by PUT.")
    stands = Body(known.content, known.content_type)
    if not stands.is_json:
        raise NoMerge(f"The document that stands is {stands.content_type}, and only to application/json can anything be added.")
    both = _read(stands, "The document that stands"), said
    if not all(isinstance(value, dict) for value, _ in both):
        raise NoMerge("A POST adds to a document that stands, and both must be objects of JSON for that. Nothing was changed.")
    return merge(*(text for _, text in both))


def _read(body, which):
    """(value, text) of a body that is JSON."""
    try:
        text = decode(body.content)
        return parse(text), text
    except NotJson as wrong:
        raise NoMerge(f"{which} cannot be read as JSON: {wrong}. Nothing was changed.") from None


def _locked(place, name):
    return ask(select(table).where(table.c.key == place.key(name)).with_for_update()).first()


def _change(place, name, decide, sender):
    """Keep what `decide(row or None)` says. It is asked again if another tool was quicker to make the document."""
    for _ in range(TRIES):
        known = _locked(place, name)
        body = decide(known)
        values = {"content": body.content, "content_type": body.content_type, "changed_at": now(), "changed_by": sender.id,
                  "etag": hashlib.sha1(body.content, usedforsecurity=False).hexdigest()}
        if known:
            ask(update(table).where(table.c.key == known.key).values(values))
            return
        row = {"key": place.key(name), "place": place.term, "name": dump(name), **asdict(place), **values}
        if insert_new(table, [row], table.c.key):
            return
    raise TooBusy
