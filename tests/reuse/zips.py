"""Zips of courses, honest and not."""

import io
import zipfile

from tests import making


def zipped(files=None, top="neighbours/", compression=zipfile.ZIP_DEFLATED, entries=(), comment=b""):
    """The bytes of a zip. `entries` are (ZipInfo, bytes) besides."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for path, data in (making.files() if files is None else files).items():
            archive.writestr(f"{top}{path}", data)
        for info, data in entries:
            archive.writestr(info, data)
        archive.comment = comment
    return held.getvalue()


def named(name, data=b"x", mode=0):
    """An entry of exactly this name, whatever zipfile would make of it."""
    info = zipfile.ZipInfo("placeholder")
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    return info, data
