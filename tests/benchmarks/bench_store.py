"""The record store: eight tools that send in batches, a page of every filter at a million statements, and what an answer of our
own costs with an empty ledger and with a full one."""

import time
from contextlib import ExitStack
from functools import partial
from uuid import UUID

from sqlalchemy import func, select

from course.database import db
from course.statements.finding import ledger
from course.statements.platform import platform_iri
from course.statements.vocabulary import activity_iri
from tests.benchmarks import tables
from tests.benchmarks.clients import send
from tests.benchmarks.full_ledger import empty, fill
from tests.benchmarks.rounds import Series, cpu
from tests.benchmarks.servers import gunicorn
from tests.benchmarks.sites import BLOCK, site
from tests.benchmarks.tool_load import Tool

ROWS = 1_000_000
CLIENTS = 8
SENT = {1: 2_400, 50: 320, 100: 200, 500: 48}  # statements in a batch: batches
BARS = {size: 250 if size == 1 else 1_000 for size in SENT}  # statements a second, on PostgreSQL
PAGES = 40  # of each filter
SLOWEST = 250  # ms, of 95 in a hundred
ROUNDS = 9
FLAT = 1.15
OURS = "course.wsgi:app"


def measure(make, database, rows=ROWS):
    """All of it, printed as it comes and answered as plain data; `make(name)` is the address of a new database."""
    with ExitStack() as stack:
        none, full = (stack.enter_context(site(make(name), BLOCK)) for name in ("ledger_empty", "ledger_full"))
        tool, begun = tool_of(full), time.perf_counter()
        fill(tool, rows)
        empty(none.app)
        print(f"{count(full):,} statements, filled in {time.perf_counter() - begun:.0f} s\n", flush=True)
        ratio = answering(none, full, database)
        print(tables.table(["Ratio, median of rounds", "median", "quartiles", "least, most", "bar", ""],
                           [tables.ratio_row("Answer with a full ledger / with an empty one", ratio, FLAT)]), flush=True)
        with gunicorn(OURS, full.environment, database, workers=2) as server:
            pages, together = asking(tool, server)
            print(tables.pages_table(pages, together, SLOWEST), flush=True)
            sent = [sending(tool, server, size, count) for size, count in SENT.items()]
            print(tables.batches_table(sent, BARS if database else {}), flush=True)
    return {"answer, full / empty": ratio.figures, "sent": sent,
            "pages_ms": {name: [one.at(0.5) * 1000, one.at(0.95) * 1000] for name, one in pages.items()}}


def tool_of(each):
    with each.app.app_context():
        name, lessons = partial(activity_iri, platform_iri(), each.course), each.standing.outline.lessons
        sheets = [name("sheet", sheet.key) for _, sheet in each.sheets]
        return Tool(each.app, platform_iri(), (name(), [name("lesson", one.key) for one in lessons], sheets))


def count(each):
    with each.app.app_context():
        return db.session.execute(select(func.count()).select_from(ledger)).scalar()


def answering(none, full, database):
    """A Series: CPU of an answer, server and database together, with the full ledger over that with the empty one."""
    spent = ([], [])
    with ExitStack() as stack:
        servers = [stack.enter_context(gunicorn(OURS, each.environment, database)) for each in (none, full)]
        for number in range(ROUNDS + 1):
            for each, server, figures in zip((none, full), servers, spent, strict=True):
                figure = cpu(server, each.answers(each.block(0), 2))
                figures += [figure] if number else []
    return Series(spent[1]).over(Series(spent[0]))


def asking(tool, server):
    """({filter: Result of its pages, one by one}, the Result of all of them by many clients at once)"""
    forms = tool.questions(PAGES)
    for requests in forms.values():
        send(server.port, requests[:4])  # each worker has seen it
    pages = {name: send(server.port, requests) for name, requests in forms.items()}
    mixed = [one for requests in zip(*forms.values(), strict=True) for one in requests]
    return pages, send(server.port, mixed, CLIENTS)


def sending(tool, server, size, count):
    """Figures of so many batches by many clients at once. Each must be answered with 200, and be there whole, once."""
    requests, ids = tool.batches(size, count)
    begun = server.cpu()
    done = send(server.port, requests, CLIENTS)
    spent = server.cpu() - begun
    with tool.app.app_context():
        kept = set()
        for first in range(0, len(ids), 500):
            asked = select(ledger.c.id).where(ledger.c.id.in_(map(UUID, ids[first:first + 500])))
            kept |= set(map(str, db.session.execute(asked).scalars()))
    return {"size": size, "per_second": len(ids) / done.span, "cpu": spent / len(ids),
            "p50": done.at(0.5), "p99": done.at(0.99), "lost": len(set(ids) - kept)}
