"""attachments of statements"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade():
    op.create_table(
        "attachment",
        sa.Column("sha2", sa.String(), nullable=False),
        sa.Column("length", LARGE, nullable=False),
        sa.Column("stored", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha2", name="pk_attachment"),
    )
    op.create_table(
        "attachment_piece",
        sa.Column("sha2", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sha2"], ["attachment.sha2"], name="fk_attachment_piece_sha2"),
        sa.PrimaryKeyConstraint("sha2", "number", name="pk_attachment_piece"),
    )
    op.create_table(
        "attached",
        sa.Column("position", LARGE, nullable=False),
        sa.Column("sha2", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["position"], ["statement.position"], name="fk_attached_position"),
        sa.ForeignKeyConstraint(["sha2"], ["attachment.sha2"], name="fk_attached_sha2"),
        sa.PrimaryKeyConstraint("position", "sha2", name="pk_attached"),
    )
    op.create_index("ix_attached_sha2", "attached", ["sha2"])


def downgrade():
    for table in ("attached", "attachment_piece", "attachment"):
        op.drop_table(table)
