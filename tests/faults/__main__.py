"""`make faults`: every acknowledged answer is there once and whole, whatever is killed. Prints tables; fails if one is not."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from tests.databases import BOTH
from tests.faults.checking import check
from tests.faults.facts import read_facts
from tests.faults.fuzzing import fuzz_on
from tests.faults.history import read_history
from tests.faults.killing import Killer
from tests.faults.reporting import Counted, Run, print_tables
from tests.faults.site import ROOT, database, running
from tests.faults.writers import count_together

CLIENTS = 8
KILLS = 30
ADDITIONS = 200
PATIENCE = 60  # seconds that clients have to hear the last acknowledgement


def main():
    asked = argparse.ArgumentParser(prog="make faults", description=__doc__)
    asked.add_argument("--seconds", type=float, default=60, help="how long learners answer, in each of the four runs")
    asked.add_argument("--kills", type=int, default=KILLS)
    asked.add_argument("--databases", nargs="+", choices=BOTH, default=BOTH)
    given = asked.parse_args()
    runs = [answer_under(kind, given.seconds, kills) for kind in given.databases for kills in (0, given.kills)]
    counted = [count_on(kind) for kind in given.databases]
    fuzzed = [fuzz_on(kind, given.seconds) for kind in given.databases]
    print_tables(runs, counted, fuzzed)
    sys.exit(any(one.wrong for one in (*runs, *counted, *fuzzed)))


def answer_under(kind, seconds, kills):
    """A Run: learners answer for so long, while so much is killed."""
    with tempfile.TemporaryDirectory(prefix="course-faults-") as folder, database(kind, folder) as address:
        with running(address, folder) as site:
            histories = Path(folder) / "histories"
            histories.mkdir()
            clients = [
                subprocess.Popen([sys.executable, "-m", "tests.faults.learner", site.address,
                                  str(histories / f"{number}.jsonl"), str(number), str(seconds)], cwd=ROOT)
                for number in range(1, CLIENTS + 1)
            ]
            killer = Killer(site, address, kind, kills, folder)
            try:
                killer.work(seconds)
            except (RuntimeError, psycopg.Error) as failure:
                troubles = [str(failure)]
            else:
                troubles = []
            finally:
                ended = wait_for(clients)
        history, log = read_history(histories), site.log.read_text()
        findings = check(history, read_facts(address))
        findings.strange += troubles + ([] if ended else ["a client did not come to its end"])
        if not kills:
            findings.strange += [f"a failure of the server: {status}" for status in history.failures]
        return Run(kind, seconds, history, killer.kills, killer.back, findings, log)


def wait_for(clients):
    """Whether all came to their end by themselves; who has not is ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and any(client.poll() is None for client in clients):
        time.sleep(0.05)
    ended = all(client.poll() == 0 for client in clients)
    for client in clients:
        if client.poll() is None:
            client.kill()
            client.wait()
    return ended


def count_on(kind):
    with tempfile.TemporaryDirectory(prefix="course-faults-") as folder, database(kind, folder) as address:
        number, taken, failed = count_together(address, CLIENTS, ADDITIONS)
        return Counted(kind, CLIENTS, CLIENTS * ADDITIONS, number, taken, failed)


if __name__ == "__main__":
    main()
