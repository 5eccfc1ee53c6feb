"""A sentence that one page leaves for the next: it travels in the address, signed, so that nobody else puts words here."""

from datetime import timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from course.clock import now

LASTS = timedelta(minutes=10)


def sealed(sentence):
    """The sentence as a value for an address, or None where there is nothing to say."""
    return _serializer().dumps(sentence) if sentence else None


def opened(value):
    """The sentence, or nothing where it is not ours or too old."""
    try:
        sentence, made_at = _serializer().loads(value or "", return_timestamp=True)
        return sentence if now() - made_at <= LASTS else ""  # one of a clock that is ahead is good
    except BadSignature:
        return ""


def _serializer():
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="a sentence for the next page")
