"""The library's one door in: `publish()` puts out a whole edition of a course, or nothing."""

from dataclasses import asdict, replace

from sqlalchemy import func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from course.auditing import note_act
from course.clock import now
from course.content.comparing import compare
from course.content.lineage import extended, lineage_from_json, lineage_to_json
from course.content.models import Blob, Course, Edition, EditionFile, Page, Proof, Publication, Question, Revision
from course.content.naming import tree_name
from course.content.offering import ARCHIVED, CourseIsArchived
from course.content.outlines import to_json
from course.content.outlining import outline_of
from course.content.preparing import pages_drawn
from course.content.proofs import checker
from course.content.rendering import RENDERER
from course.content.settling import NO_WORD, settle
from course.content.sheets import from_json as sheet_from_json
from course.database import db, upsert
from course.errors import Conflict, CourseError


class CourseDoesNotParse(CourseError):
    """The course has errors; `problems` names each with its place. The standing edition stays."""

    status = 422

    def __init__(self, problems):
        self.problems = problems
        super().__init__(
            "The course has errors, so nothing was published; what stood still stands.\n"
            + "\n".join(map(str, problems))
        )


class CourseHasMovedOn(Conflict):
    sentence = (
        "Somebody published this course after you began. Nothing was overwritten: look at what changed, then publish again."
    )


def publish(prepared, *, by=None, note="", expecting=None, ruling=NO_WORD, touched=None):
    """Publish a course that `prepare()` made ready; returns the Publication that stands afterwards.

    The same tree again is the publication that stands. `expecting` is the name of the edition that this one was made from,
    `ruling` the author's word on its changes, `touched` whom each touches: {(lesson, question): numbers}.
    Raises CourseDoesNotParse, CourseHasMovedOn, CourseIsArchived, ClassDoesNotFit.
    """
    if prepared.errors:
        raise CourseDoesNotParse(prepared.errors)
    course = _locked_course(prepared.text.id)
    if course.state == ARCHIVED:
        raise CourseIsArchived("This course is archived, so nothing was published. Reopen it first.")
    standing = db.session.get(Publication, course.publication_id) if course.publication_id else None
    before = db.session.get(Edition, standing.edition_id) if standing else None
    name = tree_name(prepared.files)
    if expecting is not None and expecting != (before.name if before else ""):
        raise CourseHasMovedOn
    if before and before.name == name:
        return standing
    changes = settle(compare(prepared.text_of(before.id) if before else None, prepared.text), ruling)
    changes = [replace(change, touched=(touched or {}).get((change.lesson, change.question))) for change in changes]
    edition_id = _edition(course, name, prepared)
    publication = _put_out(course, edition_id, by, note, changes, lineage_from_json(standing and standing.lineage))
    note_act("course published", by=by, course=course.key, subject=f"publication {publication.number}", edition=name,
             changes=len(changes))
    return publication


def _locked_course(key):
    db.session.execute(_ignoring_twins(Course).values(key=key))
    return db.session.execute(select(Course).where(Course.key == key).with_for_update()).scalar_one()


def _ignoring_twins(model):
    """An INSERT that leaves rows that are there already as they are."""
    return {"sqlite": sqlite, "postgresql": postgresql}[db.engine.dialect.name].insert(model).on_conflict_do_nothing()


def _edition(course, name, prepared):
    asked = select(Edition.id).where(Edition.course_id == course.id, Edition.name == name)
    standing = db.session.execute(asked).scalar()
    if standing:
        return standing
    _keep_blobs(prepared)
    _keep_proofs(prepared)
    outline = outline_of(prepared, _Revisions(course, prepared).of)
    edition_id = db.session.execute(
        insert(Edition)
        .values(course_id=course.id, name=name, outline=to_json(outline), made_at=now())
        .returning(Edition.id)
    ).scalar_one()
    rows = [{"edition_id": edition_id, "path": path, "blob": blob} for path, blob in prepared.names.items()]
    db.session.execute(insert(EditionFile), rows)
    return edition_id


def _keep_blobs(prepared):
    there = set(db.session.execute(select(Blob.name).where(Blob.name.in_(prepared.names.values()))).scalars())
    new = {name: prepared.files[path] for path, name in prepared.names.items() if name not in there}
    if new:
        db.session.execute(_ignoring_twins(Blob), [{"name": name, "data": data} for name, data in new.items()])


def _keep_proofs(prepared):
    """One for each text: that of another checker gives way."""
    names = set(prepared.names.values())
    rows = [{"blob": name, "checker": checker(), "text": text} for name, text in prepared.proofs.new().items() if name in names]
    if rows:
        db.session.execute(upsert(Proof, ["blob"], ["checker", "text"]), rows)


class _Revisions:
    """The revisions of one course: those that are there, and those that this edition makes."""

    def __init__(self, course, prepared):
        self._course, self._prepared = course, prepared
        self._drawn = pages_drawn(course.key)
        asked = select(Revision.id, Revision.lesson, Revision.name, Revision.number).where(Revision.course_id == course.id)
        self._kept, self._last = {}, {}
        for revision_id, lesson, name, number in db.session.execute(asked):
            self._kept[lesson, name] = revision_id, number
            self._last[lesson] = max(number, self._last.get(lesson, 0))

    def of(self, lesson):
        """(id, name, number) of the revision that this lesson's text is; its page stands drawn afterwards."""
        name = self._prepared.names[lesson.path]
        known = self._kept.get((lesson.id, name))
        revision_id, number = known or self._new(lesson, name)
        if (lesson.id, name) not in self._drawn:
            parts = self._prepared.page(lesson)
            row = {"revision_id": revision_id, "renderer": RENDERER, "parts": parts}
            db.session.execute(insert(Page).values(row))
            if not known:
                _keep_questions(revision_id, parts)
        return revision_id, name, number

    def _new(self, lesson, name):
        number = 1 + self._last.get(lesson.id, 0)
        row = {"course_id": self._course.id, "lesson": lesson.id, "name": name, "number": number, "made_at": now()}
        return db.session.execute(insert(Revision).values(row).returning(Revision.id)).scalar_one(), number


def _keep_questions(revision_id, parts):
    sheets = [(sheet_from_json(part["sheet"]), part["sheet"]["items"]) for part in parts if "sheet" in part]
    items = [(sheet, *pair) for sheet, kept in sheets for pair in zip(sheet.items, kept, strict=True)]
    rows = [
        {
            "revision_id": revision_id,
            "key": item.key,
            "sheet": sheet.key,
            "kind": item.kind,
            "position": position,
            "fingerprint": item.fingerprint,
            "definition": definition,
        }
        for position, (sheet, item, definition) in enumerate(items)
    ]
    if rows:
        db.session.execute(insert(Question), rows)


def _put_out(course, edition_id, by, note, changes, lineage):
    last = select(func.max(Publication.number)).where(Publication.course_id == course.id)
    number, at = 1 + (db.session.execute(last).scalar() or 0), now()
    publication = Publication(
        course_id=course.id,
        edition_id=edition_id,
        number=number,
        at=at,
        by=by,
        note=note,
        changes=[asdict(change) for change in changes],
        lineage=lineage_to_json(extended(lineage, changes, number=number, at=at.isoformat())),
    )
    db.session.add(publication)
    db.session.flush()
    course.publication_id = publication.id
    return publication
