"""Runs the migrations with the app's own engine, in one transaction that holds its turn from the start.

A failed migration leaves nothing behind on either database: both roll back changes of tables.
"""

from alembic import context
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text
from sqlalchemy.types import TypeDecorator

ONE_AT_A_TIME = 7_041_776  # PostgreSQL's advisory lock; any number that no one else takes
LOCK_TIMEOUT = "1s"  # rather fail and be run again than make every page wait behind us


def migrate():
    db = current_app.extensions["migrate"].db
    with db.engine.execution_options(writes=True).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _check_references(connection, "OFF")
        try:
            with connection.begin():
                if not sqlite:
                    _wait_for_others(connection)
                _run(connection, db.metadata)
                if sqlite:
                    _refuse_dangling(connection)
        finally:
            if sqlite:
                _check_references(connection, "ON")


def _run(connection, metadata):
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=_render_plain_types,
        compare_type=True,
        compare_server_default=True,
        process_revision_directives=_number,
    )
    context.run_migrations()


def _check_references(connection, state):
    """SQLite's batch mode drops and renames tables: references are checked once at the end instead.

    The pragma does nothing inside a transaction, so it goes past SQLAlchemy, which would begin one.
    """
    connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys={state}")


def _refuse_dangling(connection):
    dangling = connection.execute(text("PRAGMA foreign_key_check")).first()
    if dangling:
        raise RuntimeError(f"The migration leaves a row of {dangling[0]} that points to nothing in {dangling[2]}.")


def _wait_for_others(connection):
    connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))


def _render_plain_types(kind, thing, autogen_context):
    """A migration must run as written years later, so it names SQL's types and not ours."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


def _number(migration, revision, directives):
    """0001, 0002, ... in place of random names."""
    heads = ScriptDirectory.from_config(migration.config).get_heads()
    for directive in directives:
        directive.rev_id = f"{max(map(int, heads), default=0) + 1:04}"


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database, not into a script: set COURSE_DATABASE_URL.")
migrate()
