"""Speaks to other machines: the one file of this room that does, and the guard of it.

An administrator may type any address, and names lead wherever their owner says, another place each time. So the name is
resolved once, each address that it has must be open to the world, the connection goes to one of these and to nowhere else, and
no redirect is followed and no proxy asked.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import current_app

from course.errors import CourseError

SECONDS = 10  # for a whole exchange
SLOWEST = 64 * 1024  # bytes a second: a large body has more time in proportion
LARGEST = 1024 * 1024  # bytes of an answer
PORTS = (443, 8443)
PLAIN = re.compile(r"[\x21-\x7e]{1,500}")  # neither blanks nor signs that only look like letters
CLOSED = [ipaddress.ip_network(one) for one in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
INNER = [ipaddress.ip_network(one) for one in ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]
WORLD = ipaddress.ip_network("2000::/3")  # all else of IPv6 is reserved, local, or carries an address of IPv4
ISATAP = (0x00005EFE, 0x02005EFE)  # tunnels of IPv4 in the lower half of an address


class BadAddress(CourseError):
    """Says why an address is none that this site goes to."""

    status = 422


class Unreachable(CourseError):
    """Says in plain words why there was no answer."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    headers: dict = field(default_factory=dict)  # names in small letters


@dataclass(frozen=True)
class Target:
    host: str
    port: int
    path: str
    safe: bool  # https
    inner: bool = False  # whether who runs this site has named the machine as one of an inner network


def read_address(address):
    """The Target of an address. Raises BadAddress; asks no other machine."""
    if not PLAIN.fullmatch(address) or "\\" in address:
        raise BadAddress("Write the address in plain letters without blanks, such as https://store.example.org/xapi.")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadAddress("This is not an address. It looks like https://store.example.org/xapi.") from None
    if parts.scheme not in ("https", "http") or not host or "%" in host:
        raise BadAddress("The address must begin with https:// and name a machine.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadAddress("Give name and secret in their own fields; the address holds neither them nor a #.")
    safe = parts.scheme == "https"
    if not safe and not current_app.config["SETTINGS"].NEAR_DESTINATIONS:
        raise BadAddress("The address must begin with https://, so that nobody on the way can read along.")
    port = port or (443 if safe else 80)
    if safe and port not in PORTS:
        raise BadAddress(f"The port must be {' or '.join(map(str, PORTS))}.")
    return Target(host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe, _is_ours(host))


def is_open(address, safe, inner=False):
    """Whether an IP address is one that everybody can reach, or where `inner` one of an organisation's own network; over plain
    http, in a demo or a test, this machine alone."""
    try:
        address = ipaddress.ip_address(address)
    except ValueError:  # a scope behind it
        return False
    if not safe:
        return address.is_loopback
    if inner and _stands_in(address, INNER):
        return True
    if address.version == 6 and (address not in WORLD or int(address) >> 32 & 0xFFFFFFFF in ISATAP):
        return False
    return not _stands_in(address, CLOSED)


def _stands_in(address, networks):
    return any(address in network for network in networks if network.version == address.version)


def _is_ours(host):
    named = current_app.config["SETTINGS"].INNER_DESTINATIONS.lower().split(",")
    return host in [one.strip() for one in named]


def resolve(target):
    """The IP addresses of a target's name, all of them open. Raises BadAddress, Unreachable."""
    found, failed = [], []

    def ask():
        try:
            found.extend(line[4][0] for line in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as failure:
            failed.append(failure)

    asking = threading.Thread(target=ask, daemon=True)  # a resolver has no end of its own
    asking.start()
    asking.join(SECONDS)
    addresses = list(dict.fromkeys(found))
    if not addresses:
        raise Unreachable(f"There is no machine called {target.host}, or nobody here knows where it is.")
    if not all(is_open(one, target.safe, target.inner) for one in addresses):
        raise BadAddress(f"{target.host} stands in an inner network, or is this machine. Statements go to open addresses, and to "
                         "machines of an inner network that COURSE_INNER_DESTINATIONS names.")
    return addresses


def ask(method, address, *, body=b"", length=None, headers=None):
    """The Answer of an address, whatever its status. Raises BadAddress before anything is sent, Unreachable without one. `body`
    may be an iterable of bytes, of a `length` that is known."""
    length = len(body) if length is None else length
    target = read_address(address)
    addresses = resolve(target)
    try:
        with _connected(target, addresses, SECONDS + length / SLOWEST) as connection:
            given = {"Content-Length": str(length)} if length else {}
            return _exchange(connection, method, target, body if length else None, given | (headers or {}))
    except (OSError, http.client.HTTPException, ValueError) as failure:
        raise Unreachable(_in_words(failure, target.host)) from None


@contextmanager
def _connected(target, addresses, seconds):
    """An HTTPConnection over a socket that we opened. A watch ends it, for a server may say a byte each nine seconds."""
    line = _dial(addresses, target)
    watched, late = line.dup(), threading.Event()
    watch = threading.Timer(seconds, _hang_up, (watched, late))
    watch.daemon = True
    watch.start()
    try:
        if target.safe:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=target.host)
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.auto_open, connection.sock = 0, line
        yield connection
    except (OSError, http.client.HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        watch.cancel()
        line.close()
        watched.close()


def _dial(addresses, target):
    for number, address in enumerate(addresses, start=1):
        try:
            line = socket.create_connection((address, target.port), timeout=SECONDS / len(addresses))
        except OSError:
            if number == len(addresses):
                raise
            continue
        line.settimeout(SECONDS)
        if is_open(line.getpeername()[0], target.safe, target.inner):  # whatever stood between
            return line
        line.close()
    raise ConnectionRefusedError


def _hang_up(line, late):
    late.set()
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself


def _exchange(connection, method, target, body, headers):
    host = f"[{target.host}]" if ":" in target.host else target.host
    given = {"Host": host if target.port in (80, 443) else f"{host}:{target.port}", "User-Agent": "open-course",
             "Connection": "close", **headers}
    connection.request(method, target.path, body=body, headers=given)
    answer = connection.getresponse()
    said = answer.read(LARGEST + 1)
    if len(said) > LARGEST:
        raise ValueError("too long")
    if answer.length:  # fewer bytes came than it had announced
        raise http.client.IncompleteRead(b"")
    return Answer(answer.status, said, {name.lower(): value for name, value in answer.getheaders()})


def _in_words(failure, host):
    if isinstance(failure, TimeoutError):
        return f"{host} did not answer within {SECONDS} seconds."
    if isinstance(failure, ConnectionRefusedError):
        return f"{host} takes no connections at the moment."
    if isinstance(failure, ssl.SSLCertVerificationError):
        return f"{host} shows no certificate that can be trusted: {failure.verify_message.rstrip('.')}."
    if isinstance(failure, ssl.SSLError):
        return f"With {host} no safe connection comes about."
    if isinstance(failure, ConnectionError | http.client.RemoteDisconnected | http.client.IncompleteRead):
        return f"{host} broke off the connection."
    if isinstance(failure, http.client.HTTPException | ValueError):
        return f"{host} answers with what is not HTTP, or with more than 1 MB."
    return f"{host} could not be reached."
