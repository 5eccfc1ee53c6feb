"""Answers are marked anew slice by slice, each in a transaction of its own: other writers wait for none of them long, and what
was interrupted goes on where it was, for each slice is whole for the people in it and what is done is not done twice."""

from course.authoring.publishing import why_of
from course.content.queries import standing
from course.database import writing
from course.errors import Conflict
from course.learning.remarking import key_of, reckon, remark_question, slices

ROUNDS = 3  # whoever was joined to an account in the middle of one is found by the next


class KeyHasMovedOn(Conflict):
    sentence = "The key of this question was changed after you looked. Nothing was marked: look at the page again."


class KeyMovedMeanwhile(KeyHasMovedOn):
    sentence = (
        "The key of this question was changed while its answers were marked. What was marked stays, and nothing more is marked by"
        " the earlier key: look at the page again."
    )


def mark_anew(course, question, *, why, by=None, fingerprint=None):
    """The Reckoning of what was due. Raises KeyHasMovedOn where the key is not, or no longer, that of the `fingerprint`."""
    key = key_of(standing(course), question).fingerprint
    if fingerprint not in (None, key):
        raise KeyHasMovedOn
    found = reckon(standing(course), question)
    for _ in range(ROUNDS):
        for persons in slices(standing(course), question):
            _mark(course, question, key, why=why, by=by, persons=persons)
    return found


def _mark(course, question, fingerprint, **act):
    with writing():
        now_standing = standing(course)
        if key_of(now_standing, question).fingerprint != fingerprint:
            raise KeyMovedMeanwhile
        remark_question(now_standing, question, **act)


def go_on_marking(course, questions, *, number, note="", by=None):
    """Mark anew what was too much for the transaction of the publication itself, which was this `number`."""
    for question in sorted(questions):
        mark_anew(course, question, why=why_of(number, note), by=by)
