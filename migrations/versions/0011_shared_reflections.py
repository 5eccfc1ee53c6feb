"""shared reflections"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade():
    op.create_table(
        "shared_answer",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("shared_with", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_shared_answer_answer_id")),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_shared_answer_attempt_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_shared_answer_course_id")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_shared_answer")),
    )
    with op.batch_alter_table("shared_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_answer_course_id"), ["course_id"], unique=False)
    refuse_changes("shared_answer")


def refuse_changes(table):
    """Rows of this table are written once: the database itself refuses to change or delete them."""
    sentence = f"rows of {table} are never changed"
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )


def downgrade():
    op.drop_table("shared_answer")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION shared_answer_refuse()")
