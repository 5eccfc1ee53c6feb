"""what goes on through edits"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.add_column("publication", sa.Column("lineage", sa.JSON(none_as_null=True), nullable=True))


def downgrade():
    op.drop_column("publication", "lineage")
