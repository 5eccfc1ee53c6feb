"""anonymous sheets, and the list of who sent them"""

import sqlalchemy as sa
from alembic import op

from course.database import refusing_triggers

revision = "0010"
down_revision = "0009"


def upgrade():
    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_ballot_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipt",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_receipt_enrolment_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "sheet", name=op.f("pk_receipt")),
        sqlite_with_rowid=False,
    )
    for statement in refusing_triggers("receipt", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade():
    op.drop_table("receipt")
    op.drop_table("ballot")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION receipt_refuse()")
