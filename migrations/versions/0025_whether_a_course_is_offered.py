"""Whether a course is offered

A course that is unpublished or archived says so in its row, which every page reads; who did it, when and why is a row of its own.
"""

import sqlalchemy as sa
from alembic import op

from course.database import refusing_triggers

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("course", sa.Column("state", sa.String(), server_default="offered", nullable=False))
    op.create_table(
        "offering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_offering_course_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_offering_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offering")),
    )
    op.create_index(op.f("ix_offering_course_id"), "offering", ["course_id"])
    for statement in refusing_triggers("offering", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade():
    op.drop_table("offering")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION offering_refuse()")
    op.drop_column("course", "state")
