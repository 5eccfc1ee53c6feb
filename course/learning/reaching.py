"""How far people come in a course, lesson by lesson and revision by revision, and which lesson they opened last.

A person counts once, under whatever enrolments. Where there are many, the worker counts each five minutes, and pages read that.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass, field

from sqlalchemy import case, func, select

from course.clock import now
from course.content.models import Revision
from course.database import ask, upsert
from course.enrolment.models import Enrolment
from course.learning.models import Completion, Opening, Reach
from course.statements.finding import newest_position

AT_ONCE = 1_000  # people who are counted while a page is made
person = Enrolment.person_id.label("person")


@dataclass
class Reached:
    """Of a lesson: how many opened and completed it; `stopped` opened it last and have not finished the course. `revisions` are
    (number, opened, completed), the newest first."""

    opened: int = 0
    completed: int = 0
    stopped: int = 0
    revisions: list = field(default_factory=list)


@dataclass
class Figures:
    """Of a course, with what `lessons` say by their ids of today. `at` is when it was counted."""

    at: object
    started: int = 0
    finished: int = 0
    lessons: dict = field(default_factory=dict)

    def of(self, lesson):
        return self.lessons.get(lesson, Reached())


def reach_of(standing):
    """The Figures of a course: those that are kept where many take it, else counted now."""
    kept = ask(select(Reach).where(Reach.course_id == standing.course_id)).one_or_none() if _are_many(standing) else None
    if kept is None or kept.publication_id != standing.publication_id:
        return count_reach(standing)
    lessons = {key: Reached(**one) for key, one in kept.figures["lessons"].items()}
    return Figures(kept.at, kept.figures["started"], kept.figures["finished"], lessons)


def keep_reach(standing, figures, through):
    """Let pages read these until the next time."""
    told = asdict(figures)
    ask(upsert(Reach, ["course_id"], ["at", "through", "publication_id", "figures"]), {
        "course_id": standing.course_id, "at": told.pop("at"), "through": through, "publication_id": standing.publication_id,
        "figures": told})


def counted_anew(standing):
    """(Figures, position) to be kept, or None where few take the course, or nothing came since."""
    through = newest_position()
    asked = select(Reach.through, Reach.publication_id).where(Reach.course_id == standing.course_id)
    if not _are_many(standing) or ask(asked).one_or_none() == (through, standing.publication_id):
        return None
    return count_reach(standing), through


def count_reach(standing):
    """The Figures, counted from what people opened and completed."""
    found, lesson = defaultdict(Reached), _today(standing, Opening.lesson)
    finished = _of(standing, Completion).where(Completion.what == "course")
    opened = _of(standing, Opening, lesson.label("lesson"), Opening.revision_id, Opening.at, Opening.id)
    completed = _of(standing, Completion, _today(standing, Completion.key).label("lesson"), Completion.revision_id).where(
        Completion.what == "lesson")
    for name, rows in (("opened", opened), ("completed", completed)):
        of_revision = _count(found, name, rows.subquery())
        for key, number, people in of_revision:
            _revision(found[key], number)[name] = people
    ranked = _ranked(opened.subquery())
    started = 0
    for key, has_finished, people in _last(ranked, finished.subquery()):
        started += people
        found[key].stopped += 0 if has_finished else people
    for one in found.values():
        one.revisions = [[number, parts.get("opened", 0), parts.get("completed", 0)]
                         for number, parts in sorted(one.revisions, reverse=True, key=lambda pair: pair[0])]
    done = ask(select(func.count(finished.subquery().c.person.distinct()))).scalar_one()
    return Figures(now(), started, done, dict(found))


def _are_many(standing):
    few = select(Enrolment.id).where(Enrolment.course_id == standing.course_id).limit(AT_ONCE + 1).subquery()
    return ask(select(func.count()).select_from(few)).scalar_one() > AT_ONCE


def _today(standing, column):
    renamed = standing.lineage.names.get("lesson")
    return case(renamed, value=column, else_=column) if renamed else column


def _of(standing, model, *columns):
    return select(person, *columns).select_from(model).join(Enrolment, Enrolment.id == model.enrolment_id).where(
        Enrolment.course_id == standing.course_id)


def _count(found, name, rows):
    """Persons by lesson, into `found`; rows (lesson, revision's number, persons)."""
    people = func.count(rows.c.person.distinct())
    for key, number in ask(select(rows.c.lesson, people).group_by(rows.c.lesson)):
        setattr(found[key], name, number)
    of_revision = select(rows.c.lesson, Revision.number, people).join(Revision, Revision.id == rows.c.revision_id)
    return ask(of_revision.group_by(rows.c.lesson, Revision.number)).all()


def _revision(reached, number):
    known = next((parts for one, parts in reached.revisions if one == number), None)
    if known is None:
        known = {}
        reached.revisions.append((number, known))
    return known


def _ranked(rows):
    """What each person opened, the last first."""
    order = func.row_number().over(partition_by=rows.c.person, order_by=(rows.c.at.desc(), rows.c.id.desc()))
    return select(rows.c.person, rows.c.lesson, order.label("place")).subquery()


def _last(ranked, finished):
    """Rows (lesson, whether they have finished the course, persons) of who opened which lesson last."""
    has_finished = ranked.c.person.in_(select(finished.c.person))
    return ask(select(ranked.c.lesson, has_finished, func.count()).where(ranked.c.place == 1).group_by(
        ranked.c.lesson, has_finished)).all()
