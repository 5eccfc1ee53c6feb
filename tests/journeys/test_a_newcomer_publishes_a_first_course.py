"""docs/first-course.md, done to the letter: its files are written, its commands typed, its address opened."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from course.content.checking import check_files
from course.content.reading import read_folder
from tests.house.sources import ROOT, read

FENCE = re.compile(r"^```(\w+)[ ]?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COURSE = "modules/talking-with-neighbors"


@pytest.fixture
def desk(tmp_path):
    """A folder with an empty `modules` and the command, as after an installation."""
    (tmp_path / "modules").mkdir()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    command = tmp_path / ".venv/bin/course"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -W error -m course "$@"\n')
    command.chmod(0o755)
    return tmp_path


def environment(**more):
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": "/nonexistent", **more}


@pytest.fixture
def port(desk):
    """The demo of `make demo`, without its learners, on a port of its own until the test ends."""
    with socket.create_server(("127.0.0.1", 0)) as asking:
        number = asking.getsockname()[1]
    words = ["demo", "--port", str(number), "--learners", "0"]
    process = subprocess.Popen([".venv/bin/course", *words], cwd=desk, env=environment(),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(f"http://127.0.0.1:{number}/health")
    yield number
    process.terminate()
    process.wait()


def wait_for(address, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def steps():
    """("type", commands) and ("write", path, text) in the page's order; `make demo` runs already."""
    for language, name, body in FENCE.findall(read("docs/first-course.md")):
        if language == "sh" and body != "make demo\n":
            yield "type", body
        elif name:
            yield "write", name, body


def test_a_newcomer_publishes_a_first_course(desk, port):
    typed = []
    for kind, *what in steps():
        if kind == "write":
            (desk / COURSE / what[0]).write_text(what[1])
        else:
            typed.append(what[0])
            if "dry-run" in what[0]:
                lesson = desk / COURSE / "01-start/01-welcome.md"
                lesson.write_text(lesson.read_text().replace("three surveys", "four surveys"))
            kept = "\n".join(line for line in "".join(typed).splitlines() if line.startswith("export"))
            done = subprocess.run(["sh", "-ec", f"{kept}\n{what[0]}"], cwd=desk, env=environment(), capture_output=True,
                                  text=True)
            assert done.returncode == 0, done.stdout + done.stderr
    assert "A word mended" in done_history(desk, typed) and len(typed) == 5
    page = wait_for(f"http://127.0.0.1:{port}/courses/talking-with-neighbors")
    assert "Talking with neighbors" in page and "Who comes" in page and "Why knock at all" in page
    assert "four surveys" in wait_for(f"http://127.0.0.1:{port}/courses/talking-with-neighbors/welcome")


def done_history(desk, typed):
    secret = (desk / "instance/secret.key").read_text().strip()
    done = subprocess.run([".venv/bin/course", "history", "talking-with-neighbors"], cwd=desk, capture_output=True, text=True,
                          env=environment(COURSE_SECRET_KEY=secret), check=True)
    return done.stdout


def test_the_page_says_which_files_there_are(desk):
    subprocess.run([".venv/bin/course", "new", COURSE], cwd=desk, env=environment(), check=True, capture_output=True)
    named = {path for path in re.findall(rf"`{COURSE}/([^`]+\.md)`", read("docs/first-course.md")) if "04" not in path}
    assert named and all((desk / COURSE / path).is_file() for path in named)
    assert check_files(read_folder(desk / COURSE)[0])[1] == []
