"""what was opened last stands in its index

On a page of the course the index alone answers, where a learner's openings lie all over a large table.
"""

from alembic import op

revision = "0029"
down_revision = "0028"
COLUMNS = ["enrolment_id", "lesson", "at", "revision_id"]


def upgrade():
    op.drop_index("ix_opening_last", table_name="opening")
    op.create_index("ix_opening_last", "opening", COLUMNS)


def downgrade():
    op.drop_index("ix_opening_last", table_name="opening")
    op.create_index("ix_opening_last", "opening", COLUMNS[:-1])
