"""The demo's second record store: a small site of its own on this machine, to which the first sends on what people complete.

It is a real one, with credentials and refusals, so that the page of the destination shows what it would show anywhere.
"""

import socket
import threading
from datetime import timedelta
from pathlib import Path

from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import select
from waitress import create_server

from course.clock import now
from course.database import db, writing
from course.demo.people import make_people
from course.forwarding.directing import change_destination, make_destination
from course.forwarding.models import Destination
from course.forwarding.sending import forward_due
from course.statements.credentials import all_credentials, make_credential
from course.statements.platform import fix_platform

TITLE = "The second store of this demo"
SENT = {"title": TITLE, "version": "1.0", "verbs": ["completed", "passed"], "of_tools": False}
SCOPES = ["statements/write", "statements/read/mine"]
EACH = 2  # seconds


def listen():
    """A socket on a free port of this machine."""
    return socket.create_server(("127.0.0.1", 0))


def address_on(line):
    """Under another name than the first site's, or a sign-in here would sign out there."""
    return f"http://localhost:{line.getsockname()[1]}"


def folder_in(instance):
    return str(Path(instance) / "second")


def fill_second():
    """Its tables, its administrator, its name; nothing else, for what it has it is sent."""
    upgrade()
    make_people()
    with writing():
        fix_platform(current_app.config["SETTINGS"].platform)


def join(first, second, address):
    """A destination of the first site with good credentials of the second, which is at another address after each start."""
    with first.app_context():
        destination = db.session.execute(select(Destination.__table__).where(Destination.title == TITLE)).first()
    if destination and destination.ended_at:
        return  # somebody has removed it
    with second.app_context():
        stands = destination and destination.user in [one.name for one in all_credentials() if not one.revoked_at]
        with writing():
            pair = None if stands else make_credential("The first site of this demo", SCOPES)
    with first.app_context(), writing():
        _point(destination, f"{address}/xapi", pair)


def _point(destination, address, pair):
    user, secret = pair or (destination.user, None)
    told = SENT | {"address": address, "user": user, "secret": secret}
    if destination is None:
        make_destination("store", told, since=now() - timedelta(days=14))
    else:
        change_destination(destination.id, told)


def serve_second(app, line):
    """In a thread of its own, until the demo ends."""
    server = create_server(app, sockets=[line], threads=2, ident=None)
    threading.Thread(target=server.run, daemon=True).start()


def forward(app):
    """The demo's own forwarder."""
    while True:
        with app.app_context():
            forward_due()
        threading.Event().wait(EACH)
