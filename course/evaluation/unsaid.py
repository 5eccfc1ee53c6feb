"""What records leave out: tools may say less than the platform does. An empty cell is counted, and never taken for an answer."""

from collections import namedtuple

from sqlalchemy import func, select

from course.database import ask
from course.statements.finding import among, ledger
from course.statements.vocabulary import VERBS

c = ledger.c
Unsaid = namedtuple("Unsaid", "records column n of")
ABOUT = {  # kinds of records, and the columns that each has where all is said
    "answers": (VERBS["answered"].iri, ("module", "lesson", "sheet", "question", "revision", "fingerprint", "edition", "attempt",
                                        "attempt_number", "registration", "duration")),
    "openings": (VERBS["experienced"].iri, ("module", "lesson", "revision", "edition", "registration")),
    "completions": (VERBS["completed"].iri, ("edition", "registration")),
    "registrations": (VERBS["registered"].iri, ("edition", "registration")),
}


def unsaid(course):
    """Of the records of each kind, in how many a column is not said. Such a cell is empty in the files; a figure that needs it
    counts the record where it can, and nowhere else."""
    found = []
    for records, (verb, columns) in ABOUT.items():
        asked = select(func.count(), *(func.count(c[name]) for name in columns)).where(c.course == course, c.verb == verb)
        of, *said = ask(asked).one()
        found += [Unsaid(records, name, of - number, of) for name, number in zip(columns, said, strict=True)]
    return found


def told_by_others(course):
    """Whether another tool has told anything of this course."""
    return ask(select(c.position).where(among(course), c.authority.is_not(None)).limit(1)).first() is not None
