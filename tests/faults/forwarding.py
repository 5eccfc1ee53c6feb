"""Statements go on to a second site of our own, over another end that refuses, fails, lies and hangs up, by a forwarder that is
killed again and again; then everything is there, once."""

import http.client
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

from course import create_app
from course.errors import CourseError
from course.forwarding import directing, queries
from course.statements.xapi.comparing import are_alike
from course.statements.xapi.exact import parse
from tests import databases
from tests.faults.site import ROOT, SETTINGS, database
from tests.forwarding.making import act, destine, ours, refused, row, told
from tests.forwarding.receiving import SecondSite, receiving, serving

PATIENCE = 60  # seconds to bring the rest there, once the other end is fair
BATCH = 7


@dataclass(frozen=True)
class Forwarded:
    database: str
    statements: int
    kills: int
    faults: int
    lost: int
    different: int
    left: str

    @property
    def wrong(self):
        return bool(self.lost or self.different or self.left or not (self.statements and self.kills and self.faults))


class Moods:
    """What stands between: it passes on what it gets, or does not, or does and says something else."""

    def __init__(self, port):
        self.port, self.fair, self.faults, self.rng = port, False, 0, random.Random(4)

    def __bool__(self):
        return True

    def pop(self, place):
        if self.fair or self.rng.random() < 0.4:
            return self.relay
        self.faults += 1
        return self.rng.choice((self.late, self.deaf, self.lie, (500, "", {}), (429, "", {"Retry-After": "0"}), (503, "", {}),
                                (400, "no", {}), (409, "no", {}), (200, "hello", {}), (200, '["x"]', {}), (302, "", {})))

    def relay(self, handler, body):
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        line.request(handler.command, handler.path, body or None, dict(handler.headers))
        answer = line.getresponse()
        found = answer.status, answer.read(), {}
        line.close()
        return found

    def late(self, handler, body):
        time.sleep(0.3)
        return self.relay(handler, body)

    def deaf(self, handler, body):
        """It takes all of it and hangs up before it says so."""
        self.relay(handler, body)
        handler.connection.shutdown(socket.SHUT_RDWR)

    def lie(self, handler, body):
        self.relay(handler, body)
        return 200, "[]", {}


def forward_under(kind, seconds):
    """A Forwarded: so long statements come in, and the forwarder is killed."""
    with tempfile.TemporaryDirectory(prefix="course-faults-") as folder, database(kind, folder) as address:
        first = _site(address, f"{folder}/first")
        other = _site(f"sqlite:///{folder}/second.db", f"{folder}/second")
        line = socket.create_server(("127.0.0.1", 0))
        with serving(other, line), receiving() as between:
            second = SecondSite(other, "")
            between.answers = moods = Moods(line.getsockname()[1])
            number = destine(first, between.address, user=second.tool.name, secret=second.tool.secret)
            kills = _kill_and_write(first, number, address, f"{folder}/first", seconds)
            moods.fair = True
            left = _bring_the_rest(first, number, address, f"{folder}/first")
            found = _compare(kind, ours(first), second.statements(), kills, moods.faults, left)
        databases.close(first)
        databases.close(other)
    return found


def _site(address, instance):
    databases.migrate(address, instance)
    return create_app(SETTINGS | {"DATABASE_URL": address, "INSTANCE": instance, "NEAR_DESTINATIONS": True})


def _start(address, instance):
    """A forwarder that is at work."""
    process = subprocess.Popen([sys.executable, "-m", "tests.faults.forwarder", address, instance], cwd=ROOT,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    process.stdout.readline()
    return process


def _kill(process):
    process.kill()
    process.communicate()


def _kill_and_write(first, number, address, instance, seconds):
    """How often the forwarder was killed, while statements came in and somebody let it go on when it had paused."""
    over, rng, kills = threading.Event(), random.Random(9), 0
    writer = threading.Thread(target=_write, args=(first, number, over))
    writer.start()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        process = _start(address, instance)
        time.sleep(rng.uniform(0.1, 1.5))
        _kill(process)
        kills += 1
    over.set()
    writer.join()
    return kills


def _write(first, number, over):
    while not over.wait(0.1):
        told(first, BATCH)
        _go_on(first, number)


def _go_on(first, number):
    if row(first, number).paused_at:
        try:
            act(first, directing.go_on, number)
        except CourseError:
            return


def _bring_the_rest(first, number, address, instance):
    """What is left when the other end has been fair for a while, in words; nothing if all is well."""
    process, end = _start(address, instance), time.monotonic() + PATIENCE
    while time.monotonic() < end:
        _go_on(first, number)
        if any(one.outcome is None and not one.again for one in refused(first, number)):
            act(first, directing.send_all_again, number)
        with first.app_context():
            waiting, open_ones = queries.lag(directing.standing_one(number)).waiting, queries.count_refusals(number)
        if not waiting and not open_ones:
            break
        time.sleep(0.2)
    _kill(process)
    return f"{waiting} wait, {open_ones} are refused" if waiting or open_ones else ""


def _compare(kind, here, there, kills, faults, left):
    different = [one for one in there if one not in here or not are_alike(parse(here[one]), parse(there[one]))]
    return Forwarded(kind, len(here), kills, faults, len(set(here) - set(there)), len(different), left)
