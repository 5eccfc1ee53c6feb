"""statements of other tools: their credentials, and what finds them"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = "question IS NOT NULL AND coalesce(length(response), 0) <= 400"
LONG = "question IS NOT NULL AND coalesce(length(response), 0) > 400"
STAND = (  # the indexes that stay as they were, made anew with the table
    ("ix_statement_course", ["course", "verb", "position"], None),
    ("ix_statement_ways", ["course", "actor", "verb", "module", "lesson", "question"], "question IS NULL"),
    ("ix_statement_answers",
     ["course", "question", "fingerprint", "wave", "missing", "success", "attempt_number", "response"], SHORT),
    ("ix_statement_texts", ["course", "question", "fingerprint", "wave", "missing", "success", "attempt_number"], LONG),
)
OLD = (("ix_statement_actor", ["actor", "position"], None),)
NEW = (
    ("ix_statement_stored", ["stored", "position"], None),
    ("ix_statement_actor", ["actor", "stored", "position"], None),
    ("ix_statement_verb", ["verb", "stored", "position"], None),
    ("ix_statement_activity", ["activity", "stored", "position"], None),
    ("ix_statement_registration", ["registration", "stored", "position"], None),
    ("ix_statement_authority", ["authority", "stored", "position"], "authority IS NOT NULL"),
)
WRITTEN_ONCE = ("mention", "reference", "voiding")


def make_indexes(indexes):
    for name, columns, where in indexes:
        condition = sa.text(where) if where else None
        op.create_index(name, "statement", columns, sqlite_where=condition, postgresql_where=condition)


def drop_indexes(indexes):
    for name, *_ in indexes:
        op.drop_index(name, "statement")


def on_sqlite():
    return op.get_bind().dialect.name == "sqlite"


def refuse_changes(table):
    sentence = f"rows of {table} are never changed"
    if on_sqlite():
        for act in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{sentence}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )


def allow_changes(table):
    if not on_sqlite():
        op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
        op.execute(f"DROP FUNCTION {table}_refuse()")


def upgrade():
    op.create_table(
        "credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_credential_made_by"),
        sa.ForeignKeyConstraint(["revoked_by"], ["person.id"], name="fk_credential_revoked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_credential"),
        sa.UniqueConstraint("name", name="uq_credential_name"),
    )
    widen_statements()
    op.create_table(
        "mention",
        sa.Column("term", sa.Uuid(), nullable=False),
        sa.Column("stored", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", LARGE, nullable=False),
        sa.ForeignKeyConstraint(["position"], ["statement.position"], name="fk_mention_position"),
        sa.PrimaryKeyConstraint("term", "stored", "position", name="pk_mention"),
    )
    op.create_table(
        "reference",
        sa.Column("target", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("target", "source", name="pk_reference"),
    )
    op.create_index("ix_reference_source", "reference", ["source"])
    op.create_table(
        "voiding",
        sa.Column("target", sa.Uuid(), nullable=False),
        sa.Column("authority", sa.Integer(), nullable=False),
        sa.Column("of_all", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["authority"], ["credential.id"], name="fk_voiding_authority"),
        sa.PrimaryKeyConstraint("target", "authority", name="pk_voiding"),
    )
    op.create_table(
        "activity",
        sa.Column("iri", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("iri", name="pk_activity"),
    )
    for table in WRITTEN_ONCE:
        refuse_changes(table)


def widen_statements():
    """SQLite makes the table anew, and forgets its triggers."""
    drop_indexes((*STAND, *OLD))
    with op.batch_alter_table("statement") as batch:
        batch.add_column(sa.Column("authority", sa.Integer(), nullable=True))
        batch.alter_column("activity", existing_type=sa.String(), nullable=True)
        batch.create_foreign_key("fk_statement_authority", "credential", ["authority"], ["id"])
    make_indexes((*STAND, *NEW))
    if on_sqlite():
        refuse_changes("statement")


def downgrade():
    """What other tools sent goes with what finds it."""
    for table in WRITTEN_ONCE:
        allow_changes(table)
    for table in ("activity", "voiding", "reference", "mention"):
        op.drop_table(table)
    drop_indexes((*STAND, *NEW))
    if on_sqlite():
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER statement_no_{act}")
    else:
        op.execute("ALTER TABLE statement DISABLE TRIGGER USER")
    op.execute("DELETE FROM statement WHERE authority IS NOT NULL")
    with op.batch_alter_table("statement") as batch:
        batch.drop_constraint("fk_statement_authority", type_="foreignkey")
        batch.drop_column("authority")
        batch.alter_column("activity", existing_type=sa.String(), nullable=False)
    make_indexes((*STAND, *OLD))
    if on_sqlite():
        refuse_changes("statement")
    else:
        op.execute("ALTER TABLE statement ENABLE TRIGGER USER")
    op.drop_table("credential")
