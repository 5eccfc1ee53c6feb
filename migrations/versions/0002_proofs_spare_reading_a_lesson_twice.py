"""proofs spare reading a lesson twice"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table(
        "proof",
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("checker", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["blob"], ["blob.name"], name=op.f("fk_proof_blob")),
        sa.PrimaryKeyConstraint("blob", name=op.f("pk_proof")),
    )


def downgrade():
    op.drop_table("proof")
