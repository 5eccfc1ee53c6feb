"""The ledger as people look through it: newest first, by person, activity, verb, time and source; whole, or of one course."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Date, cast, exists, func, or_, select, tuple_

from course.database import ask, db
from course.errors import CourseError
from course.statements.finding import AT_ONCE, ledger
from course.statements.tool_models import Credential, Voiding
from course.statements.vocabulary import NAMES
from course.statements.xapi.rules import VOIDED

PAGE, DAYS = 50, 30
IN_A_LINE = 140  # characters of a question, and of an answer to it
PLATFORM = "platform"  # the source of what this site says itself
c = ledger.c
_voided = exists().where(Voiding.target == c.id, or_(Voiding.of_all, Voiding.authority == c.authority), c.verb != VOIDED)
COLUMNS = (c.position, c.id, c.stored, c.timestamp, c.actor, c.verb, c.activity, c.course, c.lesson, c.question, c.response,
           c.success, c.score, c.maximum, Credential.title.label("source"), _voided.label("voided"))
Arrivals = namedtuple("Arrivals", "days most total")  # `days` are (date, n)


@dataclass(frozen=True)
class Wanted:
    """What is looked for; None: whatever. `actors` are names in the ledger, `source` is PLATFORM or the name of a credential."""

    course: str | None = None
    actors: tuple | None = None
    verb: str | None = None
    activity: str | None = None
    since: datetime | None = None
    until: datetime | None = None  # before this moment
    source: str | None = None

    def conditions(self):
        for column, value in ((c.course, self.course), (c.verb, self.verb), (c.activity, self.activity)):
            if value is not None:
                yield column == value
        if self.actors is not None:
            yield c.actor.in_(self.actors)
        if self.since is not None:
            yield c.stored >= self.since
        if self.until is not None:
            yield c.stored < self.until
        if self.source == PLATFORM:
            yield c.authority.is_(None)
        elif self.source is not None:
            yield c.authority.in_(select(Credential.id).where(Credential.name == self.source))


def _asked(wanted, *more):
    """With its JSON. Outer join: what the platform says has no credential."""
    return (select(*COLUMNS, c.statement).outerjoin(Credential, Credential.id == c.authority)
            .where(*wanted.conditions(), *more))


def page_of(wanted, after=None):
    """(rows, the place of the last if there are more); `after` is such a place, (stored, position)."""
    more = [tuple_(c.stored, c.position) < tuple_(*after), c.stored <= after[0]] if after else []
    rows = ask(_asked(wanted, *more).order_by(c.stored.desc(), c.position.desc()).limit(PAGE + 1)).all()
    return rows[:PAGE], rows[PAGE - 1] if len(rows) > PAGE else None


def each(wanted):
    """The same rows, all of them, in batches."""
    asked = _asked(wanted).order_by(c.stored.desc(), c.position.desc())
    return db.session.connection().execution_options(stream_results=True, yield_per=AT_ONCE).execute(asked).partitions()


def one_of(wanted, *where):
    """One row, or None."""
    return ask(_asked(wanted, *where)).first()


def arrivals(wanted, today):
    """How many came on each of thirty days, the last of them the date `today`, in UTC."""
    first = today - timedelta(days=DAYS - 1)
    day = func.date(c.stored) if db.engine.dialect.name == "sqlite" else cast(func.timezone("UTC", c.stored), Date)
    asked = select(day, func.count()).where(*wanted.conditions(), c.stored >= _moment(first), c.stored < _moment(today) + _DAY)
    found = {str(on): n for on, n in ask(asked.group_by(day))}
    days = [(first + timedelta(days=place), found.get(str(first + timedelta(days=place)), 0)) for place in range(DAYS)]
    return Arrivals(days, max(n for _, n in days), sum(n for _, n in days))


_DAY = timedelta(days=1)


def _moment(day):
    return datetime.fromisoformat(f"{day.isoformat()}T00:00:00+00:00")


def verbs_said(course=None):
    """The verbs that stand in the ledger, by their names here or else their IRIs, as (iri, name) in order."""
    asked = select(c.verb).distinct()
    verbs = ask(asked if course is None else asked.where(c.course == course)).scalars()
    return sorted(((verb, NAMES.get(verb, verb)) for verb in verbs), key=lambda pair: pair[1])


def sources():
    """(name, title) of every credential, of those that are revoked, too."""
    return ask(select(Credential.name, Credential.title).order_by(Credential.title)).all()


def actors_of(course):
    """Every name in the ledger that has a statement of this course."""
    return ask(select(c.actor).where(c.course == course).distinct()).scalars().all()


def stored_so_far():
    """(how many statements there are, when the last was stored or None)."""
    return ask(select(func.count(), func.max(c.stored)).select_from(ledger)).one()


class NotSoAsked(CourseError):
    """Says which field of the browser cannot be read."""


FIELDS = ("person", "verb", "activity", "since", "until", "source")


def wanted_in(given, actors, course=None):
    """The Wanted of a browser's fields: texts by their names in FIELDS. `actors` gives names in the ledger for what stands in
    `person`. Days are whole days in UTC."""
    given = {name: given.get(name, "").strip().replace("\0", "") for name in FIELDS}
    until = _day_in(given["until"], "Until")
    return Wanted(
        course=course, actors=actors(given["person"]) if given["person"] else None, verb=given["verb"] or None,
        activity=given["activity"] or None, since=_day_in(given["since"], "From"), until=until and until + _DAY,
        source=given["source"] or None)


def _day_in(words, field):
    try:
        return _moment(date.fromisoformat(words)) if words else None
    except ValueError:
        raise NotSoAsked(f"{field}: write a day such as 2026-11-28.") from None
