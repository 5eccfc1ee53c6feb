"""The export of many answers, beside a bare cursor with csv.writer: rows per CPU-second, and how much memory grows."""

import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, insert, literal_column, select

from course import create_app
from course.clock import now
from course.content.queries import parts_of, standing
from course.content.questions import KINDS
from course.content.sheets import Response
from course.database import db, writing
from course.evaluation.exporting import Dataset
from course.evaluation.variables import header
from course.ids import new_id
from course.statements.finding import ledger
from course.statements.recording import record
from course.statements.vocabulary import VERBS
from tests import databases, making
from tests.benchmarks.crowds import in_haste, without_indexes
from tests.benchmarks.servers import ROOT

BLOCK = 20_000
LEARNERS = 10_000
ROUNDS = 5
COLUMNS = ("actor", "question", "sheet", "fingerprint", "module", "lesson", "revision", "fingerprint", "edition", "shown",
           "response", "response", "success", "score", "maximum", "attempt", "attempt_number", "attempt_number", "confidence",
           "timestamp", "timestamp", "duration", "missing", "success", "score", "question")  # as many as answers.csv has
assert len(COLUMNS) == len(header("answers"))


def measure(url, rows):
    """Figures of an export of `rows` answers from the empty database at `url`, printed and answered as plain data."""
    with tempfile.TemporaryDirectory() as instance:
        databases.migrate(url, instance)
        app = create_app(databases.SETTINGS | {"DATABASE_URL": url, "INSTANCE": instance})
        making.publish(app)
        with app.app_context():
            with in_haste(db.engine):
                make_answers(rows)
            figures = {"rows": rows, "memory_mb": growth(url, instance), **compare(rows)}
        databases.close(app)
    print("Export of {rows:,} answers: {ours:,.0f} rows per CPU-second, with the database's share {ours_all:,.0f}; bare cursor "
          "{bare:,.0f} and {bare_all:,.0f}; ratio {ratio:.2f} ({low:.2f} to {high:.2f}); memory grows by {memory_mb:.1f} MB\n"
          .format(**figures), flush=True)
    return figures


def make_answers(rows):
    """A block of real statements, then copies of it with ids of their own: ten thousand learners, many answers each."""
    with writing():
        record([_told(number) for number in range(min(BLOCK, rows))])
    kinds = {"id", "attempt"}
    columns = [one for one in ledger.c if one.name != "position"]
    random_id = "gen_random_uuid()" if _postgresql() else "lower(hex(randomblob(16)))"
    asked = select(*(literal_column(random_id) if one.name in kinds else one for one in columns))
    with writing() as session, without_indexes(session.connection(), [ledger]):
        for done in range(BLOCK, rows, BLOCK):
            block = asked.where(ledger.c.position <= min(BLOCK, rows - done))
            session.execute(insert(ledger).from_select([one.name for one in columns], block))
    if _postgresql():
        raw = db.engine.raw_connection()
        raw.driver_connection.autocommit = True
        raw.driver_connection.execute("VACUUM ANALYZE")
        raw.invalidate()


def _told(number):
    chance = random.Random(number)
    course = standing(making.COURSE)
    line = course.outline.lesson("levels")
    item = parts_of(line.revision_id, course.edition)[1].sheet.items[0]
    option = chance.choice(item.options)
    response = Response([option.id])
    said = KINDS[item.kind].tell(item, response)
    return {"id": new_id(), "actor": UUID(int=chance.randrange(LEARNERS) + (1 << 127)), "registration": UUID(int=number + 1),
            "course": making.COURSE, "edition": course.edition, "lesson": line.key, "module": "levels-module",
            "revision": line.revision, "sheet": item.key, "attempt": new_id(), "attempt_number": 1 + number % 2,
            "timestamp": now(), "duration": round(chance.random() * 90, 6), "verb": "answered", "question": item.key,
            "fingerprint": item.fingerprint, "shown": " ".join(one.id for one in item.options), "response": option.id,
            "success": option.right, "score": float(option.right), "maximum": 1.0, "confidence": "think",
            "kind": "question", "key": item.key, "name": item.text, "definition": said["definition"],
            "given": said["response"]}


def ours():
    """The bytes of answers.csv, as the view sends them, thrown away."""
    with Path(os.devnull).open("wb") as file:
        file.writelines(Dataset(standing(making.COURSE)).file("answers"))


def bare():
    """The same number of columns of the same rows, as they come, by the driver's own cursor."""
    asked = select(*(ledger.c[name].label(f"c{place}") for place, name in enumerate(COLUMNS))).where(
        ledger.c.course == making.COURSE, ledger.c.verb == VERBS["answered"].iri).order_by(ledger.c.position)
    sql = str(asked.compile(db.engine, compile_kwargs={"literal_binds": True}))
    connection = db.session.connection().connection.driver_connection
    with Path(os.devnull).open("w", newline="") as file:
        if _postgresql():
            with connection.cursor("bare") as cursor:
                cursor.itersize = 2_000
                cursor.execute(sql)
                csv.writer(file).writerows(cursor)
        else:
            csv.writer(file).writerows(connection.execute(sql))


def compare(rows):
    """Medians of rounds, one of ours and one of the bare each; the ratio is of rows per CPU-second of this process."""
    kept = {"ours": [], "bare": [], "ours_all": [], "bare_all": []}
    for _ in range(ROUNDS):
        for name, work in (("ours", ours), ("bare", bare)):
            here, there = cpu_of(work)
            kept[name].append(rows / here)
            kept[f"{name}_all"].append(rows / (here + there))
    ratios = sorted(one / other for one, other in zip(kept["ours"], kept["bare"], strict=True))
    return {name: statistics.median(found) for name, found in kept.items()} | {
        "ratio": statistics.median(ratios), "low": ratios[0], "high": ratios[-1]}


def cpu_of(work):
    """CPU seconds of (this process, the database's process that serves it)."""
    db.session.rollback()
    server = db.session.execute(select(func.pg_backend_pid())).scalar() if _postgresql() else None
    there, here = _server_cpu(server), time.process_time()
    work()
    spent = time.process_time() - here, _server_cpu(server) - there
    db.session.rollback()
    return spent


def _server_cpu(process):
    if process is None:
        return 0.0
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def growth(url, instance):
    """How much further its memory reached in a fresh process while it exported, in MB."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_export", url, instance]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def export_and_tell(url, instance):
    """What the fresh process does: the file's first rows, so that all is loaded, then the whole file."""
    app = create_app(databases.SETTINGS | {"DATABASE_URL": url, "INSTANCE": instance})
    with app.app_context():
        for _ in islice(Dataset(standing(making.COURSE)).file("answers"), 2):
            pass
        db.session.rollback()
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
        before = _peak()
        ours()
        print(_peak() - before)


def _peak():
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _postgresql():
    return db.engine.dialect.name == "postgresql"


if __name__ == "__main__":
    export_and_tell(*sys.argv[1:])
