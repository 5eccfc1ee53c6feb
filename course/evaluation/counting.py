"""How far people came, counted in one pass over an index that is ordered by person. Who has several names counts once."""

from collections import Counter

from sqlalchemy import and_, case, func, literal, or_, select

from course.database import db
from course.people.pseudonyms import joined
from course.statements.finding import indexed_ways, ledger
from course.statements.vocabulary import VERBS

c = ledger.c
REGISTERED = c.verb == VERBS["registered"].iri
MET = and_(c.lesson.is_not(None), c.verb.in_([VERBS["experienced"].iri, VERBS["completed"].iri]))  # opened or completed
PROGRESS = "rows of progress.csv"


def count_persons(course, indicators, names, lessons=None):
    """{key: how many registered persons a statement was made about that meets `indicators[key]`, a condition on the ledger};
    under PROGRESS, how many rows progress.csv has. `names` is {name: subject} of the few that have several,
    `lessons` {a lesson's id before: id of today}."""
    everyone = _counted(indicators, c.actor, course, lessons)
    if not names:
        return everyone
    several = joined().subquery()
    apart = _counted(indicators, c.actor, course, lessons, several)
    as_one = _counted(indicators, several.c.subject, course, lessons, several)
    return Counter({key: everyone[key] - apart[key] + as_one[key] for key in everyone})


def _counted(indicators, person, course, lessons, several=None):
    conditions = [REGISTERED, or_(REGISTERED, MET), *indicators.values()]
    # a filter spares both databases a call for each row that does not meet it, which is nearly all of them
    columns = [func.max(1).filter(one).label(f"c{place}") for place, one in enumerate(conditions)]
    lesson = case(lessons, value=c.lesson, else_=c.lesson) if lessons else c.lesson
    met_lessons = func.count(case((MET, lesson)).distinct()).label("lessons")
    asked = select(person, *columns, met_lessons).where(c.course == course, indexed_ways).group_by(person)
    if several is not None:
        asked = asked.join_from(ledger, several, several.c.name == c.actor)
    each = asked.subquery()
    registered, told, *met = (each.c[column.name] for column in columns)
    rows = case((each.c.lessons > 0, each.c.lessons), else_=told)
    sums = db.session.execute(select(*(func.sum(registered * one) for one in met), func.sum(rows), literal(1))).one()
    return Counter({key: number or 0 for key, number in zip((*indicators, PROGRESS), sums, strict=False)})
