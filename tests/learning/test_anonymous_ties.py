"""Nothing that is kept about an anonymous sheet leads to a person: every table and every log is read for it."""

import json
import re

import pytest
from sqlalchemy import MetaData, text
from sqlalchemy.exc import OperationalError

from course.database import db
from tests import making
from tests.learning.boxes import begun, course, said, tell, tell_all
from tests.people.test_privacy import OF_NO_PERSON


@pytest.fixture
def dozen(app, clock):
    """Twelve people have answered, one an hour; their clients."""
    making.publish(app, course())
    clients = begun(app, 12)
    for number, client in enumerate(clients):
        clock.advance(hours=1)
        tell(client, number)
    clock.advance(days=1)
    return clients


def rows_of_everything():
    """{table: [every row as a dict]}, with what the database keeps by itself: when a row came, and where it lies."""
    hidden = "ctid::text AS place, xmin::text AS came," if db.engine.dialect.name == "postgresql" else ""
    tables = MetaData()
    tables.reflect(db.engine)
    return {name: [dict(row) for row in db.session.execute(text(f'SELECT {hidden} * FROM "{name}"')).mappings()]
            for name in tables.tables}


TOKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f])"
                   r"|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]*")


def tokens(row):
    """What could tie a row to another: ids that nobody would meet by chance, and moments."""
    words = json.dumps({name: value for name, value in row.items() if name != "data"}, default=str)
    return {found.replace("-", "").replace("T", " ") for found in TOKEN.findall(words)}


CANARY = re.compile(r"CANARY\d\d")


def is_of_a_sheet(table, row):
    """Whether a row holds what somebody said: her words stand in it, or beside it in a sheet that was told."""
    return bool(CANARY.search(str(row))) or (table == "statement" and row["sheet"] == "between-us")


def assert_no_tie(app):
    """Each row that holds what was said shares no id and no moment with any other; returns all rows, and those."""
    with app.app_context():
        everything = rows_of_everything()
    tables = {table: kept for table, kept in everything.items() if table not in OF_NO_PERSON}
    rows = [(is_of_a_sheet(table, row), row) for table, kept in tables.items() for row in kept]
    saying = [row for of_a_sheet, row in rows if of_a_sheet]
    others = set().union(*(tokens(row) for of_a_sheet, row in rows if not of_a_sheet))
    assert len({CANARY.search(str(row))[0] for row in saying if CANARY.search(str(row))}) == 12
    assert [tokens(row) & others for row in saying] == [set()] * len(saying)
    assert all(len(set(CANARY.findall(str(row)))) <= 1 for row in saying)
    return everything, saying


def test_no_row_ties_a_ballot_to_a_person(app, dozen):
    everything, saying = assert_no_tie(app)
    assert [row["said"] for row in saying] == [row["said"] for row in everything["ballot"]]
    assert [CANARY.search(str(row))[0] for row in saying] != [said(number) for number in range(12)]
    assert all(set(row) - {"place", "came"} == {"enrolment_id", "sheet", "day"} for row in everything["receipt"])
    assert all(set(row) - {"place", "came"} == {"id", "revision_id", "sheet", "said"} for row in everything["ballot"])
    assert len({row.get("came") for row in everything["ballot"]}) == 1  # all came at once, for the database


def test_no_row_ties_what_was_told_to_a_person(app, dozen):
    assert tell_all(app) == (12, 0)
    everything, saying = assert_no_tie(app)
    assert everything["ballot"] == [] and len(saying) == 36
    assert len({row["stored"] for row in saying}) == 1 and {row["registration"] for row in saying} == {None}
    told = sorted(row["position"] for row in saying), [CANARY.search(str(row)) for row in saying]
    order = [found[0] for found in told[1] if found]
    assert sorted(order) == [said(number) for number in range(12)] != order


def test_the_database_does_not_number_ballots_as_they_come(app, dozen):
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            with pytest.raises(OperationalError, match="rowid"):
                db.session.execute(text("SELECT rowid FROM ballot"))
        else:
            asked = "SELECT count(*) FROM pg_depend WHERE refobjid = 'ballot'::regclass AND classid = 'pg_class'::regclass "
            assert db.session.execute(text(asked + "AND deptype = 'a' AND objid IN (SELECT oid FROM pg_class "
                                                   "WHERE relkind = 'S')")).scalar() == 0


class TestLogs:
    @pytest.fixture
    def settings(self, settings):
        """With the log as a site writes it."""
        return settings | {"TESTING": False, "EXPORT_KEY": "x" * 32}

    def test_logs_and_files_beside_the_database_hold_nothing_of_it(self, app, capsys, tmp_path):
        making.publish(app, course())
        for number, client in enumerate(begun(app, 2)):
            tell(client, number)
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
        posted = [line for line in lines if line["method"] == "POST" and line["door"].endswith("/attempts")]
        assert [set(line) for line in posted] == 2 * [
            {"method", "door", "status", "milliseconds", "event", "level", "timestamp"}]
        assert "CANARY" not in str(lines) and not any(TOKEN.search(line["door"]) for line in posted)
        beside = [path for path in tmp_path.rglob("*") if path.is_file() and not path.name.startswith("course.db")]
        assert [path for path in beside if b"CANARY" in path.read_bytes()] == []
