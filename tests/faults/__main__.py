"""`make faults`: every acknowledged answer, and every acknowledged statement of a tool, is there once and whole, whatever is
killed; and a reader with a cursor meets each once. Prints tables; fails if it is not so."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tests.databases import BOTH
from tests.faults.checking import check
from tests.faults.facts import read_facts
from tests.faults.forwarding import forward_under
from tests.faults.fuzzing import fuzz_on
from tests.faults.history import read_history
from tests.faults.killing import Cutter, Killer
from tests.faults.reporting import Counted, Run, print_forwarded, print_store_tables, print_tables
from tests.faults.site import ROOT, database, running
from tests.faults.storing import store_under
from tests.faults.waiting import wait_for
from tests.faults.writers import count_together

CLIENTS = 8
KILLS = 30
ADDITIONS = 200
FORWARDING = 25  # seconds in which the forwarder is killed, on each database


def main():
    asked = argparse.ArgumentParser(prog="make faults", description=__doc__)
    asked.add_argument("--seconds", type=float, default=60, help="how long learners answer, in each of the four runs")
    asked.add_argument("--kills", type=int, default=KILLS)
    asked.add_argument("--databases", nargs="+", choices=BOTH, default=BOTH)
    asked.add_argument("--store-seconds", type=float, default=30, help="how long tools send, in each of five runs")
    asked.add_argument("--store-kills", type=int, default=15)
    asked.add_argument("--store-alone", action="store_true")
    given = asked.parse_args()
    runs, counted, fuzzed, forwarded = [], [], [], []
    if not given.store_alone:
        runs = [answer_under(kind, given.seconds, kills) for kind in given.databases for kills in (0, given.kills)]
        counted = [count_on(kind) for kind in given.databases]
        forwarded = [forward_under(kind, FORWARDING) for kind in given.databases]
        fuzzed = [fuzz_on(kind, given.seconds) for kind in given.databases]
        print_tables(runs, counted, fuzzed)
        print_forwarded(forwarded)
    stored = [store_under(kind, given.store_seconds, kills) for kind in given.databases for kills in (0, given.store_kills)]
    if "postgresql" in given.databases:
        stored.append(store_under("postgresql", given.store_seconds, 0, Cutter))
    print_store_tables(stored)
    sys.exit(any(one.wrong for one in (*runs, *counted, *fuzzed, *forwarded, *stored)))


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
        findings.strange += [f"a failure of the server: {status}" for status in history.failures if not killer.explains(status)]
        return Run(kind, seconds, history, killer.kills, killer.back, findings, log)


def count_on(kind):
    with tempfile.TemporaryDirectory(prefix="course-faults-") as folder, database(kind, folder) as address:
        number, taken, failed = count_together(address, CLIENTS, ADDITIONS)
        return Counted(kind, CLIENTS, CLIENTS * ADDITIONS, number, taken, failed)


if __name__ == "__main__":
    main()
