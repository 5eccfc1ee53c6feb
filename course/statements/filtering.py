"""The ways in which a statement can meet the filters of a search: by a column, by a mention, through another statement.

A branch takes one way for each filter. One of them leads: its index gives the rows in the order of the page, and the others are
looked at row by row. Which one is told by counting a few rows of each: SQLite keeps no statistics, and PostgreSQL's do not say
what stands on the next page.
"""

from collections import namedtuple
from dataclasses import dataclass
from itertools import product

from sqlalchemy import and_, exists, func, literal, select
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from course.database import ask, db
from course.statements.finding import ledger
from course.statements.tool_models import Credential, Mention, Reference
from course.statements.vocabulary import profile_iri, read_activity_iri
from course.statements.xapi.parts import agent_term, term

FEW = 10_000  # so many rows are sorted sooner than other rows are read in order until a page is full
SAMPLE = 200  # where none of so many leads to what is sought, they are not read on in order until a page is full
mention = Mention.__table__
Order = namedtuple("Order", "ahead stored position")
# it is the same in all rows without an activity, which PostgreSQL does not see: it would go through rows of other kinds
_about_others = Order([ledger.c.activity], ledger.c.stored, ledger.c.position)


@dataclass(frozen=True)
class ByColumn:
    """An index on it goes on with `stored, position`."""

    has_index = True
    name: str
    value: object

    @property
    def rows(self):
        return ledger.c[self.name] == self.value

    def leading(self, table):
        return [table.c[self.name] == self.value], table.c

    def following(self, table):
        return [_unindexed(table.c[self.name]) == self.value]


@dataclass(frozen=True)
class ByMention:
    """Its key goes on with `stored, position`."""

    has_index = True
    term: object

    @property
    def rows(self):
        return mention.c.term == self.term

    def leading(self, table):
        here = mention.alias()  # with `stored` held against it, too, PostgreSQL would expect fewer rows than come
        return [here.c.term == self.term, here.c.position == table.c.position], here.c

    def following(self, table):
        here = mention.alias()
        return [exists().where(here.c.term == self.term, here.c.stored == table.c.stored, here.c.position == table.c.position)]


@dataclass(frozen=True)
class ByPlace:
    """The platform's own statements around a place in a course, which say by columns what stands in their contextActivities.
    Those in a module, a lesson or a sheet have an index that goes on with `stored, position`; others are taken as they come."""

    course: str | None = None
    name: str | None = None
    value: str | None = None

    @property
    def has_index(self):
        return self.name is not None

    @property
    def rows(self):
        return and_(*self.leading(ledger)[0])

    def leading(self, table):
        if self.has_index:
            return [table.c[self.name] == self.value, *self._own(table), _unindexed(table.c.course) == self.course], table.c
        return [table.c.course == self.course if self.course else table.c.course.is_not(None), *self._own(table)], table.c

    def following(self, table):
        given = {"course": self.course, self.name: self.value}
        return [*(_unindexed(table.c[name]) == value for name, value in given.items() if value), *self._own(table)]

    def _own(self, table):
        if not self.has_index:
            return [_unindexed(table.c.authority).is_(None)]
        return [table.c.authority.is_(None), *IN_PLACE[self.name](table.c)]  # as the index has it


IN_PLACE = {  # whose parent it is
    "module": lambda columns: (columns.lesson.is_not(None), columns.sheet.is_(None)),
    "lesson": lambda columns: (columns.sheet.is_not(None), columns.question.is_(None)),
    "sheet": lambda columns: (columns.question.is_not(None),),
}


def _unindexed(column):
    """SQLite takes no index for such a column; PostgreSQL chooses by itself."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type) if _is_sqlite() else column


def _is_sqlite():
    return db.engine.dialect.name == "sqlite"


def branches(asked):
    """(conditions, the columns to order by: its `stored` and `position`, `ahead` of which others may stand) of each way to meet
    all filters."""
    ways = [_ways_of_column("registration", asked.registration), _ways_of_agent(asked), _ways_of_activity(asked),
            _ways_of_column("verb", asked.verb)]
    ways, mine = [one for one in ways if one], _ways_of_column("authority", asked.mine)
    counts = _counts({way for ways_of_one in (*ways, mine) for way in ways_of_one})
    for taken in product(*ways, *([mine] if mine else [])):
        yield _direct(taken, ledger, counts)
    for taken in product(*ways) if ways else []:
        conditions, order = _through(taken, counts, asked.ascending)
        yield [*conditions, *(one for way in mine for one in way.following(ledger))], order


def _counts(ways):
    """{way: how many rows it has, up to FEW}"""
    if not ways:
        return {}
    some = (select(literal(1)).where(way.rows).limit(FEW).subquery() for way in ways)
    found = ask(select(*(select(func.count()).select_from(one).scalar_subquery() for one in some))).one()
    return dict(zip(ways, found, strict=True))


def _direct(ways, table, counts):
    lead = _lead(ways, counts)
    conditions, order = lead.leading(table) if lead else ([], table.c)
    return [*conditions, *(one for way in ways if way is not lead for one in way.following(table))], order


def _lead(ways, counts):
    """The rarest. What has no index in the order of a page leads only if its rows are few."""
    return min((way for way in ways if counts[way] < FEW or way.has_index), key=counts.get, default=None)


def _through(ways, counts, ascending):
    """Conditions on a statement that is about one that meets all. If few meet all, it is sought from those. If not, what is about
    others is looked at in the order of the page, if some of the first say that a page will be full. Or else it is sought from all
    that is about others: PostgreSQL joins, and SQLite looks at the target of each."""
    target = ledger.alias("target")
    about, is_about_another = select(Reference.source), _unindexed(ledger.c.activity).is_(None)
    if min(counts[way] for way in ways) < FEW:
        conditions, _ = _direct(ways, target, counts)
        found = about.join(target, target.c.id == Reference.target).where(*conditions)
        return [is_about_another, ledger.c.id.in_(found)], ledger.c
    conditions = [one for way in ways for one in way.following(target)]
    if _some_are_about(target, conditions, ascending):
        return [ledger.c.activity.is_(None), _one_about(ledger, target, conditions).is_not(None)], _about_others
    each = about.join(target, target.c.id == _unindexed(Reference.target))
    return [is_about_another, ledger.c.id.in_(each.where(*conditions))], ledger.c


def ordered(order, ascending):
    """The columns to order a page by."""
    columns = (*getattr(order, "ahead", ()), order.stored, order.position)
    return columns if ascending else [column.desc() for column in columns]


def _one_about(source, target, conditions):
    """Something, where a row is about a target that meets these. For an EXISTS PostgreSQL would join both tables, whatever the
    limit; this it asks row by row."""
    about = select(literal(1)).select_from(Reference).join(target, target.c.id == Reference.target)
    return about.where(Reference.source == source.c.id, *conditions).limit(1).scalar_subquery()


def _some_are_about(target, conditions, ascending):
    """Whether one of those that come first is about a target that meets these."""
    first = select(ledger.c.id).where(ledger.c.activity.is_(None)).order_by(*ordered(_about_others, ascending))
    first = first.limit(SAMPLE).subquery()
    return ask(select(literal(1)).select_from(first).where(_one_about(first, target, conditions).is_not(None)).limit(1)).first()


def _ways_of_column(name, value):
    return [] if value is None else [ByColumn(name, value)]


def _ways_of_agent(asked):
    if not asked.agent:
        return []
    sought = agent_term(asked.agent, asked.platform)
    ways = [ByColumn("actor", sought), ByMention(term("far" if asked.related_agents else "near", sought))]
    account = asked.agent.get("account")
    if asked.related_agents and account and account["homePage"] == asked.platform:
        ways.append(ByPlace() if account["name"] == "platform" else ByColumn(
            "authority", select(Credential.id).where(Credential.name == account["name"]).scalar_subquery()))
    return ways


def _ways_of_activity(asked):
    if not asked.activity:
        return []
    ways = [ByColumn("activity", asked.activity)]
    if not asked.related_activities:
        return ways
    ways.append(ByMention(term("activity", asked.activity)))
    if asked.activity == profile_iri(asked.platform):
        ways.append(ByPlace())
    place = asked.platform and read_activity_iri(asked.platform, asked.activity)
    if place and place[1] == "course":
        ways.append(ByPlace(place[0]))
    elif place and place[1] in IN_PLACE:
        ways.append(ByPlace(*place))
    return ways
