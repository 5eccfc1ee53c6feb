"""A copy of somebody's data: every row, in every room, that is about her, as the page of what is kept lists the tables."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Uuid, or_, select

from course.clock import now
from course.database import ask, db
from course.people.claiming import rooms
from course.people.models import Person, Pseudonym

SECRET = {"password", "token_hash", "secret_hash"}  # fingerprints that open something, of no use to her
KEPT_BACK = "kept as a fingerprint, not shown"


def copy_of(person_id):
    """[(Kept, [row])] of all that is about her, rows as dicts in the order of their columns."""
    kept = {table.table: table for room in rooms() for table in room.KEPT}
    ids = ask(select(Person.id).where(or_(Person.id == person_id, Person.joined_to == person_id))).scalars().all()
    hers = _Hers(kept, ids)
    return [(table, hers.rows(table)) for table in kept.values() if table.leads]


def as_json(copy):
    """The same as values of JSON, with what each table and column means."""
    return {"made_at": _plain(now()), "tables": {
        table.table: {"title": table.title, "columns": table.what, "rows": [
            {name: _plain(value) for name, value in row.items()} for row in rows]} for table, rows in copy}}


class _Hers:
    """Which rows of a table are hers: by its column that leads to a person, an address, a name, or a row that is hers."""

    def __init__(self, kept, ids):
        self.kept, self.ids = kept, ids
        self.addresses = ask(select(Person.email).where(Person.id.in_(ids), Person.email.is_not(None))).scalars().all()
        self.names = ask(select(Pseudonym.name).where(Pseudonym.person_id.in_(ids))).scalars().all()

    def rows(self, table):
        source = db.metadata.tables[table.table]
        asked = select(source).where(self.condition(table)).order_by(*source.primary_key.columns)
        return [{name: KEPT_BACK if name in SECRET and value else value for name, value in row._mapping.items()}
                for row in ask(asked)]

    def condition(self, table):
        source = db.metadata.tables[table.table]
        column = source.c[table.leads]
        if table.table == "person":
            return column.in_(self.ids)
        (key,) = column.foreign_keys or (None,)
        if key is None:
            return column.in_(self.names if isinstance(column.type, Uuid) else self.addresses)
        if key.column.table.name == "person":
            return column.in_(self.ids)
        above = self.kept[key.column.table.name]
        return column.in_(select(key.column).where(self.condition(above)))


def _plain(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, UUID) else value
