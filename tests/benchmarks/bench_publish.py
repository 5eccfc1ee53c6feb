"""A course of 1,000 lessons with 5,000 questions: checked, published from nothing, and published after one change; and whether a
page is slower to read when its course has stood in many editions."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from course.authoring.publishing import publish_files
from course.content.reading import read_folder
from course.database import writing
from tests import databases
from tests.benchmarks import tables
from tests.benchmarks.big_course import changed, course_files
from tests.benchmarks.rounds import AGAIN, ROUNDS, Series, cpu
from tests.benchmarks.servers import ROOT, gunicorn
from tests.benchmarks.sites import BLOCK, SETTINGS, site

CHANGES = 5
EDITIONS = 200
OURS = "course.wsgi:app"
START, NOTHING, CHANGE = "started, and nothing done", "published from nothing", "published after one change"


def measure(make, database):
    """Both, printed and answered as plain data; `make(name)` is the address of a new database."""
    found = publishing(make("library"))
    print(tables.publishing_table(found), flush=True)
    ratio = reading(make("edited"), make("unedited"), database)
    print(tables.table(["Ratio, median of rounds", "median", "quartiles", "least, most", "bar", ""],
                       [tables.ratio_row(f"Lesson page after {EDITIONS} editions / after 1", ratio, 1.1)]), flush=True)
    return {"publishing": found, "editions": ratio.figures}


def publishing(url):
    """{what is done: {"cpu": seconds of the whole command, "clock": seconds, "memory": megabytes at the peak}}"""
    with tempfile.TemporaryDirectory() as place:
        settings = SETTINGS | {"DATABASE_URL": url, "INSTANCE": f"{place}/instance"}
        databases.migrate(url, settings["INSTANCE"])
        folder, files = Path(place) / "big", course_files()
        write(folder, files)
        found = {START: command(settings, "--help"), "checked": command(settings, "check", folder),
                 NOTHING: command(settings, "publish", folder)}
        again = []
        for number in range(CHANGES):
            files = changed(files, lesson=7 * number)
            write(folder, files)
            again.append(command(settings, "publish", folder))
    return found | {CHANGE: {name: median(one[name] for one in again) for name in again[0]}}


def write(folder, files):
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def command(settings, *words):
    """What one run of the `course` command takes, from the start of the interpreter to its end."""
    environment = os.environ | {f"COURSE_{name}": value for name, value in settings.items()}
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "course", *map(str, words)], cwd=ROOT, env=environment,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"course {words[0]} ended with {process.returncode}: {said[-2000:]}")
    return {"cpu": used.ru_utime + used.ru_stime, "clock": time.perf_counter() - begun, "memory": used.ru_maxrss / 1000}


def reading(many_url, one_url, database):
    """A Series: CPU of a lesson's page in a course of many editions, over that in a course of one."""
    with ExitStack() as stack:
        many, one = (stack.enter_context(site(url, BLOCK)) for url in (many_url, one_url))
        publish_often(many)
        servers = [stack.enter_context(gunicorn(OURS, each.environment, database, 1)) for each in (many, one)]
        spent = ([], [])
        for number in range(ROUNDS + 1):
            for each, server, figures in zip((many, one), servers, spent, strict=True):
                figure = cpu(server, each.pages(each.block(0)) * AGAIN)
                figures += [figure] if number else []
    return Series(spent[0]).over(Series(spent[1]))


def publish_often(edited):
    """Editions enough, each with a word more in one lesson or another; the first text of all comes back at last."""
    folder = next(path.parent for path in sorted((ROOT / "modules").glob("*/course.md")))
    first = read_folder(folder)[0]
    lessons = sorted(path for path in first if path.count("/") == 1 and path.endswith(".md") and not path.endswith("module.md"))
    files = dict(first)
    with edited.app.app_context():
        for number in range(EDITIONS - 2):
            path = lessons[number % len(lessons)]
            files[path] = files[path] + f"\nOne more word, {number}.\n".encode()
            with writing():
                publish_files(files)
        with writing():
            publish_files(first)
