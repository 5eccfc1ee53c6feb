"""Zips of strangers: each trick is refused with a sentence, before anything is unpacked or at the byte that goes too far."""

import io
import stat
import struct
import zipfile
from dataclasses import replace

import pytest

from course.cmi5 import unpacking
from course.cmi5.errors import PackageRefused
from course.cmi5.unpacking import open_package
from tests.cmi5.packing import FILES, MANIFEST, packed


def opened(data):
    return open_package(io.BytesIO(data))


def refused(data):
    with pytest.raises(PackageRefused) as refusal:
        for _ in opened(data).pieces():
            pass
    return str(refusal.value)


def named(name, mode=0, data=b"x"):
    info = zipfile.ZipInfo("placeholder")
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    return packed(entries=[(info, data)])


def test_a_package_gives_its_files_in_pieces_and_keeps_the_manifest_back():
    package, found = opened(packed()), {}
    for path, place, data in package.pieces():
        assert place == len(found.get(path, b"")) // unpacking.PIECE
        found[path] = found.get(path, b"") + data
    given = {path: data if isinstance(data, bytes) else data.encode() for path, data in FILES.items()}
    assert found == {path: data for path, data in given.items() if path != "cmi5.xml"}
    assert package.size == sum(map(len, found.values()))


def test_zip64_is_read():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, data in FILES.items():
            with archive.open(path, "w", force_zip64=True) as file:
                file.write(data if isinstance(data, bytes) else data.encode())
    assert len(opened(held.getvalue()).files) == 4


@pytest.mark.parametrize("name", [
    "/etc/passwd", "../up.html", "a/../../up.html", "C:/x.html", "a\\b.html", "a//b.html", "./a.html", "a/\x01b", "a" * 501])
def test_names_that_lead_out_or_astray_are_refused(name):
    assert "could not lie safely" in refused(named(name))


def test_a_name_with_a_nul_is_refused():
    data = named("evilXname.html").replace(b"evilXname", b"evil\0name")
    assert "could not lie safely" in refused(data)


@pytest.mark.parametrize(("name", "said"), [
    ("LOOK.html", "once more in other letter case"), ("look.html/in.html", "are one in many folders"),
    ("Parts/more.js", "are one in many folders")])
def test_names_that_fall_together_are_refused(name, said):
    assert said in refused(named(name))


def test_links_are_refused():
    assert "is a link" in refused(named("link.html", stat.S_IFLNK | 0o777, b"/etc/passwd"))


def test_what_is_pressed_too_far_is_refused():
    assert "pressed" in refused(packed(FILES | {"zeros.bin": bytes(3_000_000)}))
    many = {f"zeros{number}.bin": bytes(900_000) for number in range(20)}
    assert "pressed" in refused(packed(FILES | many))


def test_limits_are_held_before_unpacking(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_FILES", 4)
    assert "at most 4 files" in refused(packed())
    monkeypatch.setattr(unpacking, "MOST_FILES", 5000)
    monkeypatch.setattr(unpacking, "LARGEST", 1000)
    assert "more than" in refused(packed())


def test_what_unpacks_to_more_than_it_says_is_stopped():
    package = opened(packed())
    package.zip = replace(package.zip, limits=replace(package.zip.limits, largest=1000))
    with pytest.raises(PackageRefused, match="more than"):
        list(package.pieces())


def test_files_that_share_bytes_are_refused():
    """The list says of a second file that it begins where the first does."""
    data = bytearray(packed(compression=zipfile.ZIP_STORED))
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    data[second + 42:second + 46] = data[first + 42:first + 46]
    assert "overlap" in refused(bytes(data)) or "damaged" in refused(bytes(data))


def test_locked_and_oddly_pressed_zips_are_refused():
    data = bytearray(packed())
    place = data.index(b"PK\1\2")
    data[place + 8] |= 1
    assert "password" in refused(bytes(data))
    assert "ordinary zip" in refused(packed(compression=zipfile.ZIP_BZIP2))


def test_a_damaged_file_is_refused_at_its_bytes():
    data = bytearray(packed(compression=zipfile.ZIP_STORED))
    place = data.index(b"document.title")
    data[place] ^= 1
    assert "walk.js in the zip is damaged" in refused(bytes(data))


def test_what_is_no_package_is_refused():
    assert "no cmi5.xml at its top" in refused(packed({"in/cmi5.xml": MANIFEST}))
    assert "neither a zip nor" in refused(b"# Words")
    assert "neither a zip nor" in refused(b"")
    assert "cut off" in refused(packed()[:-40])
    assert refused(packed()[:200])
    assert refused(b"PK\3\4" + bytes(3000))
    assert refused(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 9, 9, 400_000, 4_000_000, 0))
