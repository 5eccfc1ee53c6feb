"""answers are marked anew, and old marks stay"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WRITTEN_ONCE = ("mark", "remarking", "result")


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


def upgrade():
    op.create_table(
        "remarking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_remarking_by")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_remarking_course_id")),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"], name=op.f("fk_remarking_publication_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_remarking_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarking")),
    )
    op.create_index(op.f("ix_remarking_course_id"), "remarking", ["course_id"])
    op.create_table(
        "mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("remarking_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("old_correct", sa.Boolean(), nullable=True),
        sa.Column("old_points", sa.Double(), nullable=False),
        sa.Column("old_maximum", sa.Double(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=True),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("maximum", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_mark_answer_id")),
        sa.ForeignKeyConstraint(["remarking_id"], ["remarking.id"], name=op.f("fk_mark_remarking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint("answer_id", "remarking_id", name=op.f("uq_mark_answer_id_remarking_id")),
    )
    op.create_table(
        "result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("remarking_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("maximum", sa.Double(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_result_attempt_id")),
        sa.ForeignKeyConstraint(["remarking_id"], ["remarking.id"], name=op.f("fk_result_remarking_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("attempt_id", "remarking_id", name=op.f("uq_result_attempt_id_remarking_id")),
    )
    for table in WRITTEN_ONCE:
        refuse_changes(table)


def downgrade():
    op.drop_table("result")
    op.drop_table("mark")
    op.drop_index(op.f("ix_remarking_course_id"), "remarking")
    op.drop_table("remarking")
    if op.get_bind().dialect.name == "postgresql":
        for table in WRITTEN_ONCE:
            op.execute(f"DROP FUNCTION {table}_refuse()")
