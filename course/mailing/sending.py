"""Sends letters. The one file that speaks SMTP; without a server, each letter becomes a file in the instance's folder `mail`.

A letter is claimed in a short transaction, sent outside of any, and noted in another: whoever dies between may send it a
second time, under the same Message-ID, and never loses it.
"""

import os
import smtplib
import ssl
from collections import namedtuple
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select, update

from course.clock import now
from course.database import db, writing
from course.errors import TooBusy
from course.logs import log
from course.outbox import Letter, letter_folder

TIMEOUT = 20  # seconds for each answer of the server
CLAIMED = timedelta(minutes=10)  # nobody else takes it so long; longer than all answers of a server together
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=24)
GIVEN_UP = timedelta(days=5)  # as post offices do

Claimed = namedtuple("Claimed", "id to subject text written_at tries")


def send_due():
    """(sent, refused): all letters that are due, one by one. Stops when the server cannot be reached: the rest can wait."""
    sent = refused = 0
    try:
        while letter := _claim():
            refusal, reached = _try(letter)
            _note(letter, refusal)
            sent, refused = sent + (refusal is None), refused + (refusal is not None)
            if not reached:
                break
    except TooBusy:
        log.warning("the post waits", kind="TooBusy")
    return sent, refused


def _claim():
    """The letter that has been due the longest, now ours for a while; or None."""
    due = (Letter.sent_at.is_(None), Letter.text.is_not(None), Letter.try_at <= now())
    if db.session.execute(select(Letter.id).where(*due).limit(1)).scalar() is None:
        db.session.rollback()
        return None
    with writing():
        letter = db.session.execute(
            select(Letter).where(*due).order_by(Letter.try_at).limit(1).with_for_update(skip_locked=True)).scalar()
        if letter is None:
            return None
        letter.try_at = now() + CLAIMED
        letter.tries += 1
        return Claimed(letter.id, letter.to, letter.subject, letter.text, letter.written_at, letter.tries)


def _try(letter):
    """(the refusal or None, whether the server was there)."""
    try:
        _deliver(_message(letter))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError, ValueError) as refusal:
        return _in_words(refusal), True
    except OSError as failure:  # all of SMTP's are
        return _in_words(failure), False
    return None, True


def _in_words(failure):
    return f"{type(failure).__name__}: {failure}"[:300]


def _note(letter, refusal):
    """The text goes once it is sent, or when it is given up: it may hold a link."""
    over = refusal is None or now() - letter.written_at > GIVEN_UP
    columns = {"refusal": refusal, "sent_at": None if refusal else now(), "try_at": now() + wait_after(letter.tries)}
    with writing():
        db.session.execute(update(Letter).where(Letter.id == letter.id).values(columns | ({"text": None} if over else {})))


def wait_after(tries):
    """How long until the next try: a minute after the first, twice as long after each, a day at most."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)


def _message(letter):
    """The letter as mail. Raises ValueError for an address or subject that would make more headers than it should."""
    settings = current_app.config["SETTINGS"]
    message = EmailMessage()
    message["From"] = Address(settings.SITE_NAME, addr_spec=settings.MAIL_FROM)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.id}@{urlsplit(settings.SITE_ADDRESS).hostname}>"  # the same at each try
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="8bit" if not settings.SMTP_HOST else None)
    return message


def _deliver(message):
    settings = current_app.config["SETTINGS"]
    if not settings.SMTP_HOST:
        return _write(message, settings)
    own_name = urlsplit(settings.SITE_ADDRESS).hostname  # else it is looked up in the network
    with smtplib.SMTP(settings.SMTP_HOST, settings.SMTP_PORT, local_hostname=own_name, timeout=TIMEOUT) as server:
        if settings.SMTP_STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if settings.SMTP_USER:
            server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
        return server.send_message(message)


def _write(message, settings):
    """A file that its owner alone may read, under a name that sorts by time; the same letter again is the same file."""
    folder = letter_folder(settings)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = message["Message-ID"].strip("<>").partition("@")[0]
    handle = os.open(folder / f"{name}.eml", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(message.as_bytes())
