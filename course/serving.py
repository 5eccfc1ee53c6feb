"""Start the site for real: gunicorn's workers, and the worker that sends letters and forwards records."""

import os
import sys

import click

from course import create_app
from course.metrics import forget_earlier

WORKERS = 4  # threads of `course work`: a destination that is slow to answer holds up no letter


@click.command("serve")
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port to listen on.")
@click.option("--workers", default=2, show_default=True)
@click.option("--threads", default=4, show_default=True, help="In each worker.")
def serve(bind, workers, threads):
    """Serve the site by gunicorn. Put a proxy that speaks https in front, and set COURSE_PROXIES=1."""
    app = create_app()  # a wrong setting is refused here, with its sentence
    forget_earlier(app.config["SETTINGS"])
    os.execv(
        sys.executable,
        [  # noqa: S606 - our own interpreter, and no shell
            sys.executable,
            "-m",
            "gunicorn",
            "--worker-class",
            "gthread",
            "--workers",
            str(workers),
            "--threads",
            str(threads),
            "--bind",
            bind,
            "--no-control-socket",
            "course.wsgi:app",
        ],
    )


@click.command("work")
def work():
    """Do what waits for nobody: send letters, tell anonymous sheets, forward records of learning."""
    app = create_app()
    consumer = app.extensions["huey"].create_consumer(workers=WORKERS, periodic=True)
    consumer.run()
