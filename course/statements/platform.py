"""The platform's own IRI, fixed at the first publication."""

from weakref import WeakKeyDictionary

from sqlalchemy import insert, select

from course.database import db
from course.statements.models import Platform

_kept = WeakKeyDictionary()  # by engine: what stands never changes


def fix_platform(iri):
    """Keep `iri` as the platform's, unless one is kept already."""
    if platform_iri() is None:
        db.session.execute(insert(Platform).values(id=1, iri=iri))


def platform_iri():
    """The IRI that stands, or None before the first publication."""
    engine = db.engine
    if engine not in _kept:
        iri = db.session.execute(select(Platform.iri)).scalar()
        if iri is None:
            return None
        _kept[engine] = iri
    return _kept[engine]
