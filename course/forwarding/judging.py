"""What an answer means for what was sent: whether it is there, will never be taken, or should be tried again later."""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from course.clock import now

TAKEN, UNSURE, REFUSED, WAIT, PAUSE = "taken", "unsure", "refused", "wait", "pause"
LONGEST_WAIT = 24 * 3600  # seconds that another machine may ask us to wait
MOVED = {404, 405, 410}
QUOTED = 300  # characters of what it said


@dataclass(frozen=True)
class Verdict:
    what: str
    words: str = ""
    seconds: float | None = None  # to wait, if it said so
    status: int | None = None


def judge(answer):
    """The Verdict on an answer by its status alone. Only of a refusal the words are kept: they may quote what was sent, and
    stand where erasing finds them."""
    status, said = answer.status, _said(answer)
    if 200 <= status < 300:
        return Verdict(TAKEN)
    if status in (401, 403):
        return Verdict(PAUSE, f"It does not accept the name and the secret, or they may not do this there ({status}). "
                              "Mend that, then go on.")
    if status in MOVED:
        return Verdict(WAIT, f"There is nothing at this address that takes them ({status}).")
    if 300 <= status < 400:
        return Verdict(WAIT, f"The address leads on to another one ({status}). Give that one, for redirects are not followed.")
    if status == 409:
        return Verdict(UNSURE, f"It says that this contradicts what it has (409{said}).")
    if status in (408, 425, 429) or status >= 500 or status < 200:
        return Verdict(WAIT, f"It cannot take them at the moment ({status}).", _asked_to_wait(answer), status)
    return Verdict(REFUSED, f"It does not take this ({status}{said}).")


def _said(answer):
    """The beginning of a plain answer, in one line; a page of HTML tells nobody anything here."""
    words = " ".join(answer.body[: QUOTED * 4].decode("utf-8", "replace").split()).replace("\0", "")
    words = "".join(letter for letter in words if letter.isprintable())
    return f": {words[:QUOTED]}" if words and not words.startswith("<") else ""


def _asked_to_wait(answer):
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdecimal() and len(given) < 10:
        return min(int(given), LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(given) - now()).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0), LONGEST_WAIT)
