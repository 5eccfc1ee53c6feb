"""what is in a module, a lesson, a sheet: the platform's own statements, newest first, for who asks for related activities"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

INDEXES = {
    "module": "authority IS NULL AND lesson IS NOT NULL AND sheet IS NULL",
    "lesson": "authority IS NULL AND sheet IS NOT NULL AND question IS NULL",
    "sheet": "authority IS NULL AND question IS NOT NULL",
}


def upgrade():
    for name, where in INDEXES.items():
        op.create_index(f"ix_statement_in_{name}", "statement", [name, "stored", "position"], sqlite_where=sa.text(where),
                        postgresql_where=sa.text(where))


def downgrade():
    for name in INDEXES:
        op.drop_index(f"ix_statement_in_{name}", "statement")
