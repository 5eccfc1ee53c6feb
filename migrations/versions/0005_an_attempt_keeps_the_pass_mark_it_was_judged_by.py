"""an attempt keeps the pass mark it was judged by"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.add_column("attempt", sa.Column("pass_mark", sa.Double(), nullable=True))


def downgrade():
    op.drop_column("attempt", "pass_mark")
