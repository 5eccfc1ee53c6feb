"""What a record store is sent: statements in their own characters, and whether one is there already."""

import base64

from course.database import db
from course.forwarding.judging import REFUSED, TAKEN, UNSURE, WAIT, Verdict, judge
from course.forwarding.reaching import ask
from course.statements.attachments import attachments_of, bytes_of
from course.statements.platform import platform_iri
from course.statements.vocabulary import extension_iri
from course.statements.xapi.comparing import are_alike
from course.statements.xapi.exact import NotJson, decode, parse
from course.statements.xapi.multipart_writing import Mixed
from course.statements.xapi.showing import exact

SPOKEN = {"1.0": "1.0.3", "2.0": "2.0.0"}
OTHER = "Another statement stands there under the same id."
NOT_THERE = "The store answered as if it had taken the statements, but does not name them, and does not have them when asked."


class Store:
    """A record store; `address` is its endpoint. `send()` may be repeated: the id of a statement is its key there."""

    def __init__(self, destination, secret):
        self.address, self.version = destination.address.rstrip("/"), destination.version
        pair = base64.b64encode(f"{destination.user}:{secret}".encode()).decode()
        self.headers = {"Authorization": f"Basic {pair}", "X-Experience-API-Version": SPOKEN[self.version]}

    def send(self, rows):
        """A Verdict on ledger rows with `id` and `statement`. Raises Unreachable, BadAddress."""
        rows = sorted(rows, key=lambda row: (row.stored, row.position))  # as they came; a tool's batch has other positions
        texts = [exact(row.statement, self.version, _extension) for row in rows]
        answer = self._post(f"[{','.join(texts)}]", files_of(rows))
        verdict = judge(answer)
        if verdict.what == TAKEN and not _names(answer, rows):
            verdict = Verdict(UNSURE, NOT_THERE)
        return self._look(rows[0], verdict) if verdict.what == UNSURE and len(rows) == 1 else verdict

    def _post(self, text, files):
        """With what is attached, its bytes read from the database as they go."""
        if not files:
            return ask("POST", f"{self.address}/statements", body=text.encode(),
                       headers=self.headers | {"Content-Type": "application/json"})
        mixed = Mixed(text, files)
        db.session.rollback()  # or all of it would be one transaction
        return ask("POST", f"{self.address}/statements", body=mixed.stream(bytes_of), length=mixed.length,
                   headers=self.headers | {"Content-Type": mixed.content_type})

    def _look(self, row, verdict):
        """The Verdict where the answer to one statement left open whether it is there."""
        kept, may_read = self._kept(row.id)
        if kept is not None and are_alike(parse(row.statement), kept):
            return Verdict(TAKEN)
        if kept is not None or verdict.words != NOT_THERE:
            return Verdict(REFUSED, OTHER if may_read else verdict.words)
        return Verdict(WAIT, NOT_THERE)

    def _kept(self, statement_id):
        """(the statement that the store has under this id or None, whether we may read there)"""
        may_read = False
        for name in ("statementId", "voidedStatementId"):
            answer = ask("GET", f"{self.address}/statements?{name}={statement_id}", headers=self.headers)
            may_read = may_read or answer.status in (200, 404)
            found = _json(answer) if answer.status == 200 else None
            if isinstance(found, dict) and str(found.get("id", "")).lower() == str(statement_id):
                return found, True
        return None, may_read

    def test(self, statement):
        """A Verdict on one statement that says that it is a test."""
        return self.send([statement])


def files_of(rows):
    """What is attached to these rows of the ledger and kept here, each once."""
    attached = [row.position for row in rows if '"attachments"' in row.statement]
    return attachments_of(attached) if attached else []


def _names(answer, rows):
    """Whether an answer names the statements that were sent, in their order."""
    said = _json(answer)
    return isinstance(said, list) and [str(one).lower() for one in said] == [str(row.id) for row in rows]


def _json(answer):
    try:
        return parse(decode(answer.body))
    except NotJson:
        return None


def _extension(name):
    return extension_iri(platform_iri(), name)
