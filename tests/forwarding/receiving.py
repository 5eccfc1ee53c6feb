"""The other end: a server of this machine that answers as it is told, and a second site of our own as a real record store."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sqlalchemy import select
from werkzeug.serving import make_server

from course import create_app
from course.database import db
from course.statements.finding import ledger
from tests import databases
from tests.apps import Quiet
from tests.lrs.asking import Tool


class Receiver(ThreadingHTTPServer):
    """`answers` are taken one after the other, each (status, body, headers) or a function of the handler and the request's
    body; when none is left, statements are taken, and whoever asks for one by its id gets it. `asked`: what came."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.kept = [], [], {}

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/xapi"

    def handle_error(self, request, client_address):
        """A client that hangs up is what some tests are about."""

    def bodies(self):
        return [json.loads(body) for method, _, _, body in self.asked if method == "POST"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):  # noqa: N802 - http.server's name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(("POST", self.path, dict(self.headers), body))
        self._answer(body, self._take)

    def do_GET(self):  # noqa: N802
        self.server.asked.append(("GET", self.path, dict(self.headers), b""))
        self._answer(b"", self._show)

    def _answer(self, body, usual):
        answer = self.server.answers.pop(0) if self.server.answers else usual
        answer = answer if isinstance(answer, tuple) else answer(self, body)
        if answer is not None:
            self.say(*answer)

    def _take(self, handler, body):
        given = json.loads(body)
        if isinstance(given, list):
            self.server.kept |= {one["id"]: one for one in given}
            return 200, json.dumps([one["id"] for one in given]), {}
        return 200, "", {}

    def _show(self, handler, body):
        kept = self.server.kept.get(self.path.partition("statementId=")[2])
        return (200, json.dumps(kept), {}) if kept else (404, "nothing", {})

    def say(self, status, body="", headers=None):
        data = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *given):
        """A test that fails says so itself."""


@contextmanager
def receiving():
    receiver = Receiver()
    thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.shutdown()
        thread.join()
        receiver.server_close()


class SecondSite:
    """A site of our own with credentials for the first, and what it has."""

    def __init__(self, app, address):
        self.app, self.address = app, f"{address}/xapi"
        self.tool = Tool(app, "statements/write", "statements/read/mine", title="The first site")

    def statements(self):
        """{id: the statement's characters}, in the order in which they came."""
        asked = select(ledger.c.id, ledger.c.statement).order_by(ledger.c.stored, ledger.c.position)
        with self.app.app_context():
            return {str(one): text for one, text in db.session.execute(asked)}


@contextmanager
def serving(app, line):
    """The app behind a socket that listens."""
    server = make_server(*line.getsockname(), app, threaded=True, fd=line.fileno(), request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        line.close()


@contextmanager
def second_site(folder):
    with databases.fresh("sqlite") as address:
        app = create_app(databases.SETTINGS | {"DATABASE_URL": address, "INSTANCE": str(Path(folder) / "second")})
        line = socket.create_server(("127.0.0.1", 0))
        with serving(app, line):
            yield SecondSite(app, f"http://127.0.0.1:{line.getsockname()[1]}")
        databases.close(app)
