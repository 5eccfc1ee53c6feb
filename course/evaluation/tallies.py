"""All answers of a course, counted by question, wording and response on the ledger's indexes, without touching the rows."""

from collections import Counter, namedtuple

from sqlalchemy import func, null, select

from course.database import db
from course.statements.finding import indexed_answers, ledger

Answered = namedtuple("Answered", "question fingerprint wave missing success response first")

c = ledger.c
COMMON = (c.question, c.fingerprint, c.wave, c.missing, c.success)


def tally(course, wordings, firsts):
    """A Counter of Answered. `first` is whether it was the person's first; `response` is None for what is a text."""
    counted = Counter()
    for *said, attempt_number, number in _grouped(course, wordings.written):
        counted[Answered(*said, attempt_number == 1)] += number
    texts = set(wordings.written)
    for row in firsts.rows:  # judged one by one
        recorded, first = row.attempt_number == 1, row.position in firsts.positions
        if recorded != first:
            said = (row.question, row.fingerprint, row.wave, row.missing, row.success,
                    None if row.question in texts or len(row.response or "") > 400 else row.response)
            counted[Answered(*said, recorded)] -= 1
            counted[Answered(*said, first)] += 1
    return counted


def _grouped(course, written):
    short, long = indexed_answers
    chosen = c.question.not_in(written)
    for response, where in ((c.response, (short, chosen)), (None, (short, ~chosen)), (None, (long,))):
        columns = COMMON if response is None else (*COMMON, response)
        asked = select(*columns, *([null()] if response is None else []), c.attempt_number, func.count())
        yield from db.session.execute(asked.where(c.course == course, *where).group_by(*columns, c.attempt_number))
