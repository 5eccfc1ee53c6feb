"""Static files under names that carry a hash of their bytes, so that browsers may keep them for ever."""

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path

import brotli
from whitenoise import WhiteNoise

FOLDER = Path(__file__).parent / "static"
IMMUTABLE = re.compile(r"\.[0-9a-f]{12}\.\w+$|\.woff2$")


@lru_cache(maxsize=256)
def hashed(path):
    """The address of a static file: `css/base.css` is found at `/static/css/base.<hash>.css`."""
    digest = hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()[:12]
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
    for file in FOLDER.rglob("*"):
        if file.is_file() and file.suffix in (".css", ".js", ".svg", ".png"):
            path = file.relative_to(FOLDER).as_posix()
            server.add_file_to_dictionary(hashed(path), str(_kept(path, folder)))
    return server


def _kept(path, folder):
    """A copy under its hashed name with its compressed form beside it: never one of an older file. Where none can be kept,
    the file itself."""
    kept = folder / hashed(path).removeprefix("/static/")
    try:
        for target, data in ((f"{kept}.br", _compressed), (kept, _plain)):
            if not Path(target).exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                half = Path(f"{target}.{os.getpid()}")
                half.write_bytes(data(path))
                half.replace(target)  # whole or not at all, for several workers start at once
    except OSError:
        return FOLDER / path
    return kept


def _plain(path):
    return (FOLDER / path).read_bytes()


@lru_cache(maxsize=256)
def _compressed(path):
    return brotli.compress(_plain(path))
