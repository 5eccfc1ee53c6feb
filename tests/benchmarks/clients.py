"""Clients as processes of their own, so that what they cost does not count: `python -m tests.benchmarks.clients`.

A client reads its requests from the standard input, sends them one after another on one connection, and writes when it
began, when it ended, and how long each took.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException


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
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    print("ready", flush=True)
    sys.stdin.readline()
    each, wrong, begin = [], [], time.perf_counter()  # on Linux, one clock for all processes
    for method, path, headers, body, expected in requests:
        before = time.perf_counter()
        status, answer = _ask(connection, method, path, headers, body)
        each.append(time.perf_counter() - before)
        if status != expected:
            wrong.append([method, path, status, answer[:300].decode(errors="replace")])
    json.dump({"begin": begin, "end": time.perf_counter(), "each": each, "wrong": wrong}, sys.stdout)


def _ask(connection, method, path, headers, body):
    """(status, body). A server may have closed an idle connection: then once more on a new one."""
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
    except (HTTPException, ConnectionError):
        connection.close()
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
    return answer.status, answer.read()


if __name__ == "__main__":
    main()
