"""a position in the ledger is given once, also where the newest statements were erased (PostgreSQL's counter does so anyway)"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

TRIGGERS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'statement'"


def remake(autoincrement):
    """SQLite says it where the table is made. A table that goes takes its triggers along."""
    if op.get_bind().dialect.name != "sqlite":
        return
    triggers = op.get_bind().execute(sa.text(TRIGGERS)).scalars().all()
    with op.batch_alter_table("statement", recreate="always", table_kwargs={"sqlite_autoincrement": autoincrement}):
        pass
    for sql in triggers:
        op.execute(sql)


def upgrade():
    remake(True)


def downgrade():
    remake(False)
