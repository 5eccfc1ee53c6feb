"""how much each session of an activity sent"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade():
    with op.batch_alter_table("activity_session") as table:
        table.add_column(sa.Column("sent", sa.BigInteger(), server_default=sa.text("0"), nullable=False))


def downgrade():
    with op.batch_alter_table("activity_session") as table:
        table.drop_column("sent")
