"""The one door through which what was written once is blanked or deleted. An Erasure row is opened in the same transaction, which
the triggers of the append-only tables look for; it stays, and says who asked, for what, when, and how much it was."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import insert, update

from course.auditing import forget_names, note_act
from course.clock import now
from course.database import ask
from course.people.models import Erasure

ERASED = "erased"  # why there is no text where one was


@dataclass(frozen=True)
class Erased:
    """Who is erased, for the rooms: the ids of her rows (she may have been a guest before), and her names in the ledger."""

    ids: tuple
    names: tuple
    subject: object


@contextmanager
def erase(what, *, whom=(), by=None):
    """Within: the triggers let through. Yields a Counter of what was done, by words, which is kept. `by` is a person's id, None
    the command or the clock; `whom` are the ids of who is forgotten, in the audit log too, which notes the erasure."""
    opening = insert(Erasure).values(what=what, by=by, at=now(), open=True, counts={}).returning(Erasure.id)
    erasure_id, counts = ask(opening).scalar_one(), Counter()
    yield counts
    gone = forget_names(whom) if whom else {}
    done = {words: number for words, number in counts.items() if number}
    asked = {"asked": "herself"} if by in whom else {}
    note_act("person erased" if whom else "records deleted", by=None if asked else by, subject=f"erasure {erasure_id}",
             counts=done, names=gone, **asked)
    ask(update(Erasure).where(Erasure.id == erasure_id).values(open=False, counts=done))
