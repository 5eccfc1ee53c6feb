"""Requests that are nearly right, sent to the site from several processes at once, none of which may make it fail.

One process: `python -m tests.faults.fuzzing ADDRESS NAME SECRET NUMBER SECONDS` prints its Heard as JSON.
"""

import base64
import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

from hypothesis import HealthCheck, Phase, given, seed, settings

from course import create_app
from tests import databases
from tests.faults.site import ROOT, SETTINGS, database, running
from tests.lrs.asking import Tool
from tests.lrs.strategies import anything, readings

PROCESSES = 4
BATCH = 200
VERSIONS = ("1.0.3", "2.0.0")
PATIENCE = 60  # seconds beyond its own that a process has
IN_BATCHES = settings(max_examples=BATCH, deadline=None, database=None, phases=[Phase.generate],
                      suppress_health_check=list(HealthCheck))


@dataclass
class Heard:
    """How often which status was answered, what failed (the request, and what was said), and how much was read back."""

    statuses: dict = field(default_factory=dict)
    failures: list = field(default_factory=list)
    read_back: int = 0


class Sender:
    def __init__(self, address, name, secret, number):
        self.place, self.number, self.heard = urlsplit(address).netloc, number, Heard()
        token = base64.b64encode(f"{name}:{secret}".encode()).decode()
        self.headers = {"Authorization": f"Basic {token}", "X-Experience-API-Version": VERSIONS[number % 2]}

    def ask(self, asked):
        """(status, body); a connection that breaks is a failure as well."""
        connection = http.client.HTTPConnection(self.place, timeout=30)
        try:
            connection.request(asked.method, asked.path, asked.data, self.headers | asked.headers)
            answer = connection.getresponse()
            status, body = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as failure:
            status, body = 599, repr(failure).encode()
        finally:
            connection.close()
        self.heard.statuses[status] = self.heard.statuses.get(status, 0) + 1
        if status >= 500:
            words = f"{asked.method} {asked.path} {asked.headers} {asked.data[:500]!r}: {status} {body[:100]!r}"
            self.heard.failures.append(words)
        return status, body

    def send(self, asked):
        """What was taken is read again in every form."""
        status, body = self.ask(asked)
        if asked.method == "POST" and status == 200 and body.startswith(b"["):
            for again in (one for name in json.loads(body) if isinstance(name, str) for one in readings(name)):
                status, _ = self.ask(again)
                self.heard.read_back += status == 200
                if status not in (200, 404):  # 404: voided
                    self.heard.failures.append(f"{again.path} was taken, and is answered by {status}")

    def work(self, seconds):
        end, turn = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            turn += 1
            fuzz = given(asked=anything())(lambda asked: self.send(asked) if time.monotonic() < end else None)
            IN_BATCHES(seed(self.number * 10_000 + turn)(fuzz))()
        return self.heard


@dataclass(frozen=True)
class Fuzzed:
    database: str
    seconds: float
    heard: Heard
    log: str

    @property
    def wrong(self):
        return bool(self.heard.failures) or not self.heard.read_back


def fuzz_on(kind, seconds):
    """A Fuzzed: processes send to the site for so long."""
    with tempfile.TemporaryDirectory(prefix="course-faults-") as folder, database(kind, folder) as address:
        with running(address, folder) as site:
            app = create_app(SETTINGS | {"DATABASE_URL": address, "INSTANCE": f"{folder}/instance"})
            tool = Tool(app)
            databases.close(app)
            command = [sys.executable, "-m", "tests.faults.fuzzing", site.address, tool.name, tool.secret]
            senders = [subprocess.Popen([*command, str(number), str(seconds)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
                       for number in range(PROCESSES)]
            heard = [_hear(sender, seconds) for sender in senders]
        return Fuzzed(kind, seconds, _together(heard), site.log.read_text())


def _hear(sender, seconds):
    try:
        said, _ = sender.communicate(timeout=seconds + PATIENCE)
        heard = Heard(**json.loads(said))
        return Heard({int(status): n for status, n in heard.statuses.items()}, heard.failures, heard.read_back)
    except (subprocess.TimeoutExpired, ValueError) as failure:
        sender.kill()
        return Heard(failures=[f"a process that sends did not come to its end: {failure!r}"])


def _together(heard):
    statuses = sum((Counter(one.statuses) for one in heard), Counter())
    return Heard(dict(sorted(statuses.items())), [words for one in heard for words in one.failures],
                 sum(one.read_back for one in heard))


if __name__ == "__main__":
    *_, address, name, secret, number, seconds = sys.argv
    print(json.dumps(asdict(Sender(address, name, secret, int(number)).work(float(seconds)))))
