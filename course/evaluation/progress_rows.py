"""The rows of progress.csv: each person and lesson that she has met, and one row for who registered and did nothing yet."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from sqlalchemy import case, or_

from course.content.queries import history, published
from course.csv_text import columns_of
from course.evaluation.counting import MET, REGISTERED
from course.evaluation.sql_values import digits, iso, number
from course.people.queries import has_account
from course.statements.finding import find, indexed_ways, ledger
from course.statements.vocabulary import NAMES

c = ledger.c
BATCH = 2_000
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

    def take(self, rows, lineage):
        lessons, modules = (lineage.names.get(what, {}) for what in ("lesson", "module"))
        for _, verb, module, lesson, at, revision, edition, account in rows:
            if lesson is None:
                self.registered = min(self.registered or at, at)
                self.account = max(self.account or 0, account)
            else:
                met = self.lessons.setdefault(lessons.get(lesson, lesson), Met())
                met.take(NAMES[verb], modules.get(module, module), at, revision, edition)

    def rows(self, pid, core):
        for lesson, met in self.lessons.items() or ((None, Met()),):
            yield (pid, self.registered, self.account, met.module, lesson, core.get(lesson), met.opened, met.completed,
                   met.revision, met.edition)


def progress_batches(standing, names):
    """Batches of columns; `names` is a naming.Names. People with several names come last, as one."""
    core, batch, several, lineage = _core(standing), [], {}, standing.lineage
    found = find(standing.outline.key, "registered", "experienced", "completed", columns=_columns,
                 where=(indexed_ways, or_(REGISTERED, MET)), order=(c.actor,))
    for name, rows in groupby(found, itemgetter(0)):
        if name in names.joined:
            several.setdefault(names.joined[name], Person()).take(rows, lineage)
            continue
        person = Person()
        person.take(rows, lineage)
        batch += person.rows(names.person(name), core)
        if len(batch) >= BATCH:
            yield columns_of(batch)
            batch = []
    for subject, person in several.items():
        batch += person.rows(names.person(subject.hex), core)
    yield columns_of(batch)


def _core(standing):
    """{lesson: 1 or 0}, whether it is core in the newest edition that has it."""
    found = {}
    for publication, _ in history(standing.outline.key):  # newest first
        for lesson in published(publication.id).outline.lessons:
            found.setdefault(lesson.key, int(lesson.core))
    return found

