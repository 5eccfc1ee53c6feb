"""Cold start: from nothing to the first lesson, in a process of its own: `python -m tests.benchmarks.starting PATH`."""

import subprocess
import sys
import time
from statistics import median

from course import create_app
from tests.benchmarks.servers import ROOT

TIMES = 5


def cold_start(environment, path):
    """Median seconds from the start of an interpreter to the end of the first page, and of the page alone."""
    spans, pages = [], []
    for _ in range(TIMES):
        before = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "tests.benchmarks.starting", path], env=environment, cwd=ROOT,
                              capture_output=True, text=True, check=True)
        spans.append(time.perf_counter() - before)
        pages.append(float(done.stdout))
    return median(spans), median(pages)


def main(path):
    app = create_app()
    before = time.perf_counter()
    answer = app.test_client().get(path)
    assert answer.status_code == 200, answer.status
    print(time.perf_counter() - before)


if __name__ == "__main__":
    main(*sys.argv[1:])
