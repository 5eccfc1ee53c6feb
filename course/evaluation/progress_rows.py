"""The rows of progress.csv: each person and lesson that she has met, and one row for who registered and did nothing yet."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from sqlalchemy import and_, case, func, or_, select

from course.content.queries import history, published
from course.database import db
from course.evaluation.sql_values import digits, iso, number
from course.people.pseudonyms import joined
from course.people.queries import has_account
from course.statements.finding import find, ledger
from course.statements.vocabulary import NAMES, VERBS

c = ledger.c
BATCH = 2_000
REGISTERED = c.verb == VERBS["registered"].iri
MET = and_(c.verb.in_([VERBS["experienced"].iri, VERBS["completed"].iri]), c.lesson.is_not(None))
TOLD = or_(REGISTERED, MET)

_columns = (digits(c.actor), c.verb, c.module, c.lesson, iso(c.timestamp), c.revision, c.edition,
            case((REGISTERED, number(has_account(c.actor)))))


@dataclass(slots=True)
class Met:
    """One lesson of one person: when first opened and completed, and the text that was."""

    module: str | None = None
    opened: str | None = None
    completed: str | None = None
    revision: str | None = None
    edition: str | None = None

    def take(self, verb, module, at, revision, edition):
        """Statements come in any order: the earliest completion names the text, or else the earliest opening."""
        kind = "completed" if verb == "completed" else "opened"
        before = getattr(self, kind)
        if before is not None and before <= at:
            return
        setattr(self, kind, at)
        if kind == "completed" or self.completed is None:
            self.module, self.revision, self.edition = module, revision, edition


@dataclass(slots=True)
class Person:
    registered: str | None = None
    account: int | None = None
    lessons: dict = field(default_factory=dict)

    def take(self, rows):
        for _, verb, module, lesson, at, revision, edition, account in rows:
            if lesson is None:
                self.registered = min(self.registered or at, at)
                self.account = max(self.account or 0, account)
            else:
                self.lessons.setdefault(lesson, Met()).take(NAMES[verb], module, at, revision, edition)

    def rows(self, pid, core):
        for lesson, met in self.lessons.items() or ((None, Met()),):
            yield (pid, self.registered, self.account, met.module, lesson, core.get(lesson), met.opened, met.completed,
                   met.revision, met.edition)


def progress_batches(standing, names):
    """Lists of rows; `names` is a naming.Names. People with several names come last, as one."""
    core, batch, several = _core(standing), [], {}
    found = find(standing.outline.key, "registered", "experienced", "completed", columns=_columns, where=(TOLD,),
                 order=(c.actor, c.position))
    for name, rows in groupby(found, itemgetter(0)):
        if name in names.joined:
            several.setdefault(names.joined[name], Person()).take(rows)
            continue
        person = Person()
        person.take(rows)
        batch += person.rows(names.person(name), core)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    for subject, person in several.items():
        batch += person.rows(names.person(subject.hex), core)
    yield batch


def _core(standing):
    """{lesson: 1 or 0}, whether it is core in the newest edition that has it."""
    found = {}
    for publication, _ in history(standing.outline.key):  # newest first
        for lesson in published(publication.id).outline.lessons:
            found.setdefault(lesson.key, int(lesson.core))
    return found


def count_progress(course, names):
    """How many rows progress.csv has; `names` is {name: subject} of the joined ones."""
    here = (c.course == course, TOLD)
    each = select(c.actor, func.count(c.lesson.distinct()).label("lessons")).where(*here).group_by(c.actor).subquery()
    total = db.session.execute(select(func.sum(case((each.c.lessons == 0, 1), else_=each.c.lessons)))).scalar() or 0
    if not names:
        return total
    apart = select(c.actor, c.lesson).distinct().where(*here, c.actor.in_(select(joined().subquery().c.name)))
    several = db.session.execute(apart).all()
    return total - _rows_of(several) + _rows_of([(names[name], lesson) for name, lesson in several])


def _rows_of(pairs):
    lessons = {}
    for name, lesson in pairs:
        lessons.setdefault(name, set()).update({lesson} - {None})
    return sum(max(1, len(met)) for met in lessons.values())
