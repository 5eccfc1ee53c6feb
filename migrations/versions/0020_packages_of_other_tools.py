"""packages of other tools"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

WRITTEN_ONCE = ("package", "package_version")


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
        "package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["credential_id"], ["credential.id"], name="fk_package_credential_id"),
        sa.PrimaryKeyConstraint("id", name="pk_package"),
        sa.UniqueConstraint("course", "key", name="uq_package_course_key"),
    )
    op.create_table(
        "package_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Uuid(), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["package_id"], ["package.id"], name="fk_package_version_package_id"),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_package_version_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_package_version"),
        sa.UniqueConstraint("content", name="uq_package_version_content"),
        sa.UniqueConstraint("package_id", "number", name="uq_package_version_package_id_number"),
    )
    op.create_table(
        "package_file",
        sa.Column("content", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("content", "path", name="pk_package_file"),
    )
    op.create_table(
        "package_piece",
        sa.Column("content", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("content", "path", "place", name="pk_package_piece"),
    )
    for table in WRITTEN_ONCE:
        refuse_changes(table)


def downgrade():
    for table in ("package_piece", "package_file", "package_version", "package"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in WRITTEN_ONCE:
            op.execute(f"DROP FUNCTION {table}_refuse()")
