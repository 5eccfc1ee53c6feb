"""How far people come: the stages of a course in order, each with all its denominators. One table for page and file."""

from dataclasses import dataclass

from course.evaluation import indicators
from course.evaluation.counting import count_persons
from course.evaluation.indicators import definition, plan_of
from course.evaluation.shares import Share

NAMES = {  # of a stage: its indicator, and what the page calls it
    "registered": (indicators.registered, "Registered"),
    "with_account": (indicators.with_account, "Registered, with an account"),
    "started": (indicators.started, "Started"),
    "module_reached": (indicators.reached, "Module reached"),
    "module_completed": (indicators.completed, "Module complete"),
    "finished": (indicators.finished, "Finished"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """`of_started` is None before that stage and in the first unit, `of_reached` but for a module that is complete."""

    key: str
    module: str | None
    title: str
    n: int
    of_registered: Share
    of_started: Share | None = None
    of_reached: Share | None = None

    @property
    def definition(self):
        return definition(NAMES[self.key][0])

    @property
    def cells(self):
        nothing = (None,) * 4
        return (self.key, self.module, self.title, self.definition, self.n, *self.of_registered.cells,
                *(self.of_started.cells if self.of_started else nothing),
                *(self.of_reached.cells if self.of_reached else nothing))


def count_stages(standing, names):
    """{(stage, module or None): persons}, and the rows of progress.csv under counting.PROGRESS."""
    plan = plan_of(standing)
    asked = {(key, None): NAMES[key][0](plan) for key in ("registered", "with_account", "started", "finished")}
    for module in standing.outline.modules:
        asked |= {(key, module.key): NAMES[key][0](plan, module.key) for key in ("module_reached", "module_completed")}
    return count_persons(standing.outline.key, asked, names, standing.lineage.names.get("lesson"))


def funnel(standing, counted):
    """The Stages of a course, from registered to finished."""
    everyone, starters, plan = counted["registered", None], counted["started", None], plan_of(standing)

    def stage(key, module=None, **of):
        n, words = counted[key, module and module.key], NAMES[key][1]
        title = f"{module.title}: {words.partition(' ')[2]}" if module else words
        shares = {name: Share(n, whole) for name, whole in of.items()}
        return Stage(key, module and module.key, title, n, Share(n, everyone), **shares)

    yield from (stage(key) for key in ("registered", "with_account", "started"))
    for module in standing.outline.modules:
        of_started = {} if module.key == plan.first else {"of_started": starters}
        yield stage("module_reached", module, **of_started)
        yield stage("module_completed", module, **of_started, of_reached=counted["module_reached", module.key])
    yield stage("finished", of_started=starters)
