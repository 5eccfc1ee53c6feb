"""Clients as processes of their own, so that what they cost does not count: `python -m tests.benchmarks.clients`.

A client reads its requests from the standard input, sends them one after another on one connection, and writes when it
began, when it ended, and how long each took.
"""

import json
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

BODILESS = (b"204", b"304")


@dataclass(frozen=True)
class Request:
    """`cookie`, `body` and `address` (from where a proxy says it came) may be empty; `status` is what has to come back; `more`
    are further headers, in pairs."""

    method: str
    path: str
    cookie: str = ""
    body: str = ""
    status: int = 200
    address: str = ""
    more: tuple = ()

    def headers(self):
        sent = {"Cookie": self.cookie} if self.cookie else {}
        sent |= {"X-Forwarded-For": self.address} if self.address else {}
        return sent | ({"Content-Type": "application/x-www-form-urlencoded"} if self.body else {}) | dict(self.more)


@dataclass(frozen=True)
class Result:
    """Seconds: from the first request to the last answer, and of each request, in order of length."""

    span: float
    each: list

    def at(self, share):
        return self.each[min(len(self.each) - 1, int(share * len(self.each)))]


def send(port, requests, clients=1):
    """Send `requests`, dealt out among so many clients at once; the Result. Any other status than asked for is an error."""
    shares = [requests[first::clients] for first in range(clients)]
    processes = [subprocess.Popen([sys.executable, "-m", "tests.benchmarks.clients"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True) for _ in shares]
    for process, share in zip(processes, shares, strict=True):
        packed = [[one.method, one.path, one.headers(), one.body, one.status] for one in share]
        process.stdin.write(json.dumps([port, packed]) + "\n")
        process.stdin.flush()
    for process in processes:
        process.stdout.readline()  # it has read everything, and is connected
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    done = [json.loads(process.communicate()[0]) for process in processes]
    if wrong := [one["wrong"] for one in done if one["wrong"]]:
        raise RuntimeError(f"Requests were answered otherwise than they should: {wrong[0][:3]}")
    span = max(one["end"] for one in done) - min(one["begin"] for one in done)
    return Result(span, sorted(spent for one in done for spent in one["each"]))


def main():
    port, requests = json.loads(sys.stdin.readline())
    packed = [(_packed(*request), method, path, expected) for *request, expected in requests for method, path, *_ in [request]]
    line = Line(port)
    print("ready", flush=True)
    sys.stdin.readline()
    each, wrong, begin = [], [], time.perf_counter()  # on Linux, one clock for all processes
    for sent, method, path, expected in packed:
        before = time.perf_counter()
        status, answer = line.ask(sent)
        each.append(time.perf_counter() - before)
        if status != expected:
            wrong.append([method, path, status, answer[:300].decode(errors="replace")])
    json.dump({"begin": begin, "end": time.perf_counter(), "each": each, "wrong": wrong}, sys.stdout)


def _packed(method, path, headers, body):
    """A request as it travels: made before the clock runs, for clients share the cores with what is measured."""
    body = body.encode()
    told = {"Host": "127.0.0.1", **headers, **({"Content-Length": len(body)} if body or method == "POST" else {})}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
    return "\r\n".join(lines).encode() + body


class Line:
    """A connection that is kept. http.client would take as long over an answer as the database over a statement."""

    def __init__(self, port):
        self.port, self.socket = port, None

    def ask(self, sent):
        """(status, body). A server may have closed an idle connection: then once more on a new one."""
        if self.socket:
            try:
                return self._asked(sent)
            except OSError:
                self._close()
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers = self.socket.makefile("rb")
        return self._asked(sent)

    def _asked(self, sent):
        self.socket.sendall(sent)
        first, headers = self.answers.readline(), {}
        if not first:
            raise ConnectionResetError("closed before it answered")
        while (header := self.answers.readline().strip()):
            name, _, value = header.partition(b":")
            headers[name.lower()] = value.strip().lower()
        body = self._chunks() if headers.get(b"transfer-encoding") == b"chunked" else self.answers.read(
            int(headers[b"content-length"]) if b"content-length" in headers else 0 if first[9:12] in BODILESS else -1)
        if headers.get(b"connection") == b"close":
            self._close()
        return int(first[9:12]), body

    def _chunks(self):
        found = b""
        while length := int(self.answers.readline().partition(b";")[0], 16):
            found += self.answers.read(length)
            self.answers.readline()
        self.answers.readline()
        return found

    def _close(self):
        self.answers.close()
        self.socket.close()
        self.socket = None


if __name__ == "__main__":
    main()
