"""`make bench`: every figure, on SQLite and on PostgreSQL, as Markdown; `--json PATH` keeps them as data, too."""

import argparse
import json
import os
import platform
import tempfile
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote_plus

import psycopg

from tests import databases
from tests.benchmarks import bench_export, bench_publish, bench_store, tables, yardsticks
from tests.benchmarks.clients import Request, send
from tests.benchmarks.processes import memory
from tests.benchmarks.rounds import Bare, measure_cpu, measure_crowded
from tests.benchmarks.servers import gunicorn, postgresql_process
from tests.benchmarks.sites import BLOCK, site
from tests.benchmarks.starting import cold_start
from tests.benchmarks.weighing import weigh

LEARNERS = 10_000
ROWS = 1_000_000
OURS, BARE = "course.wsgi:app", "tests.benchmarks.yardsticks:create_bare()"
FIRST_CROWDED_BLOCK = 20  # the rounds have used those before


def main():
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    options.add_argument("--json", type=Path)
    options.add_argument("--only", choices=databases.BOTH)
    options.add_argument("--without-export", action="store_true")
    options.add_argument("--without-publishing", action="store_true")
    options.add_argument("--publishing-alone", action="store_true")
    options.add_argument("--store-alone", action="store_true")
    options.add_argument("--without-store", action="store_true")
    chosen = options.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()};"
          f" load at the start {os.getloadavg()[0]:.2f}\n", flush=True)
    kept = {}
    for kind in [chosen.only] if chosen.only else databases.BOTH:
        print(f"## {kind}\n", flush=True)
        kept[kind] = {}
        for part in _parts(chosen):
            with made_databases(kind) as (make, server):  # of its own: what one part leaves to tidy up costs no other
                kept[kind] |= part(make, server)
    if chosen.json:
        chosen.json.write_text(json.dumps(kept, indent=1))


def _parts(chosen):
    """Functions of (make, server) that each answer {name: figures}."""
    alone = chosen.publishing_alone or chosen.store_alone
    if chosen.store_alone or not (alone or chosen.without_store):
        yield lambda make, server: {"store": bench_store.measure(make, server)}
    if chosen.publishing_alone or not (alone or chosen.without_publishing):
        yield lambda make, server: {"authors": bench_publish.measure(make, server)}
    if not alone:
        yield measure
    if not (alone or chosen.without_export):
        yield lambda make, server: {"export": bench_export.measure(make("export"), ROWS)}


@contextmanager
def made_databases(kind):
    """(a function from a name to the address of a new, empty database of this kind, the PostgreSQL's process or None)."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        if kind == "sqlite":
            yield lambda name: f"sqlite:///{folder}/{name}.db", None
            return
        address = stack.enter_context(databases.postgresql(folder, durable=True))

        def make(name):
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return address.replace("/postgres?", f"/{name}?")

        yield make, postgresql_process(folder)


def measure(make, database):
    """All figures of one database, printed as they come, and answered as plain data."""
    with ExitStack() as stack:
        big = stack.enter_context(site(make("big"), LEARNERS))
        small = stack.enter_context(site(make("small"), BLOCK))
        bare_url = make("bare")
        yardsticks.make_tables(bare_url)
        environments = {
            "big": (OURS, big.environment),
            "small": (OURS, small.environment),
            # behind a proxy, so that sign-ins can come from many addresses
            "gate": (OURS, big.environment | {"COURSE_PROXIES": "1"}),
            "bare": (BARE, {"BARE_DATABASE_URL": bare_url, "COURSE_INSTANCE": small.environment["COURSE_INSTANCE"]}),
        }
        with served(environments, database, workers=1) as servers:
            costs = measure_cpu(big, small, bare_requests(servers["bare"].port), servers)
            desk = send(servers["big"].port, big.desk_pages(20))
            weights = weigh(f"http://127.0.0.1:{servers['big'].port}{first_lesson(big)}")
        print(tables.cost_table(costs), tables.ratio_table(costs), sep="\n", flush=True)
        with served(environments, database, workers=2) as servers:
            crowded = measure_crowded(big, bare_requests(servers["bare"].port), servers, FIRST_CROWDED_BLOCK)
            sizes = [memory(worker) for worker in servers["big"].workers()]
        print(tables.crowd_table(crowded), flush=True)
        facts = facts_of(desk, weights, sizes, cold_start(os.environ | big.environment, first_lesson(big)))
        print(tables.facts_table(facts), flush=True)
    return {"cpu_ms": {name: series.figures for name, series in costs.items()}, "facts": facts,
            "crowded": {name: {"p50": one.at(0.5), "p99": one.at(0.99), "per_second": len(one.each) / one.span}
                        for name, one in crowded.items()}, "weights": weights}


@contextmanager
def served(environments, database, workers):
    with ExitStack() as stack:
        yield {name: stack.enter_context(gunicorn(target, environment, database, workers))
               for name, (target, environment) in environments.items()}


def bare_requests(port):
    """Sign in on the bare site."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    cookie, token = answer.getheader("Set-Cookie").split(";")[0], answer.read().decode()
    connection.close()
    return Bare(Request("GET", "/page", cookie),
                Request("POST", "/answers", cookie, f"csrf_token={quote_plus(token)}&text=two-seats-on-a-board", 303))


def first_lesson(big):
    return f"/courses/{big.course}/{big.standing.outline.lessons[0].key}"


def facts_of(desk, weights, sizes, start):
    resident, proportional = max(sizes)
    return [
        ("Evaluator's page at 10,000 learners, slowest of 20 one by one", desk.at(1) * 1000, "ms", 1000),
        ("Memory of a worker after the load, resident", resident, "MB", None),
        ("Memory of a worker after the load, proportional", proportional, "MB", None),
        ("Cold start: interpreter, import, create_app, first lesson", start[0] * 1000, "ms", None),
        ("... of which the first lesson", start[1] * 1000, "ms", None),
        ("A first lesson in a browser, everything", sum(size for _, size in weights) / 1000, "KB", 100),
        ("... in so many requests", len(weights), "requests", 8),
    ]


if __name__ == "__main__":
    main()
