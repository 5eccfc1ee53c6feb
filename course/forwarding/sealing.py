"""Secrets of destinations, which must be sent and so cannot be kept as a hash: sealed under the site's key."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from course.errors import CourseError


class CannotOpen(CourseError):
    status = 409
    sentence = "The secret cannot be read any more, because the key of this site has changed. Give the secret again."


def seal(secret):
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed):
    """The secret. Raises CannotOpen."""
    try:
        return _box().decrypt((sealed or "").encode()).decode()
    except InvalidToken:
        raise CannotOpen from None


def _box():
    """A key of its own, so that nothing sealed here could be taken for a cookie, nor the other way round."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"course: secrets of destinations")
    return Fernet(base64.urlsafe_b64encode(derived.derive(current_app.config["SECRET_KEY"].encode())))
