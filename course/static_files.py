"""Static files under names that carry a hash of their bytes, so that browsers may keep them for ever."""

import hashlib
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path

import brotli
from whitenoise import WhiteNoise

FOLDER = Path(__file__).parent / "static"
# What every page needs, as one file: a request for each would cost a phone more than their bytes.
JOINED = {"css/site.css": ("css/tokens.css", "css/base.css", "css/layout.css", "css/components.css",
                           "css/kinds.css")}
IMMUTABLE = re.compile(r"\.[0-9a-f]{12}\.\w+$|\.woff2$")


@lru_cache(maxsize=256)
def hashed(path):
    """The address of a static file: `css/base.css` is found at `/static/css/base.<hash>.css`."""
    digest = hashlib.sha256(_plain(path)).hexdigest()[:12]
    stem, dot, ending = path.rpartition(".")
    return f"/static/{stem}.{digest}.{ending}"


def serve(wsgi_app, folder):
    """`wsgi_app` with the static files before it; in `folder` their compressed forms are kept, made when they are missing."""
    server = WhiteNoise(
        wsgi_app,
        root=FOLDER,
        prefix="static/",
        max_age=3600,
        immutable_file_test=lambda path, url: bool(IMMUTABLE.search(url)),
    )
    paths = [*JOINED, *_files()]
    kept = _keep(paths, folder)
    for path in paths:
        server.add_file_to_dictionary(hashed(path), str(kept / hashed(path).removeprefix("/static/")))
    return server


def _files():
    """The paths of those that have a hash in their address."""
    found = [file for file in FOLDER.rglob("*") if file.is_file() and file.suffix in (".css", ".js", ".svg", ".png")]
    return [file.relative_to(FOLDER).as_posix() for file in found]


def _keep(paths, folder):
    """The folder in which all have their hashed name, each with its compressed form beside it: `folder`, or one for this
    process where that cannot be written."""
    try:
        for path in paths:
            _keep_one(path, folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="course-static-"))
        for path in paths:
            _keep_one(path, folder)
    return folder


def _keep_one(path, folder):
    kept = folder / hashed(path).removeprefix("/static/")
    for target, data in ((f"{kept}.br", _compressed), (kept, _plain)):
        if not Path(target).exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            half = Path(f"{target}.{os.getpid()}")
            half.write_bytes(data(path))
            half.replace(target)  # whole or not at all, for several workers start at once


def _plain(path):
    return b"".join((FOLDER / part).read_bytes() for part in JOINED.get(path, (path,)))


@lru_cache(maxsize=256)
def _compressed(path):
    return brotli.compress(_plain(path))
