"""Tables in Markdown: what was tried, what was found, how long it took."""

import re
from collections import Counter
from dataclasses import dataclass

BACK_AFTER_A_WORKER = 2.0  # seconds in which the site answers again after the death of one worker of two
SHOWN = 10  # findings of a run that are told; the count says how many there were


@dataclass(frozen=True)
class Run:
    database: str
    seconds: float
    history: object
    kills: int
    back: dict  # {what was killed: seconds until the site answered again}
    findings: object
    log: str

    @property
    def late(self):
        return max(self.back.get("worker", [0])) > BACK_AFTER_A_WORKER

    @property
    def wrong(self):
        return bool(self.findings.all()) or self.late or not self.history.acknowledged


@dataclass(frozen=True)
class Counted:
    database: str
    processes: int
    expected: int
    number: int
    taken: list
    failed: list

    @property
    def wrong(self):
        return self.number != self.expected or bool(self.failed)


def print_tables(runs, counted, fuzzed):
    _table(("database", "seconds", "acknowledged", "answers/s", "kills", "lost", "doubled", "torn", "strange", "p50", "p99",
            "failures heard", "unheard"), [_line(run) for run in runs])
    print("Times of an answer run from its first sending to its first acknowledgement. Failures heard are answers from 500 up.")
    _table(("database", "what was killed", "times", "longest until the site answered again"), _back(runs))
    _table(("database", "processes", "read-modify-writes", "lost", "failed processes", "p50", "p99", "longest"), [
        (one.database, one.processes, one.expected, one.expected - one.number, len(one.failed), _time(share(one.taken, 0.5)),
         _time(share(one.taken, 0.99)), _time(max(one.taken, default=None))) for one in counted])
    _table(("database", "seconds", "requests to /xapi that are nearly right", "taken", "read back", "failures"), [
        (one.database, f"{one.seconds:.0f}", sum(one.heard.statuses.values()),
         sum(n for status, n in one.heard.statuses.items() if status < 300), one.heard.read_back, len(one.heard.failures))
        for one in fuzzed])
    for run in runs:
        _tell(run)
    for one in fuzzed:
        print(*(f"{one.database}: {failure}" for failure in one.heard.failures[:SHOWN]), *_errors(one.log), sep="\n")
    for one in counted:
        print(*one.failed, sep="\n", end="")


def print_forwarded(forwarded):
    _table(("database", "statements to forward", "kills", "faults of the other end", "lost", "different", "left over"), [
        (one.database, one.statements, one.kills, one.faults, one.lost, one.different, one.left or 0) for one in forwarded])


def print_store_tables(runs):
    _table(("database", "seconds", "batches", "statements/s", "kills", "lost or missed", "doubled", "torn", "strange", "p50",
            "p99", "failures heard", "unheard"), [_store_line(run) for run in runs])
    print("Sixteen tools send, and a reader with a cursor follows: what she missed or met twice is counted, too.")
    _table(("database", "what was killed", "times", "longest until the site answered again"), _back(runs))
    for run in runs:
        _tell(run)


def _store_line(run):
    sent = sum(len(one.ids) for one in run.history.acknowledged)
    line = list(_line(run))
    line[3] = f"{sent / run.seconds:.0f}"
    return line


def _back(runs):
    return [(run.database, what, len(seconds), _time(max(seconds))) for run in runs for what, seconds in run.back.items()]


def _line(run):
    seconds = [form.seconds for form in run.history.acknowledged]
    found = run.findings
    failures = ", ".join(f"{n} × {status}" for status, n in Counter(run.history.failures).items())
    return (run.database, f"{run.seconds:.0f}", len(seconds), f"{len(seconds) / run.seconds:.0f}", run.kills, len(found.lost),
            len(found.doubled), len(found.torn), len(found.strange), _time(share(seconds, 0.5)), _time(share(seconds, 0.99)),
            failures or 0, run.history.unheard)


def _tell(run):
    """What was wrong in a run, and how the server's own log ends where it failed."""
    found = run.findings
    for kind in ("lost", "doubled", "torn", "strange"):
        for sentence in getattr(found, kind)[:SHOWN]:
            print(f"{run.database}, {run.kills} kills, {kind}: {sentence}")
    if run.late:
        print(f"{run.database}: the site was away for more than {BACK_AFTER_A_WORKER} s after a worker's death")
    if run.history.failures:
        print(f"What {run.database} with {run.kills} kills wrote into the site's log:", *_errors(run.log), sep="\n")


def _errors(log):
    """Each kind of failure that the site logged, by its door: how often, and the last of a trace."""
    found = re.findall(r'"door": "([^"]*)", "kind": "(\w+)", "event": "failure".*?"exception": "(.*?[^\\])"', log)
    times = Counter((door, kind) for door, kind, _ in found)
    last = {(door, kind): _said(trace) for door, kind, trace in found}
    return [f"- {n} × {kind} at {door}: {last[door, kind]}" for (door, kind), n in times.most_common()]


def _said(trace):
    """The exception's own sentence: the last line of a trace that is no note of SQLAlchemy's."""
    lines = [line for line in trace.split("\\n") if line and line[0] not in "[( \\t"]
    return lines[-1][:200]


def share(seconds, part):
    """The time within which `part` of all lie; None of none."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * part))] if seconds else None


def _time(seconds):
    return "–" if seconds is None else f"{seconds * 1000:.0f} ms"


def _table(heads, lines):
    print("", " | ".join(("", *heads, "")).strip(), "|" + "---|" * len(heads), sep="\n")
    for line in lines:
        print("|", " | ".join(str(cell) for cell in line), "|")
    print()
