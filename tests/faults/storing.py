"""Sixteen tools send to /xapi, and a reader follows with her cursor, while workers, the site and the database are killed."""

import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from course import create_app
from course.database import writing
from course.statements.credentials import make_credential
from tests import databases
from tests.faults.killing import Killer
from tests.faults.reader import Reader
from tests.faults.reporting import Run
from tests.faults.site import ROOT, SETTINGS, database, running
from tests.faults.store_checking import check_store, read_ledger, read_sendings
from tests.faults.waiting import PATIENCE, wait_for

SENDERS = 16


def store_under(kind, seconds, kills, breaker=Killer):
    """A Run: tools send for so long, while so much is killed, or connections are cut."""
    with tempfile.TemporaryDirectory(prefix="course-faults-") as folder, database(kind, folder) as address:
        with running(address, folder) as site:
            settings = SETTINGS | {"DATABASE_URL": address, "INSTANCE": f"{folder}/instance"}
            name, secret = credentials(settings)
            reader, histories = Reader(settings), Path(folder) / "histories"
            histories.mkdir()
            reader.start()
            senders = [subprocess.Popen([sys.executable, "-m", "tests.faults.sender", site.address,
                                         str(histories / f"{number}.jsonl"), str(number), str(seconds), name, secret], cwd=ROOT)
                       for number in range(SENDERS)]
            killer, troubles, ended = breaker(site, address, kind, kills, folder), [], False
            try:
                killer.work(seconds)
            except (RuntimeError, psycopg.Error) as failure:
                troubles.append(str(failure))
            finally:
                ended = wait_for(senders)
                met, read = reader.end(PATIENCE)
        sendings, log = read_sendings(histories), site.log.read_text()
        kept, broken = read_ledger(address)
        findings = check_store(sendings, kept, met, broken)
        findings.strange += troubles + ([] if ended else ["a tool did not come to its end"]) + (
            [] if read else ["the reader did not come to the end"])
        findings.strange += [f"a failure of the server: {status}" for status in sendings.failures if not killer.explains(status)]
        return Run(kind, seconds, sendings, killer.kills, killer.back, findings, log)


def credentials(settings):
    app = create_app(settings)
    with app.app_context(), writing():
        found = make_credential("A tool", ("all",))
    databases.close(app)
    return found
