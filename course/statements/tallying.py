"""Counts of a course's answers, kept beside the ledger up to a settled position: who needs them counts only what came since.

Answering pays nothing for it. What is counted, and by what, is the counter's business (course/evaluation/tallies.py). The ledger
stays the only truth: kept counts may be dropped at any time, and come back the same.
"""

from collections import namedtuple

from sqlalchemy import bindparam, select, update

from course.database import ask, insert_new
from course.statements.tally_models import Tally

Kept = namedtuple("Kept", "basis through counts version")  # `counts` is None where nothing is kept
_kept = select(Tally.basis, Tally.through, Tally.counts, Tally.version).where(Tally.course == bindparam("course"))


def kept_counts(course):
    """The Kept of a course, or None where there never was any."""
    row = ask(_kept, {"course": course}).one_or_none()
    return Kept(*row) if row else None


def make_room(course):
    """The row that counts will stand in, so that dropping them while they are being counted leaves a trace."""
    insert_new(Tally.__table__, [{"course": course, "version": 0}])


def keep_counts(course, basis, through, counts, version):
    """Whether they were kept: not if others were kept or dropped since the Kept of this `version` was read. `basis` names what
    the counter knew; counts of another basis are not to be gone on with."""
    stands = update(Tally).where(Tally.course == course, Tally.version == version)
    new = {"basis": basis, "through": through, "counts": counts, "version": version + 1}
    return ask(stands.values(new)).rowcount == 1


def drop_counts():
    """Forget all kept counts, so that they are made anew from the ledger as it is then. Whoever changes or deletes statements
    calls this in the same transaction, after it: nothing else knows of such a change. Figures are right at once, for without
    kept counts everything is counted; the worker keeps new ones within five minutes."""
    ask(update(Tally).values(basis=None, through=None, counts=None, version=Tally.version + 1))
