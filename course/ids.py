"""Names that nobody can guess or that sort by time: UUID version 7 (RFC 9562, section 5.7) and random tokens."""

import os
import secrets
from datetime import UTC, datetime
from uuid import UUID, uuid5

from course.clock import now


def new_id():
    """A time-ordered UUID: 48 bits of milliseconds, then 74 random bits, so that inserts land at an index's end."""
    milliseconds = int(now().timestamp() * 1000)
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | random & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def moment_of(made):
    """When `new_id()` made it, to the millisecond."""
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC)


def second_id(first, verb):
    """The id of a second statement about one fact: UUIDv5 of the fact's id and the verb, so that a retry finds it again."""
    return uuid5(first, verb)


def new_token():
    """256 random bits as 43 characters that are safe in an address or a cookie."""
    return secrets.token_urlsafe(32)
