"""Servers as in production: gunicorn on a socket of its own, and the PostgreSQL behind it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.benchmarks.processes import cpu_seconds, family

ROOT = Path(__file__).parents[2]


@dataclass
class Server:
    """`database` is the id of the database's own process, None for SQLite, which works inside the server."""

    port: int
    process: int
    database: int | None

    def cpu(self):
        """CPU seconds so far, of server and database together."""
        return cpu_seconds([one for one in (self.process, self.database) if one])

    def workers(self):
        return family(self.process)[1:]


@contextmanager
def gunicorn(target, settings, database=None, workers=1, threads=4):
    """A Server of `target` ("module:app") with the environment `settings`; stopped at the end."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", str(workers), "--threads",
                   str(threads), "--bind", f"fd://{listener.fileno()}", "--no-control-socket", target]
        with open(f"{settings['COURSE_INSTANCE']}/server.log", "ab") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log,
                                       pass_fds=[listener.fileno()])
        server = Server(listener.getsockname()[1], process.pid, database)
        try:
            _wait_for(server, log.name, process)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _wait_for(server, log, process):
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise RuntimeError(f"The server did not start:\n{Path(log).read_text()[-3000:]}")


def postgresql_process(folder):
    """The id of the PostgreSQL that keeps its data in `folder`/data."""
    return int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0])
