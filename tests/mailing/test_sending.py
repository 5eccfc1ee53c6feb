"""Letters are sent by a real SMTP server, or written into a folder where there is none; none is lost, and none leaks."""

import socket
import ssl
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from course.database import db, writing
from course.mailing import sending
from course.outbox import Letter, letter_folder, post
from tests.people.asking import at_once


class Box:
    """What a server was given; `answer` is what it says to a recipient."""

    def __init__(self, answer="250 OK"):
        self.answer, self.taken = answer, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


class Office(Controller):
    """On whatever port is free."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def post_office(box):
    controller = Office(box, hostname="127.0.0.1", port=0)
    controller.start()
    yield controller.port
    controller.stop()


@pytest.fixture
def silent():
    """A server that takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def with_server(app, port, **more):
    """The app's settings, pointed at this server."""
    values = app.config["SETTINGS"].__dict__ | {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": port, "SMTP_STARTTLS": False} | more
    app.config["SETTINGS"] = type(app.config["SETTINGS"])(**values)


def write(app, to="lena@example.org", subject="Good day, Lena", text="A link: http://localhost/links/x\n"):
    with app.app_context(), writing():
        post(to, subject, text)


def send(app):
    with app.app_context():
        return sending.send_due()


def letters(app):
    with app.app_context():
        return db.session.execute(select(Letter).order_by(Letter.id)).scalars().all()


def test_letter_is_sent_once_and_its_text_is_gone(app, box, post_office, clock):
    with_server(app, post_office)
    write(app, subject="Grüße", text="Zwölf Boxkämpfer\n")
    assert send(app) == (1, 0)
    clock.advance(days=2)
    assert send(app) == (0, 0)
    ((recipients, message),) = box.taken
    assert recipients == ["lena@example.org"]
    assert message["To"] == "lena@example.org"
    assert message["From"].addresses[0].addr_spec == app.config["SETTINGS"].MAIL_FROM
    assert message["Subject"] == "Grüße"
    assert message.get_content().strip() == "Zwölf Boxkämpfer"
    assert message["Auto-Submitted"] == "auto-generated"
    (letter,) = letters(app)
    assert letter.sent_at
    assert (letter.text, letter.refusal) == (None, None)


def test_message_id_is_the_letters_and_the_same_at_each_try(app, box, post_office, clock):
    write(app)
    with_server(app, post_office)
    box.answer = "451 later"
    send(app)
    box.answer = "250 OK"
    clock.advance(minutes=1)
    send(app)
    assert box.taken[0][1]["Message-ID"] == f"<{letters(app)[0].id}@127.0.0.1>"


def test_refused_letter_is_tried_again_after_a_minute_and_then_twice_as_long_each_time(app, box, post_office, clock):
    with_server(app, post_office)
    box.answer = "550 nobody here"
    write(app)
    for wait in (1, 2, 4, 8):
        assert send(app) == (0, 1)
        assert send(app) == (0, 0)
        (letter,) = letters(app)
        assert letter.try_at - clock.at == timedelta(minutes=wait)
        assert "nobody here" in letter.refusal
        clock.advance(minutes=wait)
    box.answer = "250 OK"
    assert send(app) == (1, 0)
    assert letters(app)[0].refusal is None


def test_waiting_ends_at_a_day():
    assert [sending.wait_after(tries) for tries in (1, 2, 11, 12, 5000)] == [
        timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=1024), timedelta(hours=24), timedelta(hours=24)]


def test_letter_is_given_up_after_five_days_and_its_text_is_gone(app, box, post_office, clock):
    with_server(app, post_office)
    box.answer = "550 nobody here"
    write(app)
    clock.advance(days=6)
    assert send(app) == (0, 1)
    (letter,) = letters(app)
    assert (letter.text, letter.sent_at) == (None, None)
    clock.advance(days=6)
    assert send(app) == (0, 0)


def test_one_refused_letter_does_not_hold_up_the_others(app, box, post_office):
    with_server(app, post_office)
    write(app, to="not an address")
    write(app)
    assert send(app) == (1, 1)
    assert [recipients for recipients, _ in box.taken] == [["lena@example.org"]]


def test_server_that_hangs_is_left_after_a_while_and_the_rest_waits(app, silent, monkeypatch, clock):
    monkeypatch.setattr(sending, "TIMEOUT", 0.2)
    with_server(app, silent)
    write(app)
    write(app)
    assert send(app) == (0, 1)
    waits, tried = sorted(letters(app), key=lambda letter: letter.tries)
    assert (tried.tries, waits.tries) == (1, 0)
    assert "Timeout" in tried.refusal or "timed out" in tried.refusal


def test_server_that_is_not_there_loses_nothing(app, silent, box, post_office, clock):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]
    with_server(app, free)
    write(app)
    assert send(app) == (0, 1)
    clock.advance(minutes=1)
    with_server(app, post_office)
    assert send(app) == (1, 0)


def test_password_is_never_sent_to_a_server_without_tls(app, box, post_office):
    """It offers no STARTTLS, so nothing is said to it at all."""
    with_server(app, post_office, SMTP_STARTTLS=True, SMTP_USER="user", SMTP_PASSWORD="secret")
    write(app)
    assert send(app) == (0, 1)
    assert box.taken == []
    assert "STARTTLS" in letters(app)[0].refusal


def test_certificate_is_checked(monkeypatch, app, silent):
    asked = []
    make = ssl.create_default_context
    monkeypatch.setattr(sending.ssl, "create_default_context", lambda: asked.append(make()) or asked[0])
    monkeypatch.setattr(sending.smtplib, "SMTP", Starts)
    with_server(app, silent, SMTP_STARTTLS=True)
    write(app)
    assert send(app) == (1, 0)
    assert (asked[0].verify_mode, asked[0].check_hostname) == (ssl.CERT_REQUIRED, True)


class Starts:
    """A server that takes everything."""

    def __init__(self, *given, **more):
        self.context = None

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        return False

    def starttls(self, context):
        self.context = context

    def send_message(self, message):
        assert self.context


def test_two_workers_send_each_letter_once(app, box, post_office):
    with_server(app, post_office)
    for number in range(12):
        write(app, to=f"l{number}@example.org")
    sent = at_once(*(lambda: send(app) for _ in range(4)))
    assert sum(done for done, _ in sent) == 12
    assert sorted(recipients[0] for recipients, _ in box.taken) == sorted(f"l{number}@example.org" for number in range(12))


def test_letter_of_a_worker_that_died_is_sent_by_the_next(app, box, post_office, clock):
    with_server(app, post_office)
    write(app)
    with app.app_context():
        assert sending._claim()
    assert send(app) == (0, 0)
    clock.advance(minutes=10)
    assert send(app) == (1, 0)


def test_rolled_back_letter_is_never_sent(app, box, post_office):
    with_server(app, post_office)
    with app.app_context():
        with writing():
            post("lena@example.org", "No", "no\n")
            db.session.flush()
            db.session.rollback()
    assert send(app) == (0, 0)
    assert box.taken == []


@pytest.mark.parametrize(("to", "subject"), [
    ("lena@example.org\r\nBcc: stan@example.org", "Hello"), ("lena@example.org, stan@example.org", "Hello"),
    ("lena@example.org", "Hello\r\nBcc: stan@example.org"), ("lena@example.org", "Hello\nBcc: stan@example.org")])
def test_nothing_in_a_letter_makes_another_header_or_recipient(app, box, post_office, to, subject):
    with_server(app, post_office)
    write(app, to=to, subject=subject)
    assert send(app) == (0, 1)
    assert box.taken == []


def test_without_a_server_letters_are_files_that_only_their_owner_reads(app):
    write(app, text="Zwölf Boxkämpfer: http://localhost/links/x\n")
    assert send(app) == (1, 0)
    (file,) = letter_folder(app.config["SETTINGS"]).iterdir()
    assert "Zwölf Boxkämpfer: http://localhost/links/x" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert Path(file).suffix == ".eml"


def test_no_address_stands_in_the_log(app, box, post_office, capfd):
    with_server(app, post_office)
    box.answer = "550 lena@example.org is nobody"
    write(app)
    send(app)
    assert "lena" not in "".join(capfd.readouterr())


def test_command_sends_what_is_due(app, cli):
    write(app)
    assert cli.invoke(args=["mail"]).output == "1 sent, 0 refused; those are tried again later.\n"
