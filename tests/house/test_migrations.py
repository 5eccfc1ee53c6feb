"""From nothing to the newest: the migrations make what the models say, on both databases, triggers included."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect, text

from course.database import NEVER_CHANGES, db, refusing_triggers

pytestmark = pytest.mark.databases("sqlite", "postgresql", empty=True)

TRIGGERS = {
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t "
                  "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}
INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname FROM pg_indexes",
}


@pytest.fixture
def migrated(app):
    with app.app_context():
        upgrade()
        yield db.engine


def words(statement):
    """A statement's words, for databases give it back with other spaces and the schema named."""
    return statement.replace("public.", "").replace("(", " ").replace(")", " ").split()


def triggers(connection):
    """{(table, the words that make its trigger)}"""
    rows = connection.execute(text(TRIGGERS[connection.dialect.name]))
    return {(table, " ".join(sorted(words(sql)))) for table, name, sql in rows}


def wanted_triggers(dialect):
    return {(table, " ".join(sorted(words(sql)))) for table in NEVER_CHANGES
            for sql in refusing_triggers(table, dialect) if sql.startswith("CREATE TRIGGER")}


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_migrations_make_what_the_models_say(migrated):
    with migrated.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata) == []


def test_migrations_make_what_the_comparison_above_cannot_see(migrated):
    """Checks are not compared by Alembic, nor are SQLite's indexes of expressions."""
    inspector = inspect(migrated)
    with migrated.connect() as connection:
        names = connection.execute(text(INDEXES[migrated.dialect.name])).scalars().all()
    for table in db.metadata.tables.values():
        assert {index.name for index in table.indexes} <= set(names)
        checks = {check["name"] for check in inspector.get_check_constraints(table.name)}
        assert {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)} == checks


def test_migrations_make_the_triggers_that_refuse_changes(migrated):
    assert NEVER_CHANGES
    with migrated.connect() as connection:
        assert triggers(connection) == wanted_triggers(connection.dialect.name)


def test_functions_behind_the_triggers_refuse(migrated):
    if migrated.dialect.name == "sqlite":  # there the trigger itself refuses, and is compared above
        with migrated.connect() as connection:
            assert all("RAISE" in sql for _, _, sql in connection.execute(text(TRIGGERS["sqlite"])))
        return
    with migrated.connect() as connection:
        bodies = connection.execute(text("SELECT prosrc FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid "
                                         "WHERE NOT tgisinternal")).scalars().all()
    assert len(bodies) == len(wanted_triggers("postgresql"))
    assert all("RAISE EXCEPTION" in body for body in bodies)


def test_every_table_that_never_changes_is_a_table():
    assert set(db.metadata.tables) >= NEVER_CHANGES


def test_migrating_again_changes_nothing(migrated):
    with migrated.connect() as connection:
        before = triggers(connection), sorted(inspect(connection).get_table_names())
    upgrade()
    with migrated.connect() as connection:
        assert (triggers(connection), sorted(inspect(connection).get_table_names())) == before


def test_the_way_down_leaves_nothing_behind_and_leads_up_again(migrated):
    downgrade(revision="base")
    with migrated.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        assert triggers(connection) == set()
    upgrade()
    with migrated.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {*db.metadata.tables, "alembic_version"}
