"""A browser as rude as real ones: it sends a form twice at once, and hangs up before it has heard the answer."""

import http.client
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 12.0  # seconds; longer than a writer waits for its turn
GONE = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Heard:
    """What came back; a status of 0 means that nothing did."""

    status: int
    text: str = ""
    location: str = ""
    retry_after: str | None = None


class Browser:
    """Keeps one cookie. `came_from` is the address it pretends to have, for a site behind one proxy."""

    def __init__(self, address, came_from="127.0.0.1"):
        self.host, self.port = urlsplit(address).hostname, urlsplit(address).port
        self.came_from, self.cookie = came_from, None

    def get(self, path, patience=PATIENCE):
        return self._ask("GET", path, b"", patience=patience)

    def post(self, path, body, ready=None):
        """`ready` is called before the last byte leaves."""
        return self._ask("POST", path, body, ready)

    def post_twice(self, path, body):
        """Two copies at once: the last bytes of both leave together."""
        heard, both = [], threading.Barrier(2)

        def send():
            heard.append(self.post(path, body, ready=lambda: both.wait(PATIENCE)))

        other = threading.Thread(target=send)
        other.start()
        send()
        other.join()
        return heard

    def post_and_hang_up(self, path, body, after):
        """Send all, wait `after` seconds, read nothing."""
        connection = self._connect()
        try:
            self._send(connection, "POST", path, body)
            time.sleep(after)
        except GONE:
            pass
        finally:
            connection.close()
        return Heard(0)

    def _ask(self, method, path, body, ready=None, patience=PATIENCE):
        connection = self._connect(patience)
        try:
            self._send(connection, method, path, body, ready)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (*GONE, threading.BrokenBarrierError):
            return Heard(0)
        finally:
            connection.close()
        self._keep_cookie(answer)
        return Heard(answer.status, text, answer.getheader("Location", ""), answer.getheader("Retry-After"))

    def _connect(self, patience=PATIENCE):
        return http.client.HTTPConnection(self.host, self.port, timeout=patience)

    def _send(self, connection, method, path, body, ready=None):
        connection.putrequest(method, path)
        connection.putheader("X-Forwarded-For", self.came_from)
        if self.cookie:
            connection.putheader("Cookie", self.cookie)
        if method == "POST":
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body[:-1])
        if ready:
            ready()
        if body:
            connection.send(body[-1:])

    def _keep_cookie(self, answer):
        kept = answer.getheader("Set-Cookie")
        if kept:
            self.cookie = kept.split(";")[0]
