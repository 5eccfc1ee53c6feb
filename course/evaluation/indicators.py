"""The indicators of the funnel. Each function is a condition on statements: whoever has one that meets it is counted, once.
Its docstring is its definition, and is printed beside the number. `plan` is a CoursePlan, `module` a module's key.
"""

from dataclasses import dataclass
from inspect import getdoc

from sqlalchemy import and_

from course.content.lineage import NOTHING
from course.content.queries import history, published
from course.evaluation.counting import MET, REGISTERED
from course.people.queries import has_account
from course.statements.finding import ledger
from course.statements.vocabulary import VERBS

c = ledger.c
COMPLETED = c.verb == VERBS["completed"].iri


@dataclass(frozen=True)
class CoursePlan:
    """What indicators need to know of a course: its outline, {module: keys of lessons} that were ever core, and its Lineage."""

    outline: object
    core: dict
    lineage: object = NOTHING

    def names(self, module):
        """All ids that a module has had: statements name the one of their day."""
        return [module, *self.lineage.former("module", module)]

    @property
    def first(self):
        """The key of the first unit; None if the course has no other, so that any lesson is past it."""
        return self.outline.modules[0].key if len(self.outline.modules) > 1 else None


def plan_of(standing):
    core, today = {module.key: set() for module in standing.outline.modules}, standing.lineage.today
    for publication, _ in history(standing.outline.key):
        for module in published(publication.id).outline.modules:
            core.setdefault(today("module", module.key), set()).update(lesson.key for lesson in module.core)
    return CoursePlan(standing.outline, core, standing.lineage)


def definition(indicator):
    return " ".join(getdoc(indicator).split())


def registered(plan):
    """Everyone who began the course, with an account or as a guest. People are counted, not devices: a guest who later signed
    in to an account is counted once. Who left the course, or was erased since, stays counted."""
    return REGISTERED


def with_account(plan):
    """Those registered who have an account today."""
    return and_(REGISTERED, has_account(c.actor))


def started(plan):
    """Those registered who opened, or completed, any lesson past the first unit."""
    return and_(c.module.is_not(None) if plan.first is None else c.module.not_in(plan.names(plan.first)), MET)


def reached(plan, module):
    """Those registered who opened, or completed, at least one core lesson of the module, in whatever edition it was core."""
    return and_(c.module.in_(plan.names(module)), c.lesson.in_(sorted(plan.core[module])), MET)


def completed(plan, module):
    """Those registered for whom every core lesson of the module was complete by its own rule, in the edition they were on."""
    return and_(c.module.in_(plan.names(module)), c.lesson.is_(None), COMPLETED)


def finished(plan):
    """Those registered for whom every core lesson of the course was complete, in the edition they were on."""
    return and_(c.module.is_(None), c.lesson.is_(None), COMPLETED)
