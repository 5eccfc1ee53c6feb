"""Zips of strangers: all limits are held before a byte is unpacked, and again on the way. Whoever opens one says its limits."""

import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass

MEGABYTE = 1_000_000
MOST_PRESSED = 100  # times smaller
SMALL = 1 * MEGABYTE  # below this a file may be pressed further: a blank picture is
LONGEST_LIST = 5 * MEGABYTE  # of the zip's list of files
PIECE = 256 * 1024
DRIVE = re.compile(r"[A-Za-z]:")
ODD = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
# All that zipfile raises over what it cannot read; NotImplementedError is its word for a way of pressing that it does not know.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Limits:
    """`what` is in the zip, as in "a package"; `largest` is of all files, unpacked, in bytes; `refused` the refusal to raise."""

    what: str
    most_files: int
    largest: int
    refused: type
    deepest: int = 250

    @property
    def too_large(self):
        return self.refused(f"Unpacked, the {self.what} has more than {self.largest // MEGABYTE} MB.")

    @property
    def too_many(self):
        return self.refused(f"A {self.what} holds at most {self.most_files:,} files.")


@dataclass(frozen=True)
class Zip:
    """A zip whose list has been checked whole. `files` are zipfile.ZipInfo, without folders."""

    archive: zipfile.ZipFile
    files: tuple
    limits: Limits

    def pieces(self, files):
        """Yields (path, place, bytes) of these files, 256 KB at a time. Raises the refusal of the limits."""
        left = self.limits.largest
        for info in files:
            try:
                with self.archive.open(info) as stream:
                    for place, data in enumerate(iter(lambda stream=stream: stream.read(PIECE), b"")):
                        left -= len(data)
                        if left < 0:
                            raise self.limits.too_large
                        yield info.filename, place, data
            except BROKEN as broken:
                raise self.limits.refused(f"The file {info.filename[:200]} in the zip is damaged: {broken}.") from None


def is_zip(beginning):
    return beginning.startswith((b"PK\3\4", b"PK\5\6"))


def open_zip(file, limits):
    """The Zip in a file that can be sought in. Raises the refusal of the limits."""
    _check_list(file, limits)
    try:
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
        _check_entries(infos, limits)
        _check_places(file, infos, archive.start_dir, limits)
    except BROKEN as broken:
        raise limits.refused(f"The zip is damaged, or of a kind that is not read here: {broken}.") from None
    return Zip(archive, tuple(info for info in infos if not info.is_dir()), limits)


def _check_list(file, limits):
    """How long the list of files says that it is, before anything reads it."""
    length = file.seek(0, 2)
    file.seek(max(0, length - 66_000))
    end = file.read()
    file.seek(0)
    place = end.rfind(b"PK\5\6")
    if place < 0 or len(end) < place + 22:
        raise limits.refused("The zip is cut off: its end is missing. Send it again.")
    count, size = struct.unpack("<HI", end[place + 10:place + 16])
    wide = end.rfind(b"PK\6\6", 0, place)
    if wide >= 0 and len(end) >= wide + 48:
        count, size = struct.unpack("<QQ", end[wide + 32:wide + 48])
    if count > limits.most_files or size > LONGEST_LIST:
        raise limits.too_many


def _check_entries(infos, limits):
    if len(infos) > limits.most_files:
        raise limits.too_many
    seen, whole, pressed = {}, 0, 0
    for info in infos:
        _check_name(info.orig_filename, seen, limits)
        _check_kind(info, limits)
        whole, pressed = whole + info.file_size, pressed + info.compress_size
    if whole > limits.largest:
        raise limits.too_large
    if whole > SMALL and whole > MOST_PRESSED * pressed:
        raise limits.refused(f"The {limits.what} is pressed to less than 1/{MOST_PRESSED} of its size, as no honest one is.")


def _check_name(name, seen, limits):
    """`seen` maps each path and folder, its letters folded, to how it was first written and whether it is a file."""
    path, is_file = name.removesuffix("/"), not name.endswith("/")
    parts = path.split("/")
    if len(name) > 500 or not all(parts) or {".", ".."} & set(parts) or DRIVE.match(name) or ODD.search(name):
        raise limits.refused(f"The zip holds a file named {ascii(name[:100])}, which could not lie safely in any folder.")
    if len(parts) > limits.deepest:
        raise limits.refused(f"The zip holds folders more than {limits.deepest} deep, such as {ascii(name[:60])}. Move them up.")
    for depth in range(1, len(parts)):
        _note("/".join(parts[:depth]), False, seen, limits)
    if is_file and path.casefold() in seen:
        raise limits.refused(f"The zip holds {ascii(name[:100])} twice, or once more in other letter case.")
    _note(path, is_file, seen, limits)


def _note(path, is_file, seen, limits):
    other = seen.setdefault(path.casefold(), (path, is_file))
    if other != (path, is_file):
        raise limits.refused(f"The zip holds {ascii(path[:100])} and {ascii(other[0][:100])}, which are one in many folders.")


def _check_kind(info, limits):
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise limits.refused(f"{info.filename[:100]} in the zip is a link or a device. Pack the file itself.")
    if info.flag_bits & 0x1:
        raise limits.refused("The zip is locked by a password. Pack it without one.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise limits.refused("The zip is pressed in a way that is not read here. Pack it anew, as an ordinary zip.")
    if info.file_size > SMALL and info.file_size > MOST_PRESSED * info.compress_size:
        raise limits.refused(
            f"{info.filename[:100]} is pressed to less than 1/{MOST_PRESSED} of its size, as no honest file is.")


def _check_places(file, infos, list_begins, limits):
    """No two files may share bytes of the zip: that is how a small one unpacks without end."""
    free = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        file.seek(info.header_offset)
        header = file.read(30)
        if len(header) < 30 or not header.startswith(b"PK\3\4"):
            raise limits.refused("The zip is damaged: a file does not begin where its list says.")
        name, extra = struct.unpack("<HH", header[26:30])
        if info.header_offset < free:
            raise limits.refused("Files in the zip overlap, as in no honest one.")
        free = info.header_offset + 30 + name + extra + info.compress_size
    if free > list_begins:
        raise limits.refused("Files in the zip overlap its own list.")
