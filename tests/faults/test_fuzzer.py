"""The fuzzer sends, reads again what was taken, and hears a failure."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.faults.fuzzing import Sender
from tests.lrs.asking import Tool, statement
from tests.lrs.strategies import sent


@pytest.mark.databases("sqlite")
def test_what_was_taken_is_read_in_every_form(app, live_server):
    tool = Tool(app)
    sender = Sender(live_server, tool.name, tool.secret, 1)
    sender.send(sent([statement(), statement()]))
    sender.send(sent({"actor": 1}))
    assert (sender.heard.statuses, sender.heard.read_back, sender.heard.failures) == ({200: 7, 400: 1}, 6, [])


class Failing(BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_error(500)

    def log_message(self, *args):
        """A test that fails says so itself."""


def test_a_failure_is_heard_and_so_is_a_site_that_is_gone():
    with HTTPServer(("127.0.0.1", 0), Failing) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        sender = Sender(f"http://127.0.0.1:{server.server_port}", "name", "secret", 0)
        sender.send(sent(statement()))
        thread.join()
    sender.send(sent(statement()))
    assert sender.heard.statuses == {500: 1, 599: 1} and len(sender.heard.failures) == 2
