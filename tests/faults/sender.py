"""A process that sends statements to /xapi in batches, each until it is acknowledged, and writes down what it sent and was told.

`python -m tests.faults.sender ADDRESS HISTORY NUMBER SECONDS NAME SECRET`
"""

import base64
import http.client
import json
import random
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from tests.faults.browsing import GONE, PATIENCE

GIVE_UP = 40.0  # seconds after which a batch that nobody acknowledges counts as a failure
REST = 0.05  # seconds between two tries
SHARED = 200  # statements that every sender may send, in whatever order
LARGEST = 40


def statement(name, number, activity):
    """Names a teacher and a quiz, so that it leaves its mentions, too; says the same whenever it has the same name."""
    return {"id": name, "actor": {"mbox": f"mailto:learner-{number}@example.org"}, "verb": {"id": "https://example.org/tried"},
            "object": {"id": f"https://example.org/things/{activity}", "definition": {"name": {"en": f"Thing {activity}"}}},
            "context": {"instructor": {"mbox": "mailto:teacher@example.org"},
                        "contextActivities": {"parent": [{"id": "https://example.org/quiz"}]}},
            "timestamp": "2026-11-02T09:00:00Z"}


def draw(rng):
    """A batch: most statements are new, some are those that others send at the same time."""
    size = rng.choice((1, 1, 5, 20, LARGEST))
    new = [statement(str(uuid4()), rng.randrange(50), rng.randrange(20)) for _ in range(size)]
    shared = rng.sample(range(SHARED), min(size // 5, SHARED))
    batch = new + [statement(str(UUID(int=(4 << 76) + (2 << 62) + number)), number % 50, number % 20) for number in shared]
    rng.shuffle(batch)
    return batch


class Sender:
    def __init__(self, address, name, secret, note):
        self.host, self.port = urlsplit(address).hostname, urlsplit(address).port
        token = base64.b64encode(f"{name}:{secret}".encode()).decode()
        self.headers = {"Authorization": f"Basic {token}", "X-Experience-API-Version": "2.0.0",
                        "Content-Type": "application/json"}
        self.note = note

    def send(self, batch):
        """Until it is acknowledged."""
        key, began = str(uuid4()), time.monotonic()
        self.note(event="invoke", batch=key, ids=[one["id"] for one in batch])
        while time.monotonic() < began + GIVE_UP:
            status, text = self.post(json.dumps(batch))
            if status == 200:
                return self.note(event="ok", batch=key, ids=json.loads(text), seconds=time.monotonic() - began)
            if 0 < status < 500:
                return self.note(event="refused", batch=key, status=f"{status}: {text[:200]}")
            self.note(event="unknown", batch=key, status=status)
            time.sleep(REST)
        return self.note(event="refused", batch=key, status="nobody acknowledged it")

    def post(self, body):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request("POST", "/xapi/statements", body, self.headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except GONE:
            return 0, ""
        finally:
            connection.close()


def main(address, history, number, seconds, name, secret):
    rng, end = random.Random(int(number)), time.monotonic() + float(seconds)
    with Path(history).open("w") as log:

        def note(**event):
            log.write(json.dumps(event) + "\n")

        sender = Sender(address, name, secret, note)
        while time.monotonic() < end:
            sender.send(draw(rng))


if __name__ == "__main__":
    main(*sys.argv[1:])
