"""The indicators of the funnel. Each function's docstring is its definition, and is printed beside its number.

`crowd` is a counting.Crowd, `plan` a CoursePlan, `module` a module's key.
"""

from dataclasses import dataclass
from inspect import getdoc

from course.content.queries import history, published
from course.people.queries import has_account
from course.statements.finding import ledger


@dataclass(frozen=True)
class CoursePlan:
    """What indicators need to know of a course: its outline, and {module: keys of lessons} that were ever core."""

    outline: object
    core: dict

    @property
    def first(self):
        """The key of the first unit; None if the course has no other, so that any lesson is past it."""
        return self.outline.modules[0].key if len(self.outline.modules) > 1 else None


def plan_of(standing):
    core = {module.key: set() for module in standing.outline.modules}
    for publication, _ in history(standing.outline.key):
        for module in published(publication.id).outline.modules:
            core.setdefault(module.key, set()).update(lesson.key for lesson in module.core)
    return CoursePlan(standing.outline, core)


def definition(indicator):
    return " ".join(getdoc(indicator).split())


def registered(crowd, plan):
    """Everyone who began the course, with an account or as a guest. People are counted, not devices: a guest who later signed
    in to an account is counted once. Who left the course, or was erased since, stays counted."""
    return crowd.persons("registered")


def with_account(crowd, plan):
    """Those registered who have an account today."""
    return crowd.persons("registered", where=(has_account(ledger.c.actor),))


def started(crowd, plan):
    """Those registered who opened, or completed, any lesson past the first unit."""
    past = ledger.c.module.is_not(None) if plan.first is None else ledger.c.module != plan.first
    return crowd.persons("experienced", "completed", where=(past, ledger.c.lesson.is_not(None)))


def reached(crowd, plan, module):
    """Those registered who opened, or completed, at least one core lesson of the module, in whatever edition it was core."""
    return crowd.persons("experienced", "completed",
                         where=(ledger.c.module == module, ledger.c.lesson.in_(sorted(plan.core[module]))))


def completed(crowd, plan, module):
    """Those registered for whom every core lesson of the module was complete by its own rule, in the edition they were on."""
    return crowd.persons("completed", where=(ledger.c.module == module, ledger.c.lesson.is_(None)))


def finished(crowd, plan):
    """Those registered for whom every core lesson of the course was complete, in the edition they were on."""
    return crowd.persons("completed", where=(ledger.c.module.is_(None), ledger.c.lesson.is_(None)))
