"""Importing a package: read and checked whole, its files kept a few megabytes at a time, and then it stands, all at once."""

import hashlib
from collections import namedtuple
from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from course.auditing import note_act
from course.clock import now
from course.cmi5.errors import PackageRefused
from course.cmi5.models import Package, PackageFile, PackagePiece, PackageVersion
from course.cmi5.structure import in_words, to_json
from course.cmi5.unpacking import open_package
from course.content import values
from course.content.models import Course
from course.database import ask
from course.ids import moment_of, new_id
from course.statements.credentials import id_of, make_credential

AT_ONCE = 4_000_000  # bytes that one transaction takes, so that nobody waits for a large package
BROKEN_OFF = timedelta(hours=6)
SCOPES = ("statements/write", "statements/read/mine", "state", "profile")

Imported = namedtuple("Imported", "key number new")
Import = namedtuple("Import", "course key package content digest")


def begin_import(course, key, file, filename):
    """The Import of a file, checked as far as can be without unpacking. Raises PackageRefused."""
    key = key.strip() or _named(filename)
    try:
        values.identifier(key)
    except ValueError as wrong:
        raise PackageRefused(f"“{key[:80]}” is no name that lessons could use. {wrong}") from None
    return Import(course, key, open_package(file), new_id(), _digest(file))


def _named(filename):
    stem = (filename or "").replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in stem.lower()).split())


def _digest(file):
    file.seek(0)
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return found


def is_standing(given):
    """The number of the version that stands, if it is of these very bytes."""
    row = ask(_newest(given.course, given.key)).first()
    return row.number if row and row.digest == given.digest else None


def batches(given):
    """Yields (rows of PackageFile, rows of PackagePiece), each for a transaction of its own. Raises PackageRefused."""
    files, pieces, length = [], [], 0
    for info in given.package.files:
        files.append({"content": given.content, "path": info.filename, "size": info.file_size})
    yield files, []
    for path, place, data in given.package.pieces():
        pieces.append({"content": given.content, "path": path, "place": place, "data": data})
        length += len(data)
        if length >= AT_ONCE:
            yield [], pieces
            pieces, length = [], 0
    yield [], pieces


def keep(files, pieces):
    for model, rows in ((PackageFile, files), (PackagePiece, pieces)):
        if rows:
            ask(insert(model.__table__), rows)


def finish_import(given, *, by=None):
    """From now on it stands."""
    structure = given.package.structure
    package_id = _package(given, in_words(structure.title))
    standing = ask(select(func.max(PackageVersion.number)).where(PackageVersion.package_id == package_id)).scalar() or 0
    ask(insert(PackageVersion.__table__).values(
        package_id=package_id, number=standing + 1, content=given.content, structure=to_json(structure), digest=given.digest,
        size=given.package.size, made_at=now(), made_by=by))
    note_act("package imported", by=by, course=given.course, subject=f"{given.key}, version {standing + 1}")
    return Imported(given.key, standing + 1, True)


def drop(content):
    """Forget the files of an import that did not come to its end."""
    for model in (PackagePiece, PackageFile):
        ask(delete(model.__table__).where(model.__table__.c.content == content))


def drop_broken_off():
    """Forget what imports left that were killed on their way."""
    begun, stand = (set(ask(select(model.content).distinct()).scalars()) for model in (PackageFile, PackageVersion))
    for content in begun - stand:
        if now() - moment_of(content) > BROKEN_OFF:
            drop(content)


def _package(given, title):
    ask(select(Course.id).where(Course.key == given.course).with_for_update())  # two first imports take turns
    found = ask(select(Package.id).where(Package.course == given.course, Package.key == given.key)).scalar()
    if found:
        return found
    name, _ = make_credential(f"{title} ({given.key})", SCOPES)  # nobody knows its secret: each session has one of its own
    made = insert(Package.__table__).values(course=given.course, key=given.key, credential_id=id_of(name))
    return ask(made.returning(Package.__table__.c.id)).scalar_one()


def _newest(course, key):
    return (select(PackageVersion.number, PackageVersion.digest).join(Package, Package.id == PackageVersion.package_id)
            .where(Package.course == course, Package.key == key).order_by(PackageVersion.number.desc()).limit(1))
