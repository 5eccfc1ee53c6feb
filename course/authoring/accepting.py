"""A facilitator accepts an answer that nobody foresaw: it is listed in the source, published, and those who wrote it are marked
anew, all in one. `course pull` brings the edition into the folder."""

from dataclasses import dataclass

from course.authoring.publishing import publish_prepared, whom_it_touches
from course.authoring.queries import changes_of
from course.content.accepting import with_accepted
from course.content.preparing import Prepared, prepare
from course.content.queries import files_of
from course.content.questions import fits, unmatched
from course.content.settling import Ruling
from course.errors import CourseError
from course.learning.kept_answers import kept_answers
from course.learning.remarking import key_of


class CannotBeAccepted(CourseError):
    status = 422
    sentence = (
        "This answer cannot be listed by a press: nobody's kept answer would be right by it, or its question cannot be read that"
        " way. List it in the lesson's file, and publish it with its answers marked anew."
    )


@dataclass(frozen=True)
class Acceptance:
    """The course with one more accepted answer, ready to be published; `edition` is what it was made from."""

    prepared: Prepared
    question: str
    text: str
    edition: str
    changes: list

    @property
    def note(self):
        return f"“{self.text}” is accepted as an answer to {self.question}"


def prepare_acceptance(standing, question, text):
    """What takes long, before any lock. Raises CannotBeAccepted, NotFound."""
    item = key_of(standing, question).item
    responses = [kept.response for kept in kept_answers(standing, [question]) if _is_unforeseen(item, kept, text)]
    files = files_of(standing.edition_id)
    path = next((lesson.path for lesson in prepare(files).text.lessons if _item(lesson, question)), None)
    for source in with_accepted(files[path].decode(), question, text) if path and responses else ():
        prepared = prepare(files | {path: source.encode()})
        changes = [] if prepared.errors else changes_of(prepared)
        if [(change.kind, change.question) for change in changes] == [("key", question)]:
            new = next(filter(None, (_item(lesson, question) for lesson in prepared.text.lessons)))
            if not any(text in unmatched(new, response) for response in responses):
                return Acceptance(prepared, question, text, standing.edition, changes)
    raise CannotBeAccepted


def _is_unforeseen(item, kept, text):
    return kept.kind == item.kind and fits(item, kept.response) and text in unmatched(item, kept.response)


def _item(lesson, question):
    return next((item for sheet in lesson.sheets for item in sheet.items if item.key == question), None)


def publish_acceptance(acceptance, *, by=None):
    """The Publication with the answer listed; kept answers are marked anew with it. Raises CourseHasMovedOn."""
    question = acceptance.question
    return publish_prepared(
        acceptance.prepared,
        touched=whom_it_touches(acceptance.changes),
        by=by,
        note=acceptance.note,
        expecting=acceptance.edition,
        ruling=Ruling({question: "key"}, remark=frozenset({question})),
    )
