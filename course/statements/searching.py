"""What xAPI's GET /statements asks, as SQL: each filter on its own index, a page at a time by (stored, position).

A filter that can be met in several ways (by a column, by a mention, through another statement) is several selects, each
limited and in order, so that none of them reads more than a page.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from uuid import UUID

from sqlalchemy import and_, exists, not_, or_, select, tuple_, union

from course.database import ask
from course.statements.finding import ledger
from course.statements.tool_models import Credential, Mention, Reference, Voiding
from course.statements.vocabulary import profile_iri, read_activity_iri
from course.statements.xapi.exact import parse
from course.statements.xapi.parts import agent_term, far_agents, near_agents, term
from course.statements.xapi.rules import VOIDED

AT_MOST = 500
NAMED_IN = 100  # how many statements are asked what an agent is called
PLACE = re.compile(r"(\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}\+00:00)~(\d{1,18})")


@dataclass(frozen=True)
class Search:
    """What is asked. `mine` is the id of a credential that may see its own statements alone; `after` is the place of the last
    statement of the page before, (stored, position)."""

    agent: dict | None = None
    verb: str | None = None
    activity: str | None = None
    registration: UUID | None = None
    related_agents: bool = False
    related_activities: bool = False
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 0
    ascending: bool = False
    mine: int | None = None
    after: tuple | None = None
    platform: str | None = field(default=None, compare=False)

    @property
    def page(self):
        return min(self.limit or AT_MOST, AT_MOST)


def place_of(row):
    """Where a page ended, as text that `read_place()` reads."""
    return f"{row.stored.isoformat(timespec='microseconds')}~{row.position}"


def read_place(words):
    """(stored, position), or None if it is no such place."""
    found = PLACE.fullmatch(words)
    try:
        return (datetime.fromisoformat(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def search(asked):
    """(rows with id, stored, position and statement; the place of the last if there are more)."""
    rows = ask(searching(asked)).all()
    page = rows[: asked.page]
    return page, place_of(page[-1]) if len(rows) > asked.page else None


def searching(asked):
    """The SELECT of `search()`: of one row more than fills the page."""
    columns = (ledger.c.id, ledger.c.stored, ledger.c.position, ledger.c.statement)
    branches = list(_branches(asked))
    if len(branches) == 1:
        conditions, order = branches[0]
        return _page(select(*columns).where(*conditions), asked, order)
    pages = [_page(select(order.stored, order.position).where(*conditions), asked, order).subquery()
             for conditions, order in branches]
    found = union(*(select(page) for page in pages)).subquery()
    chosen = select(*columns).join(found, found.c.position == ledger.c.position)
    return _page(chosen, asked, ledger.c, bounded=False)


def _page(query, asked, order, bounded=True):
    ways = (order.stored, order.position)
    if bounded:
        query = query.where(*_bounds(asked, order))
    return query.order_by(*(ways if asked.ascending else (way.desc() for way in ways))).limit(asked.page + 1)


def _bounds(asked, order):
    if asked.since is not None:
        yield order.stored > asked.since
    if asked.until is not None:
        yield order.stored <= asked.until
    if asked.after is not None:
        here = tuple_(order.stored, order.position)
        yield here > tuple_(*asked.after) if asked.ascending else here < tuple_(*asked.after)
        stored, _ = asked.after  # said once more, for an index that cannot see it in the pair
        yield order.stored >= stored if asked.ascending else order.stored <= stored


def _branches(asked):
    """(conditions, the columns to order by) of each way to meet all filters."""
    seen = [not_is_voided(ledger)]
    if asked.mine is not None:
        seen.append(ledger.c.authority == asked.mine)
    for conditions, order in _direct(asked, ledger):
        yield [*conditions, *seen], order if order is not None else ledger.c
    if asked.agent or asked.verb or asked.activity or asked.registration:
        target = ledger.alias("target")
        for conditions, _ in _direct(asked, target):
            through = and_(Reference.source == ledger.c.id, Reference.target == target.c.id)
            yield [through, *conditions, *seen], ledger.c


def _direct(asked, table):
    """(conditions on `table`, the columns of a mention to order by or None) of each way without another statement."""
    plain = []
    if asked.verb:
        plain.append(table.c.verb == asked.verb)
    if asked.registration:
        plain.append(table.c.registration == asked.registration)
    for ways in product(_agent_ways(asked, table), _activity_ways(asked, table)):
        orders = [order for _, order in ways if order is not None]
        yield [*plain, *(condition for conditions, _ in ways for condition in conditions)], orders[0] if orders else None


def _agent_ways(asked, table):
    if not asked.agent:
        return [([], None)]
    sought = agent_term(asked.agent, asked.platform)
    ways = [([table.c.actor == sought], None), _mentioned(table, term("far" if asked.related_agents else "near", sought))]
    if asked.related_agents:
        ways += _by_authority(asked, table)
    return ways


def _by_authority(asked, table):
    account = asked.agent.get("account")
    if account and account["homePage"] == asked.platform:
        if account["name"] == "platform":
            yield [table.c.authority.is_(None)], None
        else:
            yield [table.c.authority.in_(select(Credential.id).where(Credential.name == account["name"]))], None


def _activity_ways(asked, table):
    if not asked.activity:
        return [([], None)]
    ways = [([table.c.activity == asked.activity], None)]
    if asked.related_activities:
        ways += [_mentioned(table, term("activity", asked.activity)), *_around(asked, table)]
    return ways


def _around(asked, table):
    """Our own statements are found by their columns, which say what stands in their contextActivities."""
    if asked.activity == profile_iri(asked.platform):
        yield [table.c.authority.is_(None)], None
    place = asked.platform and read_activity_iri(asked.platform, asked.activity)
    if not place:
        return
    course, kind, key = place
    conditions = {
        "course": [],
        "module": [table.c.module == key, table.c.lesson.is_not(None), table.c.sheet.is_(None)],
        "lesson": [table.c.lesson == key, table.c.sheet.is_not(None), table.c.question.is_(None)],
        "sheet": [table.c.sheet == key, table.c.question.is_not(None)],
    }.get(kind)
    if conditions is not None:
        yield [table.c.course == course, table.c.authority.is_(None), *conditions], None


def _mentioned(table, sought):
    mention = Mention.__table__.alias()
    return [mention.c.position == table.c.position, mention.c.term == sought], mention.c


def not_is_voided(table):
    """A voiding statement cannot be voided, nor can the platform's own."""
    voided = exists().where(Voiding.target == table.c.id, or_(Voiding.of_all, Voiding.authority == table.c.authority))
    return or_(table.c.verb == VOIDED, table.c.authority.is_(None), not_(voided))


def find_one(statement_id, *, voided=False, mine=None):
    """The row of one statement, voided or not as asked; None if there is none that may be seen."""
    stands = not_is_voided(ledger)
    query = select(ledger.c.id, ledger.c.stored, ledger.c.position, ledger.c.statement).where(
        ledger.c.id == statement_id, not_(stands) if voided else stands)
    return ask(query if mine is None else query.where(ledger.c.authority == mine)).first()


def names_of(agent, platform, mine=None):
    """What an agent is called in the newest statements that name her, the latest name first."""
    rows, _ = search(Search(agent=agent, related_agents=True, limit=NAMED_IN, mine=mine, platform=platform))
    sought = agent_term(agent, platform)
    statements = [parse(row.statement) for row in rows]
    named = [one for said in statements for one in (*near_agents(said), *far_agents(said))]
    return list(dict.fromkeys(one["name"] for one in named if "name" in one and agent_term(one, platform) == sought))
