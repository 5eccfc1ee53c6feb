"""Answers that were marked anew: the mark that counts now, beside the one that was first given."""

from course.evaluation.sql_values import digits, iso, number
from course.statements.finding import find, ledger

c = ledger.c
COLUMNS = (digits(c.attempt), c.activity, number(c.success), c.score, iso(c.timestamp))
QUESTIONS = "/questions/"


def marks_now(course):
    """{(32 digits of the attempt, question as it was called then): (correct, points, marked at)}, the newest of each."""
    found = find(course, "scored", columns=COLUMNS, where=(c.activity.contains(QUESTIONS),))
    return {(attempt, activity.rpartition(QUESTIONS)[2]): tuple(now) for attempt, activity, *now in found}
