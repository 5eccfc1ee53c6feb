"""The key that goes out with each form: made by the server, so that one form has one effect, however often it is sent.

It carries the publication that the page was made from, the seed of the options' order, and which questions of a pool were
drawn; and it is signed for its sheet.
"""

import hmac
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from flask import current_app

from course.errors import CourseError
from course.ids import new_id

WIDTH = 32  # hexadecimal digits of the signature: 128 bits


class FormNotOurs(CourseError):
    sentence = (
        "This form was not made by this site, or was damaged on its way. Nothing was saved: reload the lesson and"
        " answer again."
    )


@dataclass(frozen=True)
class SheetKey:
    id: UUID
    publication_id: int
    drawn: tuple[int, ...] = ()  # positions of questions, where not all are asked

    @property
    def made_at(self):
        return datetime.fromtimestamp((self.id.int >> 80) / 1000, UTC)


def make_key(revision_id, sheet, publication_id, drawn=()):
    body = ".".join([new_id().hex, str(publication_id), *(["-".join(map(str, drawn))] if drawn else [])])
    return f"{body}.{_signature(body, revision_id, sheet)}"


def publication_in(sent):
    """The publication that a key claims, not yet believed: `read_key` tells whether the key is ours. 0 where it claims none."""
    claimed = (sent or "").split(".")[1:2]
    return int(claimed[0]) if claimed and claimed[0].isdecimal() and len(claimed[0]) < 10 else 0


def read_key(sent, revision_id, sheet):
    """The SheetKey that was sent. Raises FormNotOurs."""
    body, _, signature = (sent or "").rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(body, revision_id, sheet).encode()):
        raise FormNotOurs
    made, publication_id, *drawn = body.split(".")
    return SheetKey(UUID(hex=made), int(publication_id), tuple(map(int, drawn[0].split("-"))) if drawn else ())


def _signature(body, revision_id, sheet):
    signing = _signing(current_app.config["SECRET_KEY"]).copy()
    signing.update(f"form:{body}:{revision_id}:{sheet}".encode())
    return signing.hexdigest()[:WIDTH]


@lru_cache(maxsize=8)
def _signing(secret):
    """To take the secret in is half of a signature's work; a page has several."""
    return hmac.new(secret.encode(), digestmod="sha256")


def orders(sheet, key):
    """{item key: option ids as shown}: as written, or shuffled by the form's own seed."""
    return {item.key: _order(item, key) for item in sheet.items if item.options}


def _order(item, key):
    ids = [option.id for option in item.options]
    if item.shuffle:
        random.Random(f"{key.split('.')[0]}:{item.key}").shuffle(ids)
    return ids
