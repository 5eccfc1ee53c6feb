"""Everything about publishing that takes long, done before anything is locked: reading, checking, comparing, drawing."""

from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select

from course.content.checking import check_files
from course.content.checking_surveys import check_open_waves
from course.content.course_text import CourseText
from course.content.linking import Links
from course.content.models import Blob, Course, EditionFile, Page, Proof, Publication, Revision
from course.content.naming import blob_name
from course.content.parsing import course_key, parse_course
from course.content.proofs import Proofs, checker
from course.content.rendering import RENDERER, Renderer
from course.content.vanishing import check_against
from course.database import ask


@dataclass(frozen=True)
class Prepared:
    """A course as it would be published. Only what is new in it was parsed and drawn: `pages` are the parts of the pages that
    nobody drew before, by path."""

    files: dict[str, bytes]
    names: dict[str, str]
    text: CourseText | None
    problems: list
    proofs: Proofs
    pages: dict[str, list] = field(default_factory=dict)
    texts: dict[int, CourseText] = field(default_factory=dict)

    @cached_property
    def renderer(self):
        return Renderer({lesson.id for lesson in self.text.lessons}, Links(self.text.id))

    @property
    def errors(self):
        return [problem for problem in self.problems if problem.level == "error"]

    def page(self, lesson):
        if lesson.path not in self.pages:
            self.pages[lesson.path] = self.renderer.lesson(lesson)
        return self.pages[lesson.path]

    def text_of(self, edition_id):
        """The CourseText of an edition of this course."""
        if edition_id not in self.texts:
            self.texts[edition_id] = self._read(edition_id)
        return self.texts[edition_id]

    def _read(self, edition_id):
        named = ask(select(EditionFile.path, EditionFile.blob).where(
            EditionFile.edition_id == edition_id, EditionFile.path.endswith(".md"))).all()
        at_hand = {name: self.files[path] for path, name in self.names.items()}
        missing = {name for _, name in named} - at_hand.keys()
        at_hand |= dict(ask(select(Blob.name, Blob.data).where(Blob.name.in_(missing))).all()) if missing else {}
        return parse_course({path: at_hand[name] for path, name in named}, self.proofs.parse)[0]


def prepare(files):
    """Read, check and draw a course from {path: bytes}, as far as nobody did it before; `publish()` stores it."""
    names = {path: blob_name(data) for path, data in files.items()}
    standing = _standing_edition(files)
    proofs = Proofs(_kept_proofs(names, standing))
    text, problems = check_files(files, proofs)
    prepared = Prepared(files, names, text, problems, proofs)
    if text and not prepared.errors:
        drawn = pages_drawn(text.id)
        for lesson in text.lessons:
            if (lesson.id, names[lesson.path]) not in drawn:
                prepared.page(lesson)
    if text and standing is not None:
        problems += check_open_waves(prepared.text_of(standing), text)
    if text and standing is not None and not prepared.errors:
        problems += check_against(text, prepared.text_of(standing))
    return prepared


def pages_drawn(course):
    """{(lesson, revision's name)} of all pages of a course that the present renderer has drawn."""
    asked = select(Revision.lesson, Revision.name).join(Course, Course.id == Revision.course_id)
    asked = asked.join(Page, Page.revision_id == Revision.id)
    return set(map(tuple, ask(asked.where(Course.key == course, Page.renderer == RENDERER))))


def _standing_edition(files):
    """The id of the edition that stands of the course in these files, or None."""
    key = course_key(files["course.md"]) if "course.md" in files else None
    asked = select(Publication.edition_id).join(Course, Course.publication_id == Publication.id).where(Course.key == key)
    return ask(asked).scalar()


def _kept_proofs(names, standing):
    """{blob name: JSON} for the files at hand and those of the edition that stands."""
    wanted = {name for path, name in names.items() if path.endswith(".md")}
    asked = select(Proof.blob, Proof.text).where(Proof.checker == checker())
    kept = dict(ask(asked.where(Proof.blob.in_(wanted))).all())
    if standing is not None:
        its = select(EditionFile.blob).where(EditionFile.edition_id == standing)
        kept |= dict(ask(asked.where(Proof.blob.in_(its), Proof.blob.not_in(kept))).all())
    return kept
