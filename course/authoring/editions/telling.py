"""A sentence that one page leaves for the next: it travels in the address, signed, so that nobody else puts words here."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

LASTS = 600  # seconds


def sealed(sentence):
    """The sentence as a value for an address, or None where there is nothing to say."""
    return _serializer().dumps(sentence) if sentence else None


def opened(value):
    """The sentence, or nothing where it is not ours or too old."""
    try:
        return _serializer().loads(value or "", max_age=LASTS)
    except BadSignature:
        return ""


def _serializer():
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="a sentence for the next page")
