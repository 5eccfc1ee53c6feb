"""Where statements never go: inner networks, this machine, whatever leads there; and what an answer may not do to us."""

import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from course.config import read_settings
from course.errors import WrongSetting
from course.forwarding import reaching
from course.forwarding.reaching import BadAddress, Unreachable, is_open, read_address, resolve
from tests.forwarding.receiving import receiving

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def far(app):
    """A site that is no demo: https alone, to the world alone."""
    app.config["SETTINGS"].__dict__["NEAR_DESTINATIONS"] = False
    with app.app_context():
        yield


@pytest.fixture
def near(app):
    with app.app_context():
        yield


@pytest.fixture
def names(monkeypatch):
    """`names["host"] = ["1.2.3.4", ...]`: what a name leads to, a list for each time that it is asked."""
    known = {}

    def look_up(host, port, *given, **more):
        found = known.get(host)
        if found is None:
            raise socket.gaierror
        addresses = found.pop(0) if isinstance(found[0], list) else found
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(reaching.socket, "getaddrinfo", look_up)
    return known


CLOSED = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200",
    "100.127.255.255", "169.254.169.254", "169.254.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "168.63.129.16", "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001::1", "2001:0:4136:e378::1",
    "2001:db8::1", "2001:10::1", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
    "ff0e::1",
    "100::1", "3fff::1", "5f00::1", "2a00:1450:4001:800::5efe:7f00:1", "2a00:1450:4001:800:200:5efe:a00:1", "",
    "localhost", "1.1"]


@pytest.mark.parametrize("address", CLOSED)
def test_an_inner_address_is_none_to_go_to(address):
    assert not is_open(address, True)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
    "192.167.1.1",
                                     "2606:4700:4700::1111", "2a00:1450:4001:800::200e", "2003::1"])
def test_an_open_one_is(address):
    assert is_open(address, True)
    assert not is_open(address, False)  # over plain http to nobody but this machine


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize("address", [
    "", "store.example.org/xapi", "ftp://store.example.org/", "file:///etc/passwd", "gopher://x/", "javascript:alert(1)",
    "https://",
    "https:///xapi", "http://store.example.org/xapi", "http://127.0.0.1/", "https://user:secret@store.example.org/",
    "https://user@store.example.org/", "https://@store.example.org/", "https://store.example.org/#x",
    "https://store.example.org:22/",
    "https://store.example.org:6379/", "https://store.example.org:80/", "https://store.example.org:99999/",
    "https://store.example.org:x/", "https://store.exa mple.org/", "https://store.example.org/\r\nHost: x",
    "https://store.example.org/\t",
    "https://store.example.org\\@127.0.0.1/", "https://[fe80::1%25eth0]/", "https://[::1", "https://böse.example.org/",
    "https://127。0。0。1/", "https://①②⑦.0.0.1/", "https://store.example.org/" + "x" * 500, "https://store.example.org/\0"])
def test_what_is_no_good_address_is_refused_without_asking_anybody(address, names):
    with pytest.raises(BadAddress):
        read_address(address)


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "0", "[::1]",
    "[::]",
                                  "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost", "LOCALHOST", "169.254.169.254",
                                  "0xa9fea9fe"])
def test_however_an_inner_address_is_spelled_the_system_reads_it_and_it_is_refused(host):
    """The system's own resolver is asked; it knows these without a network."""
    with pytest.raises((BadAddress, Unreachable)):
        resolve(read_address(f"https://{host}/xapi"))


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize("inner", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:192.168.0.1", "fd00::1"])
def test_a_name_that_leads_inside_is_refused_though_it_also_leads_outside(names, inner):
    names["store.example.org"] = ["8.8.8.8", inner]
    with pytest.raises(BadAddress, match="inner network"):
        resolve(read_address("https://store.example.org/"))


@pytest.mark.usefixtures("far")
def test_a_machine_of_an_inner_network_is_gone_to_where_the_site_names_it(app, names, monkeypatch):
    app.config["SETTINGS"].__dict__["INNER_DESTINATIONS"] = "other.inner.example, store.inner.example"
    names["store.inner.example"] = ["10.1.2.3", "fd00::1", "8.8.8.8"]
    target = read_address("https://STORE.inner.example/")
    assert resolve(target) == names["store.inner.example"]
    with dialled(monkeypatch), reaching._dial(["10.1.2.3"], target) as line:
        assert line.getpeername()[0] == "10.1.2.3"
    names["any.inner.example"] = ["10.1.2.3"]
    with pytest.raises(BadAddress, match="COURSE_INNER_DESTINATIONS"):
        resolve(read_address("https://any.inner.example/"))


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "169.254.169.254", "fe80::1", "::ffff:10.0.0.1", "0.0.0.0"])
def test_a_named_machine_leads_neither_to_this_one_nor_to_what_a_cloud_tells_its_own(app, names, address):
    app.config["SETTINGS"].__dict__["INNER_DESTINATIONS"] = "store.inner.example"
    names["store.inner.example"] = [address]
    with pytest.raises(BadAddress):
        resolve(read_address("https://store.inner.example/"))


@contextmanager
def dialled(monkeypatch, peer=None):
    """The addresses that are dialled; each leads to a line that says nothing, and whose other end is `peer`."""
    calls = []

    class Line(socket.socket):
        def getpeername(self):
            return (peer or calls[-1][0], 443)

    def dial(address, timeout=None):
        calls.append(address)
        return Line()

    monkeypatch.setattr(reaching.socket, "create_connection", dial)
    yield calls


@pytest.mark.usefixtures("far")
def test_a_name_is_asked_once_and_the_connection_goes_where_it_led(names, monkeypatch):
    """Whoever answers the next question with an inner address is not asked it."""
    names["store.example.org"] = [["8.8.8.8"], ["127.0.0.1"]]
    with dialled(monkeypatch) as calls, pytest.raises(Unreachable):
        reaching.ask("POST", "https://store.example.org/xapi/statements")
    assert calls == [("8.8.8.8", 443)]
    assert names["store.example.org"] == [["127.0.0.1"]]


@pytest.mark.usefixtures("far")
def test_a_line_that_ends_somewhere_else_than_it_was_dialled_is_not_used(names, monkeypatch):
    names["store.example.org"] = ["8.8.8.8"]
    with dialled(monkeypatch, peer="127.0.0.1"), pytest.raises(Unreachable, match="takes no connections"):
        reaching.ask("GET", "https://store.example.org/")


@pytest.mark.usefixtures("near")
def test_no_redirect_is_followed(receiver):
    receiver.answers = [(307, "", {"Location": receiver.address})] * 2
    assert reaching.ask("POST", receiver.address, body=b"[]").status == 307
    assert len(receiver.asked) == 1


@pytest.mark.usefixtures("near")
def test_no_proxy_of_the_environment_is_asked(receiver, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert reaching.ask("GET", receiver.address + "/x").status == 404


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("answer", [
    (200, b"x" * (reaching.LARGEST + 1), {}), (200, "short", {"Content-Length": "500"}), (200, "",
    {f"X-{n}": "x" for n in range(200)}),
    (200, "", {"X-Long": "x" * 70_000}), lambda handler, body: handler.wfile.write(b"SSH-2.0-OpenSSH_9\r\n"),
    lambda handler, body: handler.connection.close()])
def test_what_is_no_answer_of_a_fair_size_is_refused_in_words(receiver, answer):
    receiver.answers = [answer]
    with pytest.raises(Unreachable):
        reaching.ask("GET", receiver.address)


@pytest.mark.usefixtures("near")
def test_an_answer_as_large_as_may_be_is_read(receiver):
    receiver.answers = [(200, b"x" * reaching.LARGEST, {})]
    assert len(reaching.ask("GET", receiver.address).body) == reaching.LARGEST


@pytest.mark.usefixtures("near")
def test_nobody_there_and_no_such_name_are_told_apart(names):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    names["127.0.0.1"] = ["127.0.0.1"]
    with pytest.raises(Unreachable, match="takes no connections"):
        reaching.ask("GET", f"http://127.0.0.1:{port}/")
    with pytest.raises(Unreachable, match="no machine called"):
        reaching.ask("GET", "http://nowhere.example/")


@pytest.mark.usefixtures("near")
def test_a_header_can_hold_no_other(receiver):
    with pytest.raises(Unreachable):
        reaching.ask("GET", receiver.address, headers={"X": "a\r\nY: b"})
    assert receiver.asked == []


@pytest.fixture
def safe_server(names, tmp_path, monkeypatch, far):
    """The port of a server that shows a certificate for store.example.org, of an authority in a file; its port is let through."""
    authority, key = certify("An authority", None, None, is_authority=True)
    shown, own = certify("store.example.org", authority, key)
    (tmp_path / "authority.pem").write_bytes(pem(authority))
    (tmp_path / "server.pem").write_bytes(pem(shown) + own.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    with receiving() as receiver:
        receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
        names |= dict.fromkeys(("store.example.org", "other.example.org", "127.0.0.1"), ["127.0.0.1"])
        monkeypatch.setattr(reaching, "PORTS", (receiver.server_port,))
        monkeypatch.setattr(reaching, "is_open", lambda *given: True)
        yield receiver.server_port


def certify(name, issuer, key, is_authority=False):
    own, at = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (x509.CertificateBuilder().subject_name(called).issuer_name(issuer.subject if issuer else called)
            .public_key(own.public_key()).serial_number(x509.random_serial_number()).not_valid_before(at - timedelta(days=1))
            .not_valid_after(at + timedelta(days=1)).add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name.replace(" ", "-"))]), False))
    return made.sign(key or own, SHA256()), own


def pem(certificate):
    return certificate.public_bytes(Encoding.PEM)


def test_over_https_the_name_must_be_proved_to_an_authority_that_is_known(safe_server, tmp_path, monkeypatch):
    """The line is pinned to an address, and the certificate is still that of the name."""
    with pytest.raises(Unreachable, match="no certificate that can be trusted"):
        reaching.ask("GET", f"https://store.example.org:{safe_server}/xapi")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    assert reaching.ask("GET", f"https://store.example.org:{safe_server}/xapi").status == 404
    with pytest.raises(Unreachable, match="no certificate that can be trusted"):
        reaching.ask("GET", f"https://other.example.org:{safe_server}/xapi")


@pytest.mark.usefixtures("near")
def test_a_resolver_that_never_answers_is_left(monkeypatch):
    waits = threading.Event()
    monkeypatch.setattr(reaching, "SECONDS", 0.2)
    monkeypatch.setattr(reaching.socket, "getaddrinfo", lambda *given, **more: [] if waits.wait(20) else [])
    with pytest.raises(Unreachable):
        reaching.ask("GET", "http://store.example.org/")
    waits.set()


def test_a_site_that_others_reach_sends_to_no_inner_address(settings):
    with pytest.raises(WrongSetting, match="COURSE_NEAR_DESTINATIONS"):
        read_settings(settings | {"TRUSTED_HOSTS": "learn.example.org", "ALLOW_PLAIN_HTTP": True})
