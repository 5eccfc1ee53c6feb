"""What is asked about packages. Versions never change, so each process keeps the structures that it has read."""

from collections import namedtuple
from functools import lru_cache

from sqlalchemy import func, select

from course.cmi5 import structure
from course.cmi5.models import Package, PackageFile, PackagePiece, PackageVersion
from course.database import ask, ask_once, db
from course.errors import NotFound

Offered = namedtuple("Offered", "id course key credential_id version_id number content structure size made_at")
Stored = namedtuple("Stored", "content path size")

_newest = (select(PackageVersion.package_id, func.max(PackageVersion.number).label("number"))
           .group_by(PackageVersion.package_id).subquery())
_offered = (select(Package.id, Package.course, Package.key, Package.credential_id, PackageVersion.id.label("version_id"),
                   PackageVersion.number, PackageVersion.content, PackageVersion.size, PackageVersion.made_at)
            .join(PackageVersion, PackageVersion.package_id == Package.id))
_standing = _offered.join(_newest, (_newest.c.package_id == Package.id) & (_newest.c.number == PackageVersion.number))


def packages_of(course):
    """Each package of a course as it stands, by its key."""
    return [_filled(row) for row in ask(_standing.where(Package.course == course).order_by(Package.key)).all()]


def all_packages():
    return [_filled(row) for row in ask(_standing.order_by(Package.course, Package.key)).all()]


def package(course, key):
    """The Offered that stands under a key. Raises NotFound."""
    row = ask(_standing.where(Package.course == course, Package.key == key)).one_or_none()
    if row is None:
        raise NotFound("There is no package of this name in this course.")
    return _filled(row)


def package_by_id(package_id):
    return _filled(ask(_standing.where(Package.id == package_id)).one())


def package_at(version_id):
    """The package as an earlier version has it."""
    return _filled(ask(_offered.where(PackageVersion.id == version_id)).one())


def _filled(row):
    return Offered(structure=_structure(db.engine, row.version_id), **row._asdict())


@lru_cache(maxsize=64)
def _structure(engine, version_id):
    kept = ask(select(PackageVersion.structure).where(PackageVersion.id == version_id)).scalar_one()
    return structure.from_json(kept)


def stored_file(content, path):
    """Raises NotFound."""
    asked = select(PackageFile.content, PackageFile.path, PackageFile.size).where(
        PackageFile.content == content, PackageFile.path == path)
    row = ask(asked).one_or_none()
    if row is None:
        raise NotFound("There is no such file in this package.")
    return Stored(*row)


def bytes_of(stored, start, end, piece):
    """Yields the bytes of a file from `start` to before `end`, a piece of `piece` bytes at a time."""
    for place in range(start // piece, -(-end // piece)):
        asked = select(PackagePiece.data).where(
            PackagePiece.content == stored.content, PackagePiece.path == stored.path, PackagePiece.place == place)
        data, here = ask_once(asked, {})[0].data, place * piece
        yield data[max(0, start - here):end - here]
