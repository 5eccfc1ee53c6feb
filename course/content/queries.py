"""What is asked of the library. Editions and revisions never change, so each process keeps those it has read."""

from collections import namedtuple
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from sqlalchemy import bindparam, select

from course.content import outlines, sheets
from course.content.lineage import NOTHING, Lineage, lineage_from_json
from course.content.linking import in_edition
from course.content.models import Blob, Course, Edition, EditionFile, Page, Publication, Question, Revision
from course.content.questions import FIELDS
from course.content.redrawing import draw_again
from course.content.rendering import RENDERER
from course.database import ask, db
from course.errors import NotFound

Part = namedtuple("Part", "html sheet")  # one of the two is None


@dataclass(frozen=True, eq=False)
class Standing:
    """A publication and the edition that it put out. One object for each, so that comparing is quick."""

    course_id: int
    publication_id: int
    number: int
    at: object
    edition_id: int
    edition: str
    outline: outlines.Outline
    lineage: Lineage = NOTHING


_which = select(Course.publication_id, Course.state).where(Course.key == bindparam("course"))


def standing(course):
    """The Standing of a course's last publication. Raises NotFound."""
    return standing_as(ask(_which, {"course": course}).scalar())


def standing_and_state(course):
    """The same with the course's state, see offering.py."""
    found = ask(_which, {"course": course}).first() or (None, "")
    return standing_as(found[0]), found[1]


def standing_as(publication_id):
    """The Standing of a course whose last publication was found along with something else. Raises NotFound for None."""
    if publication_id is None:
        raise NotFound("There is no course at this address.")
    return published(publication_id)


def published(publication_id):
    """The Standing of any publication, kept in the process; None where there is no such."""
    try:
        return _published(db.engine, publication_id)
    except NotFound:
        return None


@lru_cache(maxsize=256)
def _published(engine, publication_id):
    return just_published(publication_id)


def just_published(publication_id):
    """The same, read anew: for a publication that is not committed yet, and may be undone. Raises NotFound."""
    publication = db.session.get(Publication, publication_id)
    if publication is None:
        raise NotFound  # and not None: what is not there yet may be tomorrow, and only answers are kept
    edition = db.session.get(Edition, publication.edition_id)
    return Standing(
        publication.course_id,
        publication.id,
        publication.number,
        publication.at,
        edition.id,
        edition.name,
        outlines.from_json(edition.outline),
        lineage_from_json(publication.lineage),
    )


def all_standing():
    """The Standing of every published course, by title."""
    asked = select(Course.publication_id).where(Course.publication_id.is_not(None))
    found = [published(publication_id) for publication_id in db.session.execute(asked).scalars()]
    return sorted(found, key=lambda one: one.outline.title)


laid_out = ContextVar("the pages of a course that is not published", default=None)  # see content/previewing.py


def parts_of(revision_id, edition):
    """The page of a revision as Parts, with the pictures of the edition of this name."""
    if revision_id < 0:
        return as_parts(laid_out.get()(revision_id), edition)
    return _parts(db.engine, revision_id, edition)


@lru_cache(maxsize=1024)
def _parts(engine, revision_id, edition):
    drawn = select(Page.parts).where(Page.revision_id == revision_id, Page.renderer == RENDERER)
    return as_parts(db.session.execute(drawn).scalar() or draw_again(revision_id), edition)


def as_parts(parts, edition):
    """A page as it is kept, as Parts."""
    return tuple(
        Part(in_edition(part["html"], edition), None)
        if "html" in part
        else Part(None, sheets.from_json(_everywhere(part["sheet"], edition)))
        for part in parts
    )


def _everywhere(kept, edition):
    """The same for each piece of HTML inside a sheet."""
    if isinstance(kept, str):
        return in_edition(kept, edition)
    if isinstance(kept, dict):
        return {key: _everywhere(value, edition) for key, value in kept.items()}
    return [_everywhere(value, edition) for value in kept] if isinstance(kept, list) else kept


def sheet_of(revision_id, edition, key):
    """A sheet of a revision. Raises NotFound."""
    for part in parts_of(revision_id, edition):
        if part.sheet and part.sheet.key == key:
            return part.sheet
    raise NotFound("This question is not part of the text that you answered.")


RevisionLine = namedtuple("RevisionLine", "id course_id lesson name number")


def revision(course_id, lesson, number):
    """A RevisionLine by the number that people know, kept in the process. Raises NotFound."""
    return _revision(db.engine, course_id, lesson, number)


@lru_cache(maxsize=4096)
def _revision(engine, course_id, lesson, number):
    return _one_revision(Revision.course_id == course_id, Revision.lesson == lesson, Revision.number == number)


def revision_by_id(revision_id):
    return _revision_by_id(db.engine, revision_id)


@lru_cache(maxsize=4096)
def _revision_by_id(engine, revision_id):
    return _one_revision(Revision.id == revision_id)


def revision_by_name(name, *where):
    """A revision by its git blob id, or the unambiguous beginning of it. Raises NotFound."""
    return _one_revision(Revision.name.startswith(name, autoescape=True), *where)


def revision_of_course(course_id, name):
    """The same, among those of one course."""
    return revision_by_name(name, Revision.course_id == course_id)


def _one_revision(*where):
    asked = (
        select(Revision.id, Revision.course_id, Revision.lesson, Revision.name, Revision.number).where(*where).limit(2)
    )
    rows = db.session.execute(asked).all()
    if len({row.name for row in rows}) != 1:
        raise NotFound(
            "There is no such revision." if not rows else "More than one revision begins so: give more of its name."
        )
    return RevisionLine(*rows[0])


def source_of(name):
    """The text of a revision or file, as published. Raises NotFound."""
    data = db.session.execute(select(Blob.data).where(Blob.name == name)).scalar()
    if data is None:
        raise NotFound
    return data


def file_of(course, edition, path):
    """The bytes of a file of a course's edition. Raises NotFound."""
    asked = (
        select(Blob.data)
        .join(EditionFile, EditionFile.blob == Blob.name)
        .join(Edition, Edition.id == EditionFile.edition_id)
        .join(Course, Course.id == Edition.course_id)
        .where(Course.key == course, Edition.name == edition, EditionFile.path == path)
    )
    data = db.session.execute(asked).scalar()
    if data is None:
        raise NotFound("There is no such file.")
    return data


def files_of(edition_id):
    """{path: bytes} of an edition, as it was published."""
    asked = select(EditionFile.path, Blob.data).join(Blob, Blob.name == EditionFile.blob)
    return dict(db.session.execute(asked.where(EditionFile.edition_id == edition_id)).all())


def questions_of(revision_id):
    """{key: id} of a revision's questions; kept, for they never change."""
    return _questions(db.engine, revision_id)


@lru_cache(maxsize=1024)
def _questions(engine, revision_id):
    return dict(db.session.execute(select(Question.key, Question.id).where(Question.revision_id == revision_id)).all())


def questions_by_id(revision_id):
    """{id: (key, fingerprint)} of the same."""
    return _questions_by_id(db.engine, revision_id)


@lru_cache(maxsize=1024)
def _questions_by_id(engine, revision_id):
    asked = select(Question.id, Question.key, Question.fingerprint).where(Question.revision_id == revision_id)
    return {row.id: (row.key, row.fingerprint) for row in db.session.execute(asked)}


def history(course):
    """A course's Publications with their edition's name, newest first."""
    asked = (
        select(Publication, Edition.name.label("edition"))
        .join(Edition, Edition.id == Publication.edition_id)
        .join(Course, Course.id == Publication.course_id)
        .where(Course.key == course)
    )
    return db.session.execute(asked.order_by(Publication.number.desc())).all()


def worded(course):
    """Every question and survey item of a course by revision, oldest first, with the publications that held it:
    rows of (key, sheet, a survey's wave, kind, lesson, revision name, fingerprint, Item, (valid_from, valid_to or None))."""
    spans, edition = _spans(course)
    asked = (
        select(Question, Revision.name.label("revision"), Revision.lesson)
        .join(Revision)
        .join(Course, Course.id == Revision.course_id)
        .where(Course.key == course)
        .order_by(Revision.id, Question.position)
    )
    for question, name, lesson in db.session.execute(asked):
        item = sheets.item_from_json(question.definition)
        yield (
            question.key,
            question.sheet,
            sheet_of(question.revision_id, edition, question.sheet).wave if question.kind in FIELDS else None,
            question.kind,
            lesson,
            name,
            question.fingerprint,
            item,
            spans[question.revision_id],
        )


def _spans(course):
    """({revision id: (when the first publication that held it stood, when the last did no longer; None while it stands)}, the
    newest edition's name)"""
    publications = db.session.execute(
        select(Publication.at, Publication.edition_id)
        .join(Course, Course.id == Publication.course_id)
        .where(Course.key == course)
        .order_by(Publication.number)
    ).all()
    spans, edition = {}, ""
    for (at, edition_id), after in zip_longest(publications, publications[1:]):
        kept = db.session.get(Edition, edition_id)
        outline, edition = outlines.from_json(kept.outline), kept.name
        for lesson in outline.lessons:
            began, _ = spans.get(lesson.revision_id, (at, None))
            spans[lesson.revision_id] = began, after and after.at
    return spans, edition
