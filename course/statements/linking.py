"""What leads to a statement besides its columns: whom it mentions, what it is about at the end, what it voids."""

from sqlalchemy import func, select

from course.database import ask, db, insert_new
from course.errors import NotAllowed
from course.statements.defining import known_definitions
from course.statements.finding import ledger
from course.statements.tool_models import Reference, Voiding
from course.statements.xapi.parts import is_voiding, reference_of

LONGEST_CHAIN = 100  # statements about statements about ...: a filter looks through so many
CHAINS = 0x7861  # PostgreSQL's advisory lock: who adds to chains takes turns, or two that meet would miss each other


class MayNotVoid(NotAllowed):
    sentence = "A statement is voided by whoever sent it, and the platform's own by nobody. Nothing was stored."


def hold(received, said):
    """What is known of the activities of which something is said (see defining.py). Asked before `stored` is taken, for it lets
    PostgreSQL know that something will be written, so that settling.settled() sees it."""
    known = known_definitions(said)
    if db.engine.dialect.name != "postgresql":
        return known
    if any(reference_of(one.value) for one in received):
        ask(select(func.pg_advisory_xact_lock(CHAINS)))
    return known


def link(added, sender):
    """Of (Received, its row with id, position and stored), recorded by this transaction."""
    references = [(one, reference_of(one.value)) for one, _ in added]
    for one, target in references:
        if target is not None:
            _chain(one.id, target)
    void([target for one, target in references if is_voiding(one.value)], sender)


def _chain(source, target):
    """Whoever leads to `source` leads to all that `target` leads to."""
    beyond = ask(select(Reference.target).where(Reference.source == target).limit(LONGEST_CHAIN)).scalars().all()
    before = ask(select(Reference.source).where(Reference.target == source).limit(LONGEST_CHAIN)).scalars().all()
    pairs = {(one, other) for one in (source, *before) for other in (target, *beyond) if one != other}
    insert_new(Reference.__table__, [{"source": one, "target": other} for one, other in sorted(pairs)])


def void(targets, sender):
    """Rows of Voiding are compared with the statement's own authority when that is read, for it may come later."""
    if not targets:
        return
    known = ask(select(ledger.c.authority).where(ledger.c.id.in_(targets))).scalars().all()
    if any(authority is None or not (authority == sender.id or sender.may_all) for authority in known):
        raise MayNotVoid
    insert_new(Voiding.__table__, [
        {"target": target, "authority": sender.id, "of_all": sender.may_all} for target in sorted(set(targets))])
