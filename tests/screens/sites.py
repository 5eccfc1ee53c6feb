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
    """(address, what sends its letters, app) of a running demo with so many learners; None: not even a course; a function fills
    an empty site itself."""
    with tempfile.TemporaryDirectory(prefix="course-screens-") as folder:
        port = _free_port()
        (Path(folder) / "modules").mkdir()
        more = {} if isinstance(learners, int) else {"MODULES": str(Path(folder) / "modules")}
        app = demo_app(port, INSTANCE=folder, PASSWORD_PROFILE="cheap", **more)
        with app.app_context():
            _fill(learners)
        if callable(learners):
            learners(app)
        server = create_server(app, host="127.0.0.1", port=port, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}", lambda: _post(app), app
        finally:
            server.close()
            thread.join(timeout=5)
            close(app)


def _fill(learners):
    if not isinstance(learners, int):
        upgrade()
        if learners is None:
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
