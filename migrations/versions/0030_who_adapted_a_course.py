"""Who adapted a course

What somebody says that she made of it, and what facilitators and she herself decided about that.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = ("adaptation", "adaptation_ruling")


def upgrade():
    op.create_table(
        "adaptation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_adaptation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adaptation")),
    )
    op.create_index(op.f("ix_adaptation_course"), "adaptation", ["course"])
    op.create_index(op.f("ix_adaptation_person_id"), "adaptation", ["person_id"])
    op.create_table(
        "adaptation_ruling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("adaptation_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["adaptation_id"], ["adaptation.id"], name=op.f("fk_adaptation_ruling_adaptation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_adaptation_ruling_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adaptation_ruling")),
    )
    op.create_index(op.f("ix_adaptation_ruling_adaptation_id"), "adaptation_ruling", ["adaptation_id"])
    for table in TABLES:
        refuse_changes(table)


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
    for table in reversed(TABLES):
        op.drop_table(table)
        if op.get_bind().dialect.name != "sqlite":
            op.execute(f"DROP FUNCTION {table}_refuse()")
