"""What a course was made of

The texts of the course or module that it came from, as they came, so that what was changed can be told.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "parent_edition",
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("course", "edition", "part", name=op.f("pk_parent_edition")),
    )
    refuse_changes("parent_edition")


def refuse_changes(table):
    """Rows that are written once are changed by an erasure of the same transaction alone."""
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


def downgrade():
    op.drop_table("parent_edition")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION parent_edition_refuse()")
