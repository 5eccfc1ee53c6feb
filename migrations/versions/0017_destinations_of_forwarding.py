"""where statements go on to, and what was refused there"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def moment(name, nullable=True):
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade():
    op.create_table(
        "destination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("user", sa.String()),
        sa.Column("secret", sa.String()),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("course", sa.String()),
        sa.Column("verbs", sa.String()),
        moment("since"),
        sa.Column("of_tools", sa.Boolean(), nullable=False),
        sa.Column("with_names", sa.Boolean(), nullable=False),
        sa.Column("position", LARGE, nullable=False),
        sa.Column("sent", LARGE, nullable=False),
        moment("sent_at"),
        sa.Column("tries", sa.Integer(), nullable=False),
        moment("try_at", nullable=False),
        sa.Column("trouble", sa.String()),
        moment("trouble_at"),
        moment("made_at", nullable=False),
        sa.Column("made_by", sa.Integer()),
        moment("paused_at"),
        moment("ended_at"),
        sa.Column("ended_by", sa.Integer()),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_destination_made_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_destination_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destination")),
    )
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("destination_id", sa.Integer(), nullable=False),
        sa.Column("position", LARGE, nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        moment("at", nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String()),
        moment("ended_at"),
        sa.Column("ended_by", sa.Integer()),
        sa.ForeignKeyConstraint(["destination_id"], ["destination.id"], name=op.f("fk_refusal_destination_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_refusal_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
        sa.UniqueConstraint("destination_id", "position", name=op.f("uq_refusal_destination_id_position")),
    )


def downgrade():
    op.drop_table("refusal")
    op.drop_table("destination")
