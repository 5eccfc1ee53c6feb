"""Static files under names that carry a hash of their bytes, so that browsers may keep them for ever."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from whitenoise import WhiteNoise

FOLDER = Path(__file__).parent / "static"
IMMUTABLE = re.compile(r"\.[0-9a-f]{12}\.\w+$|\.woff2$")


@lru_cache(maxsize=256)
def hashed(path):
    """The address of a static file: `css/base.css` is found at `/static/css/base.<hash>.css`."""
    digest = hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()[:12]
    stem, dot, ending = path.rpartition(".")
    return f"/static/{stem}.{digest}.{ending}"


def serve(wsgi_app):
    """`wsgi_app` with the static files before it; compressed forms that lie beside a file are used."""
    server = WhiteNoise(
        wsgi_app,
        root=FOLDER,
        prefix="static/",
        max_age=3600,
        immutable_file_test=lambda path, url: bool(IMMUTABLE.search(url)),
    )
    for file in FOLDER.rglob("*"):
        if file.is_file() and file.suffix in (".css", ".js", ".svg", ".png"):
            server.add_file_to_dictionary(hashed(file.relative_to(FOLDER).as_posix()), str(file))
    return server
