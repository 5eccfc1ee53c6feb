"""The ledger's only exception: statements of who is erased are blanked, others deleted, within people.erasing.erase()."""

from sqlalchemy import and_, bindparam, delete, func, or_, select, update

from course.database import ask
from course.people.erasing import ERASED
from course.statements.attachments import drop_attachments
from course.statements.finding import ledger
from course.statements.platform import platform_iri
from course.statements.tallying import drop_counts
from course.statements.tool_models import Document, Mention
from course.statements.vocabulary import VERBS, extension_iri
from course.statements.xapi.exact import dump, parse

TEXTS = ("fill-in", "long-fill-in")
AT_ONCE = 1_000
_BLANK = update(ledger).where(ledger.c.position == bindparam("at")).values(
    actor=bindparam("name"), response=bindparam("given"), written=None, missing=bindparam("why"), statement=bindparam("said"))


def erase_told(person, counts):
    """What other tools sent about her goes whole, for nobody knows where in it a text stands; our own are blanked. Who had
    several names has one, so that she goes on counting as one."""
    if not person.names:
        return
    counts["records of other tools"] += delete_statements(ledger.c.actor.in_(person.names) & ledger.c.authority.is_not(None))
    counts["documents of other tools"] += ask(delete(Document).where(Document.actor.in_(person.names))).rowcount
    several = ledger.c.actor != person.subject
    holds = or_(ledger.c.response.is_not(None), ledger.c.written.is_not(None), several)
    columns = (ledger.c[name] for name in ("position", "actor", "verb", "response", "missing", "statement"))
    asked = select(*columns).where(
        ledger.c.actor.in_(person.names), ledger.c.authority.is_(None), holds)
    blanks = [blank for row in ask(asked).all() if (blank := _blank(row, person.subject))]
    for start in range(0, len(blanks), AT_ONCE):
        ask(_BLANK, blanks[start:start + AT_ONCE])
    counts["records"] += len(blanks)
    drop_counts()


def _blank(row, name):
    """The row's new values, or None where nothing in it changes."""
    said = parse(row.statement)
    written = said["context"].get("extensions", {}).pop(extension_iri(platform_iri(), "written"), None)
    is_text = row.verb == VERBS["commented"].iri or said["object"]["definition"].get("interactionType") in TEXTS
    blanked = is_text and row.response is not None
    if not blanked and written is None and row.actor == name:
        return None
    said["actor"]["account"]["name"] = str(name)
    why = row.missing
    if blanked:
        said["result"].pop("response", None)
        if not said["result"]:
            del said["result"]
        why = ERASED
        said["context"].setdefault("extensions", {})[extension_iri(platform_iri(), "missing")] = ERASED
    return {"at": row.position, "name": name, "given": None if blanked else row.response, "why": why, "said": dump(said)}


def delete_statements(*where):
    """Delete them for good, with what finds them; how many."""
    positions = ask(select(ledger.c.position).where(*where)).scalars().all()
    for start in range(0, len(positions), AT_ONCE):
        some = positions[start:start + AT_ONCE]
        drop_attachments(some)
        ask(delete(Mention.__table__).where(Mention.position.in_(some)))
        ask(delete(ledger).where(ledger.c.position.in_(some)))
    drop_counts()
    return len(positions)


def count_statements(*where):
    return ask(select(func.count()).select_from(ledger).where(*where)).scalar_one()


def of_actor(name):
    """A condition: statements under this name in the ledger (a UUID)."""
    return and_(ledger.c.actor == name)


def before(moment):
    """A condition: statements that were stored before."""
    return and_(ledger.c.stored < moment)
