"""A package as it was sent: a zip, or a cmi5.xml alone. All limits are held before a byte is unpacked, and again on the way."""

import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass

from course.cmi5.errors import PackageRefused
from course.cmi5.structure import Structure
from course.cmi5.structure_reading import LONGEST, read_structure

MOST_FILES = 5_000
MEGABYTE = 1_000_000
LARGEST = 500 * MEGABYTE  # of all files, unpacked
MOST_PRESSED = 100  # times smaller
SMALL = 1 * MEGABYTE  # below this a file may be pressed further: a blank picture is
LONGEST_LIST = 5 * MEGABYTE  # of the zip's list of files
PIECE = 256 * 1024
MANIFEST = "cmi5.xml"
DRIVE = re.compile(r"[A-Za-z]:")
ODD = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError, ValueError, RuntimeError)


@dataclass
class Package:
    """What was sent, read as far as its structure. `files` are zipfile.ZipInfo."""

    structure: Structure
    archive: zipfile.ZipFile | None = None
    files: tuple = ()

    @property
    def size(self):
        return sum(info.file_size for info in self.files)

    def pieces(self):
        """Yields (path, place, bytes) of every file but the manifest, 256 KB at a time. Raises PackageRefused."""
        left = LARGEST
        for info in self.files:
            try:
                with self.archive.open(info) as stream:
                    for place, data in enumerate(iter(lambda stream=stream: stream.read(PIECE), b"")):
                        left -= len(data)
                        if left < 0:
                            raise PackageRefused(TOO_LARGE)
                        yield info.filename, place, data
            except BROKEN as broken:
                raise PackageRefused(f"The file {info.filename[:200]} in the zip is damaged: {broken}.") from None


TOO_LARGE = f"Unpacked, the package has more than {LARGEST // MEGABYTE} MB."


def open_package(file):
    """The Package in a file that can be sought in. Raises PackageRefused."""
    beginning = file.read(512)
    file.seek(0)
    if beginning.startswith((b"PK\3\4", b"PK\5\6")):
        return _open_zip(file)
    if beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Package(read_structure(file.read(LONGEST + 1)))
    raise PackageRefused("This is neither a zip nor a cmi5.xml. Choose the package as the tool that made it saved it.")


def _open_zip(file):
    _check_list(file)
    try:
        archive = zipfile.ZipFile(file)
        infos = archive.infolist()
        _check_entries(infos)
        _check_places(file, infos, archive.start_dir)
    except BROKEN as broken:
        raise PackageRefused(f"The zip is damaged, or of a kind that is not read here: {broken}.") from None
    files = tuple(info for info in infos if not info.is_dir())
    manifest = next((info for info in files if info.filename == MANIFEST), None)
    if manifest is None:
        raise PackageRefused("The zip has no cmi5.xml at its top. Pack the files themselves, not the folder that they are in.")
    if manifest.file_size > LONGEST:
        raise PackageRefused(f"cmi5.xml has more than {LONGEST // MEGABYTE} MB.")
    try:
        data = archive.read(manifest)
    except BROKEN as broken:
        raise PackageRefused(f"cmi5.xml in the zip is damaged: {broken}.") from None
    others = tuple(info for info in files if info is not manifest)  # it may hold a key, so it is not served
    return Package(read_structure(data, {info.filename for info in others}), archive, others)


def _check_list(file):
    """How long the list of files says that it is, before anything reads it."""
    length = file.seek(0, 2)
    file.seek(max(0, length - 66_000))
    end = file.read()
    file.seek(0)
    place = end.rfind(b"PK\5\6")
    if place < 0 or len(end) < place + 22:
        raise PackageRefused("The zip is cut off: its end is missing. Send it again.")
    count, size = struct.unpack("<HI", end[place + 10:place + 16])
    wide = end.rfind(b"PK\6\6", 0, place)
    if wide >= 0 and len(end) >= wide + 48:
        count, size = struct.unpack("<QQ", end[wide + 32:wide + 48])
    if count > MOST_FILES or size > LONGEST_LIST:
        raise PackageRefused(f"A package holds at most {MOST_FILES:,} files.")


def _check_entries(infos):
    if len(infos) > MOST_FILES:
        raise PackageRefused(f"A package holds at most {MOST_FILES:,} files.")
    seen, whole, pressed = {}, 0, 0
    for info in infos:
        _check_name(info.orig_filename, seen)
        _check_kind(info)
        whole, pressed = whole + info.file_size, pressed + info.compress_size
    if whole > LARGEST:
        raise PackageRefused(TOO_LARGE)
    if whole > SMALL and whole > MOST_PRESSED * pressed:
        raise PackageRefused(f"The package is pressed to less than 1/{MOST_PRESSED} of its size, as no honest one is.")


def _check_name(name, seen):
    """`seen` maps each path and folder, its letters folded, to how it was first written and whether it is a file."""
    path, is_file = name.removesuffix("/"), not name.endswith("/")
    parts = path.split("/")
    if len(name) > 500 or not all(parts) or {".", ".."} & set(parts) or DRIVE.match(name) or ODD.search(name):
        raise PackageRefused(f"The zip holds a file named {ascii(name[:100])}, which could not lie safely in any folder.")
    for depth in range(1, len(parts)):
        _note("/".join(parts[:depth]), False, seen)
    if is_file and path.casefold() in seen:
        raise PackageRefused(f"The zip holds {ascii(name[:100])} twice, or once more in other letter case.")
    _note(path, is_file, seen)


def _note(path, is_file, seen):
    other = seen.setdefault(path.casefold(), (path, is_file))
    if other != (path, is_file):
        raise PackageRefused(f"The zip holds {ascii(path[:100])} and {ascii(other[0][:100])}, which are one in many folders.")


def _check_kind(info):
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackageRefused(f"{info.filename[:100]} in the zip is a link or a device. Pack the file itself.")
    if info.flag_bits & 0x1:
        raise PackageRefused("The zip is locked by a password. Pack it without one.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackageRefused("The zip is pressed in a way that is not read here. Pack it anew, as an ordinary zip.")
    if info.file_size > SMALL and info.file_size > MOST_PRESSED * info.compress_size:
        raise PackageRefused(f"{info.filename[:100]} is pressed to less than 1/{MOST_PRESSED} of its size, as no honest file is.")


def _check_places(file, infos, list_begins):
    """No two files may share bytes of the zip: that is how a small one unpacks without end."""
    free = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        file.seek(info.header_offset)
        header = file.read(30)
        if len(header) < 30 or not header.startswith(b"PK\3\4"):
            raise PackageRefused("The zip is damaged: a file does not begin where its list says.")
        name, extra = struct.unpack("<HH", header[26:30])
        if info.header_offset < free:
            raise PackageRefused("Files in the zip overlap, as in no honest one.")
        free = info.header_offset + 30 + name + extra + info.compress_size
    if free > list_begins:
        raise PackageRefused("Files in the zip overlap its own list.")
