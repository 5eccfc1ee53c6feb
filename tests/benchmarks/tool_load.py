"""A tool that sends and reads: its credentials, statements such as a quiz sends, and all that it can ask for."""

import base64
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid4, uuid5

from course.clock import held, now
from course.database import writing
from course.statements.credentials import make_credential, sender_of
from course.statements.receiving import receive
from course.statements.recording import accept
from tests.benchmarks.clients import Request

QUIZ = "https://quiz.example.org"
PEOPLE, QUESTIONS, QUIZZES, TEACHERS = 2_000, 300, 30, 20
VERBS = ["answered"] * 12 + ["attempted"] * 4 + ["completed", "passed", "failed", "commented"]
RARE = "rare"  # in the name of who did what in a few old statements
LONG_AGO = datetime(2018, 6, 1, tzinfo=UTC)
LIMIT = 100


def person(name):
    return {"objectType": "Agent", "account": {"homePage": QUIZ, "name": f"person-{name}"}}


def teacher(name):
    return {"objectType": "Agent", "mbox": f"mailto:teacher-{name}@example.org"}


def place(kind, name):
    return f"{QUIZ}/{kind}/{name}"


def verb(name):
    return f"http://adlnet.gov/expapi/verbs/{name}"


def registration(name):
    return str(uuid5(NAMESPACE_URL, place("registrations", name)))


def new_name():
    """Random, but for its end, by which full_ledger.py tells its copies."""
    return f"{str(uuid4())[:-6]}ffffff"


def statement(chance, rare=False):
    """Somebody's answer to a question. Of a rare one, everything that a filter can ask for is."""
    who, what = (RARE, RARE) if rare else (chance.randrange(PEOPLE), chance.randrange(QUESTIONS))
    points = chance.randrange(5)
    return {
        "id": new_name(), "actor": person(who), "verb": {"id": verb(RARE if rare else chance.choice(VERBS))},
        "object": {"id": place("questions", what), "definition": {
            "type": verb("question"), "name": {"en": f"Question {what}"}, "description": {"en": "What is decided?"}}},
        "result": {"success": points > 2, "response": "consult", "duration": f"PT{chance.randrange(90)}.5S",
                   "score": {"scaled": points / 4, "raw": points, "min": 0, "max": 4}},
        "context": {
            "registration": registration(who), "instructor": teacher(RARE if rare else chance.randrange(TEACHERS)),
            "contextActivities": {"parent": [{"id": place("quizzes", RARE if rare else what % QUIZZES)}],
                                  "grouping": [{"id": place("courses", RARE if rare else "all")}]}},
        "timestamp": "2026-11-02T09:00:00.000Z",
    }


def comment(chance, target):
    """A teacher's word on somebody's answer."""
    return {"id": new_name(), "actor": teacher(chance.randrange(TEACHERS)), "verb": {"id": verb("commented")},
            "object": {"objectType": "StatementRef", "id": target}, "result": {"response": "Say more about who decides."}}


@dataclass
class Tool:
    """May do everything, of what is here and of what comes."""

    app: object
    platform: str
    ours: tuple  # the IRI of a course of the platform's, those of its lessons, those of its sheets

    def __post_init__(self):
        with self.app.app_context(), writing():
            self.name, self.secret = make_credential("A quiz", ("all",))
        token = base64.b64encode(f"{self.name}:{self.secret}".encode()).decode()
        self.headers = (("Authorization", f"Basic {token}"), ("X-Experience-API-Version", "2.0.0"),
                        ("Content-Type", "application/json"))

    def send_here(self, statements, at):
        """Into the ledger without a server, as at another moment."""
        with self.app.app_context(), held(at):
            sender, received = sender_of(self.name, self.secret), receive(json.dumps(statements).encode(), "2.0")
            with writing():
                accept(received, sender)

    def batches(self, size, count):
        """(Requests that send so many statements each, the ids of all of them)"""
        chance, ids, requests = random.Random(f"{size}:{count}"), [], []
        for _ in range(count):
            batch = [statement(chance) for _ in range(size)]
            ids += [one["id"] for one in batch]
            requests.append(Request("POST", "/xapi/statements", body=json.dumps(batch), more=self.headers))
        return requests, ids

    def questions(self, count):
        """{what is asked: Requests of one page each}"""
        return {name: [self._ask(given(random.Random(number))) for number in range(count)]
                for name, given in self._forms().items()}

    def _ask(self, given):
        said = {name: json.dumps(value) if isinstance(value, dict | bool) else value for name, value in given.items()}
        return Request("GET", f"/xapi/statements?{urlencode(said | {'limit': LIMIT})}", more=self.headers)

    def _forms(self):
        us = {"account": {"homePage": self.platform, "name": "platform"}}
        ours = self.ours
        since = {"since": LONG_AGO.isoformat()}
        return {
            "nothing": lambda chance: {},
            "ascending": lambda chance: {"ascending": True},
            "since, recent": lambda chance: {"since": (now() - timedelta(days=chance.randrange(1, 60))).isoformat()},
            "since, long ago, ascending": lambda chance: {"ascending": True, **since},
            "until, long ago": lambda chance: {"until": LONG_AGO.isoformat()},
            "agent": lambda chance: {"agent": person(chance.randrange(PEOPLE))},
            "verb": lambda chance: {"verb": verb(chance.choice(VERBS))},
            "activity": lambda chance: {"activity": place("questions", chance.randrange(QUESTIONS))},
            "registration": lambda chance: {"registration": registration(chance.randrange(PEOPLE))},
            "related agents": lambda chance: {"agent": teacher(chance.randrange(TEACHERS)), "related_agents": True},
            "related activities": lambda chance: {"activity": place("courses", "all"), "related_activities": True},
            "agent, verb and since": lambda chance: {
                "agent": person(chance.randrange(PEOPLE)), "verb": verb(chance.choice(VERBS)), **since},
            "activity and verb": lambda chance: {
                "activity": place("questions", chance.randrange(QUESTIONS)), "verb": verb(chance.choice(VERBS))},
            "rare agent": lambda chance: {"agent": person(RARE)},
            "rare verb": lambda chance: {"verb": verb(RARE)},
            "rare activity": lambda chance: {"activity": place("questions", RARE)},
            "rare registration": lambda chance: {"registration": registration(RARE)},
            "rare related agent": lambda chance: {"agent": teacher(RARE), "related_agents": True},
            "rare related activity": lambda chance: {"activity": place("courses", RARE), "related_activities": True},
            "rare agent, usual verb": lambda chance: {"agent": person(RARE), "verb": verb("answered")},
            "usual agent, rare verb": lambda chance: {"agent": person(chance.randrange(PEOPLE)), "verb": verb(RARE)},
            "usual activity, rare verb": lambda chance: {
                "activity": place("questions", chance.randrange(QUESTIONS)), "verb": verb(RARE)},
            "usual verb, rare registration": lambda chance: {"verb": verb("answered"), "registration": registration(RARE)},
            "usual related activity, rare verb": lambda chance: {
                "activity": place("courses", "all"), "related_activities": True, "verb": verb(RARE)},
            "our course, related": lambda chance: {"activity": ours[0], "related_activities": True},
            "our lessons, related": lambda chance: {"activity": chance.choice(ours[1]), "related_activities": True},
            "our sheets, related": lambda chance: {"activity": chance.choice(ours[2]), "related_activities": True},
            "our platform, related": lambda chance: {"agent": us, "related_agents": True},
            "our verb": lambda chance: {"verb": verb("experienced")},
        }
