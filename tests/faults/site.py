"""The site as people run it, `course serve` in a process group of its own, and its processes to kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from course import create_app
from tests import databases, making
from tests.faults.browsing import Browser

ROOT = Path(__file__).parents[2]
WORKERS, THREADS = 2, 4
START = 60.0  # seconds in which a start must be over, on a busy machine, too
SETTINGS = {name: value for name, value in databases.SETTINGS.items() if name != "TESTING"}


@contextmanager
def database(kind, folder):
    """The address of a durable, empty database of its own."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/course.db"
    else:
        (Path(folder) / "postgresql").mkdir()
        with databases.postgresql(Path(folder) / "postgresql", durable=True) as address:
            yield address


@contextmanager
def running(address, folder):
    """A Site with the small course, migrated and published; stopped at the end."""
    instance = str(Path(folder) / "instance")
    databases.migrate(address, instance)
    app = create_app(SETTINGS | {"DATABASE_URL": address, "INSTANCE": instance, "PLATFORM_IRI": "https://course.example"})
    making.publish(app)
    databases.close(app)
    site = Site(address, instance, folder)
    try:
        site.start()
        yield site
    finally:
        site.stop()


class Site:
    def __init__(self, address, instance, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address, self.log = f"http://127.0.0.1:{self.port}", Path(folder) / "site.log"
        settings = SETTINGS | {"DATABASE_URL": address, "INSTANCE": instance, "PROXIES": 1}
        self.environment = os.environ | {f"COURSE_{name}": str(value) for name, value in settings.items()}
        self.process = None

    def start(self):
        command = [sys.executable, "-m", "course", "serve", "--bind", f"127.0.0.1:{self.port}",
                   "--workers", str(WORKERS), "--threads", str(THREADS)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                                            start_new_session=True)
        self.wait_until_it_answers()

    def wait_until_it_answers(self):
        """The seconds until a page that reads the database is there. RuntimeError when that takes too long."""
        began, browser = time.monotonic(), Browser(self.address)
        while browser.get("/courses/neighbours", patience=2).status != 200:
            if time.monotonic() > began + START or self.process.poll() is not None:
                raise RuntimeError(f"The site does not answer:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.02)
        return time.monotonic() - began

    def workers(self):
        return children(self.process.pid)

    def kill_worker(self, rng):
        """Returns "last worker" where no other was at hand: the one that died before is not up again yet."""
        workers = self.workers()
        victim = rng.choice(workers)
        at_hand = any(has_served(one) for one in workers if one != victim)
        kill(victim)
        return "worker" if at_hand else "last worker"

    def kill_all(self):
        """The whole group at once, then a new start."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.start()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


class PostgreSQL:
    """The server behind an address of ours, to be killed; `folder` is the run's."""

    def __init__(self, address, folder):
        self.address, self.folder = address, Path(folder) / "postgresql"

    def kill_backend(self, rng):
        """A process that serves one connection. PostgreSQL then restarts them all, for memory is shared."""
        asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        with closing(psycopg.connect(self.address, connect_timeout=5, autocommit=True)) as connection:
            serving = [row[0] for row in connection.execute(asked)]
            kill(rng.choice(serving or [connection.info.backend_pid]))

    def kill_postmaster(self, rng):
        """The server's first process; the others notice and end, and then it can start again."""
        kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]))
        end = time.monotonic() + START
        while True:
            time.sleep(0.1)
            try:  # the first tries may meet what is left of the old server, and take it for a running one
                databases.start_postgresql(self.folder, durable=True)
                return psycopg.connect(self.address, connect_timeout=5).close()
            except (RuntimeError, psycopg.OperationalError):
                if time.monotonic() > end:
                    raise


def children(process):
    """Ids of the processes that `process` started; none when it is gone."""
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def has_served(worker):
    """A worker starts its threads with its first requests; before, it may still be importing."""
    try:
        return len(os.listdir(f"/proc/{worker}/task")) > 1
    except FileNotFoundError:
        return False


def kill(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:  # it was ending by itself
        return
