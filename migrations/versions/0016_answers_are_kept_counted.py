"""answers are kept counted"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade():
    op.create_table(
        "tally",
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("through", sa.BigInteger(), nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("course", name=op.f("pk_tally")),
    )


def downgrade():
    op.drop_table("tally")
