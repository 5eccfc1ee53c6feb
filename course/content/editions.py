"""What is asked of a course's editions: which were put out, by whom, and what they say."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from course.content import outlines
from course.content.lineage import lineage_from_json
from course.content.models import Blob, Course, Edition, EditionFile, Proof, Publication
from course.content.parsing import parse_course
from course.content.proofs import Proofs, checker
from course.database import ask
from course.errors import NotFound


@dataclass(frozen=True)
class PutOut:
    """A publication: the edition with this name was put out under this number. `by` is a person, None by the command."""

    number: int
    at: datetime
    by: int | None
    note: str
    changes: list
    edition_id: int
    edition: str


_asked = (
    select(Publication.number, Publication.at, Publication.by, Publication.note, Publication.changes, Publication.edition_id,
           Edition.name.label("edition"))
    .join(Edition, Edition.id == Publication.edition_id)
    .join(Course, Course.id == Publication.course_id)
)


def put_out(course, *, below=None, limit=None):
    """A course's PutOuts, newest first; `below`: of smaller numbers only."""
    asked = _asked.where(Course.key == course).order_by(Publication.number.desc()).limit(limit)
    return [PutOut(*row) for row in ask(asked.where(Publication.number < below) if below is not None else asked)]


def put_out_as(course, number):
    """The PutOut with this number. Raises NotFound."""
    row = ask(_asked.where(Course.key == course, Publication.number == number)).first()
    if row is None:
        raise NotFound("This course has no edition of that number.")
    return PutOut(*row)


def last_number(course):
    """The number of the newest publication, 0 where there is none."""
    asked = select(func.max(Publication.number)).join(Course, Course.id == Publication.course_id)
    return ask(asked.where(Course.key == course)).scalar() or 0


def outline_of_edition(edition_id):
    """The Outline of an edition."""
    return outlines.from_json(ask(select(Edition.outline).where(Edition.id == edition_id)).scalar())


def lineage_as_of(course, number):
    """What went on through edits up to this publication."""
    asked = select(Publication.lineage).join(Course, Course.id == Publication.course_id)
    return lineage_from_json(ask(asked.where(Course.key == course, Publication.number == number)).scalar())


def text_of_edition(edition_id):
    """The CourseText of an edition, or None where today's reader cannot read it any more."""
    named = ask(select(EditionFile.path, Blob.name, Blob.data).join(Blob, Blob.name == EditionFile.blob).where(
        EditionFile.edition_id == edition_id, EditionFile.path.endswith(".md"))).all()
    kept = ask(select(Proof.blob, Proof.text).where(Proof.checker == checker(), Proof.blob.in_([name for _, name, _ in named])))
    return parse_course({path: data for path, _, data in named}, Proofs(dict(kept.all())).parse)[0]
