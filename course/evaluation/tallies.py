"""All answers of a course, counted by question, wording and response: those of long ago are kept counted, those that came since
are counted when they are asked for. So the page costs the same however many there are."""

from collections import Counter, namedtuple

from sqlalchemy import case, func, select

from course.database import db
from course.statements.finding import among, indexed_answers, ledger, newest_position, settled_position
from course.statements.tallying import kept_counts

Answered = namedtuple("Answered", "question fingerprint wave missing success response first")
RECENT = 50_000  # positions; to read the rows of more takes longer than to count all answers on their index

c = ledger.c
COMMON = (c.question, c.fingerprint, c.wave, c.missing, c.success)


def tally(course, wordings, firsts):
    """A Counter of Answered. `first` is whether it was the person's first; `response` is None but for what is chosen."""
    counted, chosen = Counter(), wordings.chosen
    for (question, fingerprint, *said), number in count_answers(course, wordings).items():
        counted[Answered(*wordings.today(question, fingerprint), *said)] += number
    for row in firsts.rows:  # judged one by one
        recorded, first = row.attempt_number == 1, row.position in firsts.positions
        if recorded != first:
            said = (*wordings.today(row.question, row.fingerprint), row.wave, row.missing, row.success,
                    row.response if row.question in chosen and len(row.response or "") <= 400 else None)
            counted[Answered(*said, recorded)] -= 1
            counted[Answered(*said, first)] += 1
    return counted


def count_answers(course, wordings):
    """A Counter of Answered under the names that the ledger has: kept counts and what came since, or all where that is less."""
    kept = kept_counts(course)
    if not _is_of_use(kept, wordings) or newest_position() - kept.through > RECENT:
        return count_all(course, wordings)
    return _unpacked(kept) + _count_recent(course, wordings, kept.through)


def gone_on(course, wordings):
    """What keep_counts() is to keep now: counts up to a position where nothing can come in between any more. None if there is
    nothing new, or if it cannot be settled now. Read without a lock."""
    kept, through = kept_counts(course), settled_position()
    if kept is None or through is None or (_is_of_use(kept, wordings) and through <= kept.through):
        return None
    if _is_of_use(kept, wordings) and through - kept.through <= RECENT:
        counts = _unpacked(kept) + _count_recent(course, wordings, kept.through, through)
    else:
        counts = count_all(course, wordings, c.position <= through)
    return wordings.basis, through, [[*said, number] for said, number in counts.items()], kept.version


def _is_of_use(kept, wordings):
    """A publication may say that an answer is a text, or that it was not: then all is counted anew."""
    return kept is not None and kept.counts is not None and kept.basis == wordings.basis


def _unpacked(kept):
    return Counter({Answered(*said): number for *said, number in kept.counts})


def count_all(course, wordings, *where):
    """Counted on the ledger's indexes, without touching the rows. The response is left out but for what is chosen, as is any
    that is too long for the index; so no text stands among counts."""
    (short, long), chosen = indexed_answers, wordings.chosen
    counted = _counts(chosen, c.course == course, short, c.question.not_in(wordings.written), *where, response=c.response)
    for question in wordings.written:
        counted += _counts(chosen, c.course == course, short, c.question == question, *where)
    return counted + _counts(chosen, c.course == course, long, *where)


def _count_recent(course, wordings, above, through=None):
    """The same for positions above one, row by row."""
    _, long = indexed_answers
    given = case((long, None), else_=c.response).label("given")
    here = [among(course), c.question.is_not(None), c.position > above]
    return _counts(wordings.chosen, *here, *([] if through is None else [c.position <= through]), response=given)


def _counts(chosen, *where, response=None):
    said = (*COMMON, c.attempt_number) if response is None else (*COMMON, c.attempt_number, response)
    counted = Counter()
    for row in db.session.execute(select(*said, func.count()).where(*where).group_by(*said)):
        *common, attempt_number, given, number = row if response is not None else (*row[:-1], None, row[-1])
        counted[Answered(*common, given if row.question in chosen else None, attempt_number == 1)] += number
    return counted
