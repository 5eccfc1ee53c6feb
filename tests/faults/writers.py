"""Starts processes that count, all at once, and gathers what they took."""

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from tests.faults import counting

ROOT = Path(__file__).parents[2]


def _start(address, what):
    return subprocess.Popen([sys.executable, "-m", "tests.faults.counting", address, str(what)], cwd=ROOT,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def count_together(address, processes, times):
    """(the number at the end, seconds of each transaction, what failed) of `processes` that each add one `times`."""
    app = counting.open_database(address)
    counting.make_counter(app)
    started = [_start(address, times) for _ in range(processes)]
    for one in started:
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate() for one in started]
    taken = [seconds for out, _ in told if out for seconds in json.loads(out)]
    failed = [error for (_, error), one in zip(told, started, strict=True) if one.returncode]
    number = counting.value(app)
    close(app)
    return number, taken, failed


@contextmanager
def holder(address):
    """A process that holds the turn (SQLite) or the row (PostgreSQL) in an open transaction."""
    process = _start(address, "hold")
    try:
        assert process.stdout.readline() == "held\n", process.stderr.read()
        yield process
    finally:
        process.kill()
        process.communicate()


def close(app):
    with app.app_context():
        counting.db.session.remove()
        counting.db.engine.dispose()
