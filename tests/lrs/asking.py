"""What the tests of this room do again and again: a tool with credentials, and statements to send."""

import base64
import json
from io import BytesIO
from uuid import uuid4

from course.database import writing
from course.statements.credentials import make_credential
from course.statements.platform import fix_platform

PLATFORM = "https://course.example"
STATEMENTS = "/xapi/statements"


class Tool:
    """A client with credentials of its own, that speaks one version."""

    def __init__(self, app, *scopes, version="1.0.3", title="A tool", counts=False):
        self.app, self.version = app, version
        with app.app_context(), writing():
            fix_platform(PLATFORM)
            self.name, self.secret = make_credential(title, scopes or ("all",), counts=counts)

    @property
    def headers(self):
        token = base64.b64encode(f"{self.name}:{self.secret}".encode()).decode()
        return {"Authorization": f"Basic {token}", "X-Experience-API-Version": self.version}

    def ask(self, method, path=STATEMENTS, headers=None, **more):
        client = self.app.test_client()
        return client.open(path, method=method, headers=self.headers | (headers or {}), **more)

    def post(self, *statements, **more):
        """Several go as an array, one alone; text goes as it is."""
        body = statements[0] if len(statements) == 1 else list(statements)
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.ask("POST", data=data, content_type="application/json", **more)

    def put(self, statement, statement_id=None):
        data = statement if isinstance(statement, str) else json.dumps(statement)
        return self.ask("PUT", query_string={"statementId": statement_id or statement["id"]}, data=data,
                        content_type="application/json")

    def get(self, headers=None, **query):
        given = {name: json.dumps(value) if isinstance(value, dict | bool) else value for name, value in query.items()}
        return self.ask("GET", query_string=given, headers=headers)

    def found(self, **query):
        """The statements that a query finds, in order."""
        answer = self.get(**query)
        assert answer.status_code == 200, answer.text
        return answer.json["statements"]

    def ids(self, **query):
        return [one["id"] for one in self.found(**query)]

    def sent(self, *statements):
        """The ids of statements that were taken."""
        answer = self.post(*statements)
        assert answer.status_code == 200, answer.text
        return answer.json


def agent(name="anna"):
    return {"objectType": "Agent", "mbox": f"mailto:{name}@example.org"}


def statement(name="anna", verb="tried", activity="https://example.org/activities/1", **more):
    """`object=`, `context=` and the rest as xAPI has them."""
    return {"id": str(uuid4()), "actor": agent(name), "verb": {"id": f"https://example.org/verbs/{verb}"},
            "object": {"id": activity}} | more


def about(target, verb="commented", **more):
    """A statement about another."""
    return statement("bert", verb, object={"objectType": "StatementRef", "id": target}, **more)


def voiding(target):
    return about(target) | {"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}


def in_pieces(data):
    """What a request's environment holds of a body that comes in pieces and says no length."""
    return {"wsgi.input": BytesIO(data), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
