"""A package as it was sent: a zip, or a cmi5.xml alone. What makes a zip safe to open stands in course/unzipping.py."""

from dataclasses import dataclass

from course.cmi5.errors import PackageRefused
from course.cmi5.structure import Structure
from course.cmi5.structure_reading import LONGEST, read_structure
from course.unzipping import BROKEN, PIECE, Limits, Zip, is_zip, open_zip

__all__ = ["PIECE", "Package", "open_package"]

MOST_FILES = 5_000
MEGABYTE = 1_000_000
LARGEST = 500 * MEGABYTE  # of all files, unpacked
MANIFEST = "cmi5.xml"


@dataclass
class Package:
    """What was sent, read as far as its structure. `files` are zipfile.ZipInfo."""

    structure: Structure
    zip: Zip | None = None
    files: tuple = ()

    @property
    def size(self):
        return sum(info.file_size for info in self.files)

    def pieces(self):
        """Yields (path, place, bytes) of every file but the manifest, 256 KB at a time. Raises PackageRefused."""
        return self.zip.pieces(self.files) if self.zip else iter(())


def open_package(file):
    """The Package in a file that can be sought in. Raises PackageRefused."""
    beginning = file.read(512)
    file.seek(0)
    if is_zip(beginning):
        return _open_zip(file)
    if beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Package(read_structure(file.read(LONGEST + 1)))
    raise PackageRefused("This is neither a zip nor a cmi5.xml. Choose the package as the tool that made it saved it.")


def _open_zip(file):
    opened = open_zip(file, Limits("package", MOST_FILES, LARGEST, PackageRefused))
    manifest = next((info for info in opened.files if info.filename == MANIFEST), None)
    if manifest is None:
        raise PackageRefused("The zip has no cmi5.xml at its top. Pack the files themselves, not the folder that they are in.")
    if manifest.file_size > LONGEST:
        raise PackageRefused(f"cmi5.xml has more than {LONGEST // MEGABYTE} MB.")
    try:
        data = opened.archive.read(manifest)
    except BROKEN as broken:
        raise PackageRefused(f"cmi5.xml in the zip is damaged: {broken}.") from None
    others = tuple(info for info in opened.files if info is not manifest)  # it may hold a key, so it is not served
    return Package(read_structure(data, {info.filename for info in others}), opened, others)
