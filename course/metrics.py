"""Where requests are counted for a monitor: each process has a file of its own in one folder, and who asks adds them up."""

import os
from pathlib import Path

FOLDER, TOLD_BY = "metrics", "PROMETHEUS_MULTIPROC_DIR"


def prepare(settings):
    """Before the library is imported: it looks for the folder there and then."""
    os.environ.setdefault(TOLD_BY, str(_folder(settings)))
    Path(os.environ[TOLD_BY]).mkdir(parents=True, exist_ok=True)


def forget_earlier(settings):
    """Before workers start: counts of those that ran before are over."""
    for file in _folder(settings).glob("*.db"):
        file.unlink()


def _folder(settings):
    return Path(settings.INSTANCE) / FOLDER
