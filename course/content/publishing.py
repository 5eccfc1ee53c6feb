"""The library's one door in: `publish()` puts out a whole edition of a course, or nothing."""

from dataclasses import asdict

from sqlalchemy import func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from course.clock import now
from course.content.checking import check_files
from course.content.comparing import compare
from course.content.linking import Links
from course.content.models import Blob, Course, Edition, EditionFile, Page, Publication, Question, Revision
from course.content.naming import blob_name, tree_name
from course.content.outlines import LessonLine, ModuleLine, Outline, SheetLine, to_json
from course.content.queries import files_of
from course.content.rendering import RENDERER, render_lesson, render_prose
from course.content.sheets import from_json as sheet_from_json
from course.database import db
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


def publish(files, *, by=None, note="", expecting=None):
    """Publish a course from `files` ({path: bytes}); returns the Publication that stands afterwards.

    The same tree again is the publication that stands. `expecting` is the name of the edition that this one was made from.
    Raises CourseDoesNotParse, CourseHasMovedOn.
    """
    text, problems = check_files(files)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise CourseDoesNotParse(errors)
    course = _locked_course(text.id)
    standing = db.session.get(Publication, course.publication_id) if course.publication_id else None
    before = db.session.get(Edition, standing.edition_id) if standing else None
    name = tree_name(files)
    if expecting is not None and expecting != (before.name if before else ""):
        raise CourseHasMovedOn
    if before and before.name == name:
        return standing
    changes = compare(check_files(files_of(before.id))[0] if before else None, text)
    edition_id = _edition(course, name, text, files)
    return _put_out(course, edition_id, by, note, changes)


def _locked_course(key):
    db.session.execute(_ignoring_twins(Course).values(key=key))
    return db.session.execute(select(Course).where(Course.key == key).with_for_update()).scalar_one()


def _ignoring_twins(model):
    """An INSERT that leaves rows that are there already as they are."""
    return {"sqlite": sqlite, "postgresql": postgresql}[db.engine.dialect.name].insert(model).on_conflict_do_nothing()


def _edition(course, name, text, files):
    asked = select(Edition.id).where(Edition.course_id == course.id, Edition.name == name)
    standing = db.session.execute(asked).scalar()
    if standing:
        return standing
    names = {path: blob_name(data) for path, data in files.items()}
    db.session.execute(_ignoring_twins(Blob), [{"name": names[path], "data": data} for path, data in files.items()])
    outline = _outline(course, text, names)
    edition_id = db.session.execute(
        insert(Edition)
        .values(course_id=course.id, name=name, outline=to_json(outline), made_at=now())
        .returning(Edition.id)
    ).scalar_one()
    db.session.execute(
        insert(EditionFile), [{"edition_id": edition_id, "path": path, "blob": blob} for path, blob in names.items()]
    )
    return edition_id


def _outline(course, text, names):
    kept = {
        (lesson, name): (revision_id, number)
        for revision_id, lesson, name, number in db.session.execute(
            select(Revision.id, Revision.lesson, Revision.name, Revision.number).where(Revision.course_id == course.id)
        )
    }
    links = Links(text.id)
    modules = []
    for number, module in enumerate(text.modules):
        lessons = tuple(
            _lesson_line(course, text, lesson, names[lesson.path], kept, links) for lesson in module.lessons
        )
        modules.append(
            ModuleLine(
                key=module.id,
                number=number,
                title=module.title,
                description=render_prose(module.description, links),
                minutes=sum(lesson.minutes for lesson in lessons if lesson.core),
                lessons=lessons,
            )
        )
    return Outline(
        key=text.id,
        title=text.title,
        summary=text.summary,
        licence=text.licence,
        authors=tuple(text.authors),
        kind=text.kind,
        language=text.language,
        access=text.access,
        maturity=text.maturity,
        unsure=text.unsure,
        welcome=render_prose(text.welcome, links),
        modules=tuple(modules),
    )


def _lesson_line(course, text, lesson, name, kept, links):
    if (lesson.id, name) in kept:
        revision_id, number = kept[lesson.id, name]
        sheets = [sheet_from_json(part["sheet"]) for part in _page(revision_id, lesson, text, links) if "sheet" in part]
    else:
        number = 1 + max((number for (key, _), (_, number) in kept.items() if key == lesson.id), default=0)
        revision_id, sheets = _new_revision(course, text, lesson, name, number, links)
    return LessonLine(
        key=lesson.id,
        title=lesson.title,
        minutes=lesson.minutes,
        core=lesson.core,
        maturity=lesson.maturity,
        unsure=lesson.unsure,
        complete=lesson.complete,
        revision_id=revision_id,
        revision=name,
        number=number,
        sheets=tuple(SheetLine(sheet.key, sheet.kind, sheet.scored, sheet.pass_mark is not None) for sheet in sheets),
    )


def _page(revision_id, lesson, text, links):
    """The parts that the present renderer drew, drawn now if it has not."""
    asked = select(Page.parts).where(Page.revision_id == revision_id, Page.renderer == RENDERER)
    parts = db.session.execute(asked).scalar()
    if parts is None:
        parts = render_lesson(lesson, text, links)
        db.session.execute(insert(Page).values(revision_id=revision_id, renderer=RENDERER, parts=parts))
    return parts


def _new_revision(course, text, lesson, name, number, links):
    revision_id = db.session.execute(
        insert(Revision)
        .values(course_id=course.id, lesson=lesson.id, name=name, number=number, made_at=now())
        .returning(Revision.id)
    ).scalar_one()
    parts = _page(revision_id, lesson, text, links)
    sheets = [sheet_from_json(part["sheet"]) for part in parts if "sheet" in part]
    definitions = {item["key"]: item for part in parts if "sheet" in part for item in part["sheet"]["items"]}
    rows = [
        {
            "revision_id": revision_id,
            "key": item.key,
            "sheet": sheet.key,
            "kind": item.kind,
            "position": position,
            "fingerprint": item.fingerprint,
            "definition": definitions[item.key],
        }
        for position, (sheet, item) in enumerate((sheet, item) for sheet in sheets for item in sheet.items)
    ]
    if rows:
        db.session.execute(insert(Question), rows)
    return revision_id, sheets


def _put_out(course, edition_id, by, note, changes):
    last = select(func.max(Publication.number)).where(Publication.course_id == course.id)
    publication = Publication(
        course_id=course.id,
        edition_id=edition_id,
        number=1 + (db.session.execute(last).scalar() or 0),
        at=now(),
        by=by,
        note=note,
        changes=[asdict(change) for change in changes],
    )
    db.session.add(publication)
    db.session.flush()
    course.publication_id = publication.id
    return publication
