"""What git says of a course's folder, where there is a git. It is asked for names only, so it runs no program of the folder's."""

import os
import subprocess

OURS = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"]
WAIT = 20  # seconds


def committed(folder):
    """{path: blob name} of the folder as last committed; None where the folder is in no repository, or nothing is committed."""
    listed = _ask(folder, "ls-tree", "-r", "-z", "HEAD", ".")
    if listed is None:
        return None
    entries = (entry.split("\t", 1) for entry in listed.split("\0") if entry)
    return {path: about.split()[2] for about, path in entries}


def ignored(folder, paths):
    """Those of the paths that git ignores."""
    said = _ask(folder, "check-ignore", "-z", "--stdin", given="".join(f"{path}\0" for path in paths))
    return [path for path in (said or "").split("\0") if path]


def _ask(folder, *words, given=""):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run([*OURS, *words], cwd=folder, env=environment, input=given, capture_output=True, text=True,
                              errors="surrogateescape", timeout=WAIT)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
