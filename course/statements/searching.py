"""What xAPI's GET /statements asks, as SQL: each filter on its own index, a page at a time by (stored, position).

Filters that can be met in several ways (see filtering.py) are several selects, each limited and in order, so that none of them
reads more than a page.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, not_, or_, select, tuple_, union

from course.database import ask
from course.statements.filtering import branches, ordered
from course.statements.finding import ledger
from course.statements.tool_models import Voiding
from course.statements.xapi.exact import parse
from course.statements.xapi.parts import agent_term, far_agents, near_agents
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
    seen, ways = not_is_voided(ledger), list(branches(asked))
    if len(ways) == 1:
        conditions, order = ways[0]
        return _page(select(*columns).where(*conditions, seen), asked, order)
    pages = [_page(select(order.stored, order.position).where(*conditions, seen), asked, order).subquery()
             for conditions, order in ways]
    found = union(*(select(page) for page in pages)).subquery()
    chosen = select(*columns).join(found, found.c.position == ledger.c.position)
    return _page(chosen, asked, ledger.c, bounded=False)


def _page(query, asked, order, bounded=True):
    if bounded:
        query = query.where(*_bounds(asked, order))
    return query.order_by(*ordered(order, asked.ascending)).limit(asked.page + 1)


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


def not_is_voided(table):
    """A voiding statement cannot be voided, nor can the platform's own."""
    voided = exists().where(Voiding.target == table.c.id, or_(Voiding.of_all, Voiding.authority == table.c.authority))
    return or_(table.c.verb == VOIDED, table.c.authority.is_(None), not_(voided))


def find_one(statement_id, *, voided=False, mine=None, registration=None):
    """The row of one statement, voided or not as asked; None if there is none that may be seen (of an authority, of a
    registration)."""
    found = finding_one(statement_id, voided, mine)
    return ask(found if registration is None else found.where(ledger.c.registration == registration)).first()


def finding_one(statement_id, voided=False, mine=None):
    """The SELECT of `find_one()`."""
    stands = not_is_voided(ledger)
    query = select(ledger.c.id, ledger.c.stored, ledger.c.position, ledger.c.statement).where(
        ledger.c.id == statement_id, not_(stands) if voided else stands)
    return query if mine is None else query.where(ledger.c.authority == mine)


def names_of(agent, platform, mine=None):
    """What an agent is called in the newest statements that name her, the latest name first."""
    rows, _ = search(Search(agent=agent, related_agents=True, limit=NAMED_IN, mine=mine, platform=platform))
    sought = agent_term(agent, platform)
    statements = [parse(row.statement) for row in rows]
    named = [one for said in statements for one in (*near_agents(said), *far_agents(said))]
    return list(dict.fromkeys(one["name"] for one in named if "name" in one and agent_term(one, platform) == sought))
