"""What a webhook is told: that something happened, where in which course, with a signature; by default about nobody.

Free text, answers and registrations are never in it; the random name is, where an administrator switched it on.
"""

import hashlib
import hmac

from course.clock import now
from course.forwarding.judging import REFUSED, UNSURE, Verdict, judge
from course.forwarding.reaching import ask
from course.ids import second_id
from course.statements.platform import platform_iri
from course.statements.recording import iso
from course.statements.vocabulary import NAMES
from course.statements.xapi.exact import dump

SIGNATURE = "Course-Signature"
TOLD = ("course", "module", "lesson", "sheet", "question", "revision", "success", "score", "maximum")


class Webhook:
    def __init__(self, destination, secret):
        self.address, self.with_names, self.secret = destination.address, destination.with_names, secret

    def send(self, rows):
        """A Verdict on ledger rows. Raises Unreachable, BadAddress."""
        return self._post([self._event(row) for row in rows])

    def test(self, statement):
        return self._post([{"id": str(second_id(statement.id, self.address)), "event": "test", "at": iso(now())}])

    def _post(self, events):
        body = dump({"site": platform_iri(), "events": events}).encode()
        answer = ask("POST", self.address, body=body, headers={
            "Content-Type": "application/json", SIGNATURE: signature(self.secret, body, int(now().timestamp()))})
        verdict = judge(answer)
        return Verdict(REFUSED if verdict.what == UNSURE else verdict.what, verdict.words, verdict.seconds)

    def _event(self, row):
        """Its id is the same each time that it is told, and leads to no statement for who has not the ledger."""
        event = {"id": str(second_id(row.id, self.address)), "event": NAMES.get(row.verb, row.verb), "at": iso(row.timestamp)}
        event |= {name: getattr(row, name) for name in TOLD if getattr(row, name) is not None}
        return event | ({"actor": str(row.actor)} if self.with_names and row.authority is None else {})


def signature(secret, body, seconds):
    """`t=<seconds>,v1=<HMAC-SHA256 of seconds, a dot and the body>`: a receiver who compares the time with her own clock
    takes no letter twice."""
    made = hmac.new(secret.encode(), b"%d." % seconds + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={made}"
