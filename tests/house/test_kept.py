"""Each room says of each of its tables what becomes of it when somebody is erased, and by which column it is found for a copy."""

import pytest

from course.database import db
from course.people.claiming import rooms

pytestmark = pytest.mark.databases("sqlite")


def test_every_room_says_what_becomes_of_each_of_its_tables(app):
    """`leads` None: nothing in the table leads to anybody, so that it can be neither shown to her nor erased for her."""
    with app.app_context():
        kept = [table for room in rooms() for table in room.KEPT]
    assert [table.table for table in kept if not table.erased] == []
    assert [table.table for table in kept if table.leads is not None and table.leads not in table.what] == []


def test_what_leads_to_nobody_has_no_column_that_does(app):
    with app.app_context():
        alone = [table.table for room in rooms() for table in room.KEPT if table.leads is None]
    persons = {"person", "enrolment", "attempt", "answer", "visit"}
    for name in set(alone) & set(db.metadata.tables):
        assert not {key.column.table.name for key in db.metadata.tables[name].foreign_keys} & persons, name


def test_a_room_whose_tables_hold_texts_blanks_them(app):
    """Of BLANKED and DELETED alike: the room itself has the act, or the room above it that knows whose they are."""
    with app.app_context():
        erasing = {room.__name__.split(".")[1] for room in rooms() if hasattr(room, "erase")}
    # people's own act is in people/forgetting.py, and learning calls conversation's
    assert erasing == {"authoring", "forwarding", "learning", "reuse", "statements"}
