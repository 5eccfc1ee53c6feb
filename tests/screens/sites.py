"""Demo sites to take pictures of, each on an instance of its own that is gone afterwards."""

import socket
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

from flask_migrate import upgrade
from waitress import create_server

from course.demo.commands import demo_app, prepare
from course.demo.people import make_people
from course.mailing.sending import send_due
from tests.databases import close


@contextmanager
def site(learners):
    """The address of a running demo with so many learners, and what sends its letters; None: not even a course."""
    with tempfile.TemporaryDirectory(prefix="course-screens-") as folder:
        port = _free_port()
        (Path(folder) / "no-modules").mkdir()
        more = {"MODULES": str(Path(folder) / "no-modules")} if learners is None else {}
        app = demo_app(port, INSTANCE=folder, PASSWORD_PROFILE="cheap", **more)
        with app.app_context():
            _fill(learners)
        server = create_server(app, host="127.0.0.1", port=port, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}", lambda: _post(app)
        finally:
            server.close()
            thread.join(timeout=5)
            close(app)


def _fill(learners):
    if learners is None:
        upgrade()
        make_people()
    else:
        prepare(learners)


def _post(app):
    with app.app_context():
        send_due()


def _free_port():
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return asking.getsockname()[1]
