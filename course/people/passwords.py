"""Passwords: argon2id (RFC 9106), computed before the writing transaction, and never more than two at once."""

import base64
import os
import threading
import unicodedata

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from course.errors import TooBusy

PROFILES = {  # memory in KiB; "strong" is what OWASP's password storage sheet asks for, 78 ms here
    "strong": PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1),
    "cheap": PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
}
AT_MOST = threading.BoundedSemaphore(2)  # so that a crowd at the door does not eat the memory
WAIT = 10  # seconds


def hash_password(plain):
    """The hash that is kept. Raises TooBusy."""
    return _alone(_hasher().hash, _prepared(plain))


def is_right(plain, kept):
    """Whether `plain` is the password behind the hash `kept`; without one, as much work for the answer no."""
    try:
        return _alone(_hasher().verify, kept or _of_nobody(), _prepared(plain)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def grown_old(kept):
    """Whether a hash was made with less work than is asked for now."""
    was, asked = extract_parameters(kept), _hasher()
    return was.type is not Type.ID or was.memory_cost < asked.memory_cost or was.time_cost < asked.time_cost


def _hasher():
    return PROFILES[current_app.config["SETTINGS"].PASSWORD_PROFILE]


def _alone(act, *given):
    if not AT_MOST.acquire(timeout=WAIT):
        raise TooBusy
    try:
        return act(*given)
    finally:
        AT_MOST.release()


def _prepared(plain):
    """The same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", plain)


def _of_nobody():
    """A hash that no password has, with the parameters of a real one."""
    own = _hasher()
    salt, digest = (base64.b64encode(os.urandom(size)).decode().rstrip("=") for size in (own.salt_len, own.hash_len))
    return f"$argon2id$v=19$m={own.memory_cost},t={own.time_cost},p={own.parallelism}${salt}${digest}"
