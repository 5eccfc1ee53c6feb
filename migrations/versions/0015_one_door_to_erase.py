"""one door to erase"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

TABLES = (
    "answer", "attempt", "blob", "claim", "completion", "consent", "draft", "edition", "edition_file", "feedback", "mark", "mention",
    "opening", "page", "platform", "publication", "question", "receipt", "reference", "remarking", "reply", "result", "revision",
    "shared_answer", "statement", "thought", "verdict", "voiding",
)
OPENED = "EXISTS (SELECT 1 FROM erasure WHERE open)"


def upgrade():
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_erasure_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    for table in TABLES:
        refuse_changes(table, f" WHEN NOT {OPENED}", f"IF NOT {OPENED} THEN ",
                       " END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;")


def refuse_changes(table, when="", before="", after=""):
    """The triggers of this table anew: rows that are written once are changed by an erasure of the same transaction alone."""
    sentence = f"rows of {table} are never changed"
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{act}")
            op.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table}{when} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {before}RAISE EXCEPTION '{sentence}';{after} END $$"
    )


def downgrade():
    for table in TABLES:
        refuse_changes(table)
    op.drop_column("person", "erased_at")
    op.drop_table("erasure")
