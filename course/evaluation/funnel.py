"""How far people come: the stages of a course in order, each with all its denominators. One table for page and file."""

from dataclasses import dataclass

from course.evaluation import indicators
from course.evaluation.counting import Crowd
from course.evaluation.indicators import definition, plan_of
from course.evaluation.shares import Share


@dataclass(frozen=True, slots=True)
class Stage:
    """`of_started` is None before that stage, `of_reached` but for a module that is complete."""

    key: str
    module: str | None
    title: str
    definition: str
    n: int
    of_registered: Share
    of_started: Share | None = None
    of_reached: Share | None = None

    @property
    def cells(self):
        nothing = (None,) * 4
        return (self.key, self.module, self.title, self.definition, self.n, *self.of_registered.cells,
                *(self.of_started.cells if self.of_started else nothing),
                *(self.of_reached.cells if self.of_reached else nothing))


def funnel(standing):
    """The Stages of a course, from registered to finished."""
    crowd, plan = Crowd(standing.outline.key), plan_of(standing)
    everyone, starters = indicators.registered(crowd, plan), indicators.started(crowd, plan)

    def stage(indicator, title, n, module=None, **more):
        key = indicator.__name__ if module is None else f"module_{indicator.__name__}"
        return Stage(key, module, title, definition(indicator), n, Share(n, everyone), **more)

    yield stage(indicators.registered, "Registered", everyone)
    yield stage(indicators.with_account, "Registered, with an account", indicators.with_account(crowd, plan))
    yield stage(indicators.started, "Started", starters)
    for module in standing.outline.modules:
        reached, complete = (one(crowd, plan, module.key) for one in (indicators.reached, indicators.completed))
        of_started = module.key != plan.first
        yield stage(indicators.reached, f"{module.title}: reached", reached, module.key,
                    of_started=Share(reached, starters) if of_started else None)
        yield stage(indicators.completed, f"{module.title}: complete", complete, module.key,
                    of_started=Share(complete, starters) if of_started else None, of_reached=Share(complete, reached))
    finishers = indicators.finished(crowd, plan)
    yield stage(indicators.finished, "Finished", finishers, of_started=Share(finishers, starters))

