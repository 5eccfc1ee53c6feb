"""A process that learns: it answers sheets as one guest after another and writes down what it sent and what it was told.

`python -m tests.faults.learner ADDRESS HISTORY NUMBER SECONDS`
"""

import json
import random
import sys
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from tests.faults.browsing import Browser
from tests.forms import filled, form_to

LESSON = {"told": "levels", "supports": "levels", "promised": "levels", "quiz-1": "the-quiz", "pulse-1": "pulse"}
GIVE_UP = 40.0  # seconds after which a form that nobody acknowledges counts as a failure
REST = 0.05  # seconds between two tries


def draw(rng, sheet, name):
    """{item: the values that are sent for it} of one form; `name` stands in every text, so that none can be mistaken."""
    if sheet == "told":
        return {"told": [rng.choice(("inform", "consult", "empower"))]}
    if sheet == "supports":
        return {"supports": [key for key in ("childcare", "later", "agenda") if rng.random() < 0.5]}
    if sheet == "promised":
        return {"promised": [f"Two seats of twenty, as “{name}” said.\nThen a line more."]}
    if sheet == "quiz-1":
        return {"q-one": [rng.choice(("yes", "no"))], "q-two": [rng.choice(("residents", "board"))]}
    return {"p1_useful": [str(rng.randint(1, 3))], "p1_nps": [str(rng.randint(0, 10))],
            "p1_why": ["work", "neighbour"], "p1_unclear": [f"Nothing, {name}."], "p1_sector": ["declined"],
            "p1_clear": [], "p1_amount": []}


class Life:
    """One guest, from her first page to her last. `end` is when she sends no new form, by the monotonic clock."""

    def __init__(self, address, name, rng, end, note):
        self.browser = Browser(address, came_from=f"10.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}")
        self.name, self.rng, self.end, self.note = name, rng, end, note

    def live(self):
        for number in range(self.rng.randint(3, 14)):
            if time.monotonic() > self.end:
                return
            self.answer(self.rng.choice(list(LESSON)), f"{self.name}-{number}")

    def answer(self, sheet, name):
        """Open the lesson, fill in a sheet, and send it until it is acknowledged."""
        page = self._opened(f"/courses/neighbours/{LESSON[sheet]}?again={sheet}")
        if page is None:
            return
        form = form_to(page, f"/{sheet}/attempts")
        given = draw(self.rng, sheet, name)
        body = urlencode({**filled(form), **{f"a-{item}": values for item, values in given.items()}}, doseq=True).encode()
        key = UUID(dict(form.hidden)["key"].split(".")[0]).hex
        self.note(event="invoke", form=key, life=self.name, sheet=sheet, given=given)
        self._send_until_acknowledged(form.action, body, key)

    def _opened(self, path):
        while time.monotonic() < self.end:
            heard = self.browser.get(path)
            if heard.status == 200:
                return heard.text
            self.note(event="page", path=path, status=heard.status)
            time.sleep(REST)
        return None

    def _send_until_acknowledged(self, path, body, key):
        began = time.monotonic()
        way = self.rng.choices(("once", "twice", "hang up"), (70, 20, 10))[0]
        while time.monotonic() < began + GIVE_UP:
            heard = self._send(way, path, body)
            kinds = [self._told(one, key, began) for one in heard]
            if "ok" in kinds:
                return self._look_at(heard[kinds.index("ok")].location)
            if "refused" in kinds:
                return None
            way = "once"
            time.sleep(REST)
        return self.note(event="refused", form=key, status="nobody acknowledged it")

    def _send(self, way, path, body):
        if way == "twice":
            return self.browser.post_twice(path, body)
        if way == "hang up":
            return [self.browser.post_and_hang_up(path, body, after=self.rng.uniform(0, 0.03))]
        return [self.browser.post(path, body)]

    def _told(self, heard, key, began):
        """ok: 303 with the attempt's address; unknown: nothing, or a failure of the server; refused: anything else."""
        if heard.status == 303:
            attempt = urlsplit(heard.location).path.rpartition("/")[2]
            self.note(event="ok", form=key, attempt=attempt, seconds=time.monotonic() - began)
            return "ok"
        kind = "unknown" if heard.status == 0 or heard.status >= 500 else "refused"
        self.note(event=kind, form=key, status=heard.status)
        return kind

    def _look_at(self, address):
        """Now and then: what was acknowledged can be looked at by who sent it."""
        if self.rng.random() < 0.2:
            seen = self.browser.get(address.partition("#")[0])
            self.note(event="seen", path=address, status=seen.status)


def main(address, history, number, seconds):
    rng, end, life = random.Random(int(number)), time.monotonic() + float(seconds), 0
    with Path(history).open("w") as log:

        def note(**event):
            log.write(json.dumps(event) + "\n")

        while time.monotonic() < end:
            life += 1
            Life(address, f"{number}-{life}", rng, end, note).live()


if __name__ == "__main__":
    main(*sys.argv[1:])
