"""A worksheet or commitment is saved: as a draft while she types, and as sent by its button, which counts and is told."""

from dataclasses import replace

from sqlalchemy import insert

from course.clock import now_after
from course.content.questions import KINDS
from course.content.questions.responding import skipped
from course.content.sheets import Response
from course.database import ask
from course.ids import new_id
from course.learning.answering import digest_of, keep_attempt
from course.learning.merging import merge
from course.learning.models import Draft
from course.learning.papers import contents_of, papers_of
from course.learning.working import work_of

_ADD = insert(Draft.__table__)


def read_values(sheet, fields):
    """{item key: value} from a form's values ({field: [strings]}). Raises ResponseDoesNotFit."""
    return {item.key: KINDS[item.kind].respond(item, fields).value for item in sheet.items}


def save_draft(learner, standing, revision, sheet, mine, based_on):
    """(id of the version that stands now, whether both had changed the same words, whether another tab brought any).

    The same content as the latest is no new version. The caller holds the learner locked.
    """
    latest, kept, clash, brought = _merged(learner, standing, sheet, mine, based_on)
    if latest and _content(latest) == kept:
        return latest.id, clash, brought
    draft = {
        "id": new_id(),
        "enrolment_id": learner.enrolment_id,
        "revision_id": revision.id,
        "publication_id": standing.publication_id,
        "lesson": revision.lesson,
        "sheet": sheet.key,
        "content": kept,
        "at": now_after(latest and latest.at),
    }
    ask(_ADD, draft)
    return draft["id"], clash, brought


def send_paper(learner, standing, revision, sheet, mine, based_on, key):
    """The same by the button: (id of the attempt, clash). Pressed twice is sent once; never refused, never overwritten."""
    latest, kept, clash, _ = _merged(learner, standing, sheet, mine, based_on)
    if latest and not latest.typed and latest.revision_id == revision.id and _content(latest) == kept:
        return latest.id, False
    work = work_of(learner, standing, revision.lesson, sheet.key)
    if work.of_form(key.id):
        key = replace(key, id=new_id())
    given = {item.key: (Response(kept[item.key]) if kept[item.key] else skipped(), None) for item in sheet.items}
    return keep_attempt(learner, standing, revision, sheet, given, key, work, digest_of(given), after=latest and latest.at), clash


def _merged(learner, standing, sheet, mine, based_on):
    paper = papers_of(learner.enrolment_id, [sheet.key], standing.lineage)[sheet.key]
    base = next((version for version in paper.versions if version.id == based_on), None)
    return paper.latest, *merge(sheet, _content(base) if base else {}, mine, paper.on(sheet))


def _content(version):
    return contents_of(version)
