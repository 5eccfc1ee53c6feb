"""what learners do in packages of other tools: registrations, sessions, outcomes"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

WRITTEN_ONCE = ("registration", "outcome")
OPEN = sa.text("ended_at IS NULL")


def refuse_changes(table):
    """Rows of this table are written once: the database itself refuses to change or delete them, but for an erasure."""
    sentence, opened = f"rows of {table} are never changed", "EXISTS (SELECT 1 FROM erasure WHERE open)"
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} WHEN NOT {opened} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {opened} THEN RAISE EXCEPTION '{sentence}'; END IF; "
        f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )


def upgrade():
    op.create_table(
        "registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name="fk_registration_enrolment_id"),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"], name="fk_registration_package_id"),
        sa.PrimaryKeyConstraint("id", name="pk_registration"),
        sa.UniqueConstraint("enrolment_id", "package_id", name="uq_registration_enrolment_id_package_id"),
    )
    op.create_table(
        "activity_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("fetch_hash", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=True),
        sa.Column("launched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("preferences_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_activity_session_registration_id"),
        sa.ForeignKeyConstraint(["version_id"], ["package_version.id"], name="fk_activity_session_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_session"),
        sa.UniqueConstraint("fetch_hash", name="uq_activity_session_fetch_hash"),
    )
    op.create_index("ix_activity_session_registration_id", "activity_session", ["registration_id"])
    op.create_index("ix_activity_session_open", "activity_session", ["seen_at"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("session", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_outcome_registration_id"),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_outcome_by"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome"),
        sa.UniqueConstraint("registration_id", "of", "thing", "what", name="uq_outcome_registration_id_of_thing_what"),
    )
    for table in WRITTEN_ONCE:
        refuse_changes(table)


def downgrade():
    for table in ("outcome", "activity_session", "registration"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in WRITTEN_ONCE:
            op.execute(f"DROP FUNCTION {table}_refuse()")
