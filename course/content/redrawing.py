"""Source is kept, HTML is drawn: the page of a revision that the present renderer has not drawn is drawn from its bytes."""

import json

from sqlalchemy import select

from course.content import outlines
from course.content.linking import Links
from course.content.models import Blob, Course, Edition, EditionFile, Revision
from course.content.parsing import LessonParser
from course.content.rendering import Renderer
from course.database import ask

_ASKED = (
    select(Blob.data, EditionFile.path, Edition.outline, Course.key)
    .select_from(Revision)
    .join(Course, Course.id == Revision.course_id)
    .join(Blob, Blob.name == Revision.name)
    .join(EditionFile, EditionFile.blob == Revision.name)
    .join(Edition, (Edition.id == EditionFile.edition_id) & (Edition.course_id == Revision.course_id))
    .order_by(Edition.id.desc())
    .limit(1)
)


def draw_again(revision_id):
    """The parts of a revision's page, as `Renderer.lesson()` gives them; links to lessons are those of the last edition with it.

    Nothing is stored: who reads a page writes nothing. The next publication with this revision stores its page.
    """
    data, path, outline, course = ask(_ASKED.where(Revision.id == revision_id)).one()
    lesson, _ = LessonParser()(path, data)
    known = {line.key for line in outlines.from_json(outline).lessons}
    return json.loads(json.dumps(Renderer(known, Links(course)).lesson(lesson)))  # as a row of Page would give them
