"""What is killed, and when: spread evenly over the time in which learners answer; or connections cut, all the time."""

import random
import time

import psycopg

from tests.faults.site import PostgreSQL

SOONEST = 0.2  # seconds between a recovery and the next kill
PAUSES = (0.002, 0.02, 0.1)  # seconds between two cuts
CUT = ("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
       " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND random() < 0.5")


class Killer:
    """Kills by plan until the plan or the time is over; `back`: seconds until the site answered again, by kind of act."""

    def __init__(self, site, database, kind, kills, folder):
        self.plan = plan(kind, kills)
        self.rng, self.back = random.Random(kills), {}
        server = PostgreSQL(database, folder)
        self.acts = {"worker": site.kill_worker, "group": lambda rng: site.kill_all(), "backend": server.kill_backend,
                     "postmaster": server.kill_postmaster}
        self.site = site

    def work(self, seconds):
        began = time.monotonic()
        for number, act in enumerate(self.plan, start=1):
            time.sleep(max(SOONEST, began + seconds * number / (len(self.plan) + 1) - time.monotonic()))
            moment = time.monotonic()
            if moment > began + seconds:
                break  # on a machine so busy that a start takes long; the table tells how many there were
            what = self.acts[act](self.rng) or act
            self.site.wait_until_it_answers()
            self.back.setdefault(what, []).append(time.monotonic() - moment)
        time.sleep(max(0, began + seconds - time.monotonic()))

    @property
    def kills(self):
        return sum(len(seconds) for seconds in self.back.values())

    def explains(self, status):
        """Whether a server that is killed may say so; nothing is a failure of its own."""
        return bool(self.plan) and status == 503


class Cutter:
    """Has PostgreSQL end half of its connections at whatever moment, hundreds a minute: what a site notices of it is a 503."""

    def __init__(self, site, database, kind, kills, folder):
        self.database, self.rng, self.kills, self.back = database, random.Random(kills), 0, {}

    def work(self, seconds):
        end = time.monotonic() + seconds
        with psycopg.connect(self.database, autocommit=True) as connection:
            while time.monotonic() < end:
                self.kills += connection.execute(CUT).fetchone()[0]
                time.sleep(self.rng.choice(PAUSES))

    def explains(self, status):
        return status == 503


def plan(kind, kills):
    """The acts in their order: every fifth is the whole group; PostgreSQL's own processes come on top."""
    acts = []
    for number in range(1, kills + 1):
        acts.append("worker" if number % 5 else "group")
        if kind == "postgresql" and number % 6 == 3:
            acts.append("backend" if number % 12 == 3 else "postmaster")
    return acts
