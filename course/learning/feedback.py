"""Feedback as the classroom has it: given at a lesson's end, told to the ledger, and shown again to who gave it."""

from course.conversation.feedback import RATINGS, done_about, give_feedback, hers
from course.ids import second_id
from course.learning.telling import base
from course.statements.recording import record
from course.statements.vocabulary import VERBS

SHEET = "feedback"  # what its form's key is signed for


def say_feedback(learner, standing, revision, key, *, rating, unclear):
    """Keep what a form said of a lesson, and tell it: once for each form."""
    kept = give_feedback(learner.enrolment_id, standing, revision, key, rating=rating, unclear=unclear)
    if kept:
        record(list(_told(learner, standing, revision, kept)))


def _told(learner, standing, revision, kept):
    line = standing.outline.lesson(revision.lesson)
    common = {
        **base(learner, standing, revision.lesson),
        "revision": revision.name,
        "timestamp": kept["at"],
        "kind": "lesson",
        "key": revision.lesson,
        "name": line.title,
    }
    if kept["rating"]:
        yield {**common, "id": kept["id"], "verb": "rated", "score": float(kept["rating"]), "maximum": float(max(RATINGS)),
               "lowest": min(RATINGS)}
    if kept["unclear"]:
        own = second_id(kept["id"], VERBS["commented"].iri) if kept["rating"] else kept["id"]
        yield {**common, "id": own, "verb": "commented", "response": kept["unclear"], "given": kept["unclear"]}


def feedback_page(standing, line, revision, state):
    """What she said of this revision, and what facilitators did about remarks on the lesson."""
    lessons = (line.key, *standing.lineage.former("lesson", line.key))
    return {"given": hers(standing.course_id, state.enrolments, revision.id) if state.enrolments else None,
            "done": done_about(standing.course_id, lessons), "ratings": RATINGS}
