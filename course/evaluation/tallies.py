"""All answers of a course, counted by question, wording and response on the ledger's indexes, without touching the rows."""

from collections import Counter, namedtuple

from sqlalchemy import func, select

from course.database import db
from course.statements.finding import indexed_answers, ledger

Answered = namedtuple("Answered", "question fingerprint wave missing success response first")

c = ledger.c
COMMON = (c.question, c.fingerprint, c.wave, c.missing, c.success)


def tally(course, wordings, firsts):
    """A Counter of Answered. `first` is whether it was the person's first; `response` is None for what is a text."""
    counted = Counter()
    for question, fingerprint, *said, attempt_number, number in _grouped(course, wordings.written):
        counted[Answered(*wordings.today(question, fingerprint), *said, attempt_number == 1)] += number
    texts = set(wordings.written)
    for row in firsts.rows:  # judged one by one
        recorded, first = row.attempt_number == 1, row.position in firsts.positions
        if recorded != first:
            said = (*wordings.today(row.question, row.fingerprint), row.wave, row.missing, row.success,
                    None if row.question in texts or len(row.response or "") > 400 else row.response)
            counted[Answered(*said, recorded)] -= 1
            counted[Answered(*said, first)] += 1
    return counted


def _grouped(course, written):
    """Counts by what was said; the response to what is a text is left out, as is any that is too long for the index."""
    short, long = indexed_answers
    yield from _counts(course, short, c.question.not_in(written), response=True)
    for question in written:
        yield from _counts(course, short, c.question == question)
    yield from _counts(course, long)


def _counts(course, *where, response=False):
    said = (*COMMON, c.attempt_number, c.response) if response else (*COMMON, c.attempt_number)
    asked = select(*said, func.count()).where(c.course == course, *where).group_by(*said)
    for row in db.session.execute(asked):
        *common, attempt_number, given, number = row if response else (*row[:-1], None, row[-1])
        yield *common, given, attempt_number, number
