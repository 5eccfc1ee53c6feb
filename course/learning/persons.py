"""What this room keeps about people: facts of an enrolment, never of a person."""

from sqlalchemy import select

from course.database import ask
from course.enrolment.models import Enrolment
from course.learning.erasing import erase_work as erase
from course.learning.models import Visit
from course.people.keeping import ALWAYS, BLANKED, DELETED, STAYS, Kept, columns

__all__ = ["KEPT", "erase", "seen_since"]
SEEN_BY = "You, and who runs this site. Evaluators see it only under random names, in the records of learning."

KEPT = (
    Kept("visit", "When you learn", {
        "id": "a random number", "enrolment_id": "on which course",
        **columns("when you came, and when you were last there, to five minutes", "began_at", "seen_at")},
        ALWAYS, SEEN_BY, "enrolment_id", STAYS),
    Kept("opening", "Lessons that you open", {
        **columns("a random number", "id", "visit_id"), "enrolment_id": "on which course",
        **columns("which text of which lesson", "lesson", "revision_id", "publication_id"), "at": "when"},
        ALWAYS, SEEN_BY, "enrolment_id", STAYS),
    Kept("attempt", "What you send", {
        **columns("a random number", "id", "key", "digest"), "enrolment_id": "on which course",
        **columns("which questions of which lesson, in which text", "revision_id", "publication_id", "lesson", "sheet"),
        "number": "which of your tries it was", **columns("when you were shown them and sent them", "shown_at", "sent_at"),
        **columns("how many points, and whether that is enough", "points", "maximum", "passed", "pass_mark")},
        ALWAYS, SEEN_BY, "enrolment_id", STAYS),
    Kept("draft", "Worksheets as you type", {
        "id": "a random number", "enrolment_id": "on which course",
        **columns("which worksheet of which lesson, in which text", "revision_id", "publication_id", "lesson", "sheet"),
        "content": "what you wrote, each time it was saved", "at": "when"}, ALWAYS,
        "You, and who runs this site. It is in no record of learning until you send it.", "enrolment_id", DELETED),
    Kept("answer", "Your answers", {
        "id": "a random number", **columns("which question, in which text", "attempt_id", "question_id", "revision_id"),
        "response": "what you answered or wrote", "shown": "in which order the options stood",
        **columns("whether it was right, and its points", "correct", "points", "maximum"),
        "confidence": "how sure you said you were"}, ALWAYS, SEEN_BY, "attempt_id", BLANKED),
    Kept("remarking", "Answers that you had marked anew, as a facilitator", {
        "id": "a number of its own",
        **columns("which question, by the key of which publication", "course_id", "publication_id", "question_id"),
        "why": "the reason that was given", "by": "who did it, if that was a facilitator", "at": "when"}, ALWAYS,
         "Facilitators of the course.", "by", STAYS),
    Kept("mark", "Marks that your answers were given later", {
        "id": "a random number", **columns("which answer, and on which occasion", "remarking_id", "answer_id"),
        **columns("whether it was right, and its points: before, and from then on", "old_correct", "old_points", "old_maximum",
                  "correct", "points", "maximum")}, ALWAYS, SEEN_BY, "answer_id", STAYS),
    Kept("result", "What that made of what you had sent", {
        "id": "a random number", **columns("what you had sent, and on which occasion it was marked anew", "remarking_id",
                                           "attempt_id"),
        **columns("how many points, and whether that is enough", "points", "maximum", "passed")},
        ALWAYS, SEEN_BY, "attempt_id", STAYS),
    Kept("receipt", "Anonymous surveys that you have answered", {
        "enrolment_id": "on which course", "sheet": "which survey", "day": "on which day"}, ALWAYS,
        "You, and who runs this site. It does not say what you answered.", "enrolment_id", STAYS),
    Kept("ballot", "What was said in anonymous surveys", {
        "id": "a random number that changes", **columns("which survey, in which text", "revision_id", "sheet"),
        "said": "the answers, without a name, a time or an order"},
        "Until ten people have answered; then it moves to the records of learning, each under a random name used once.",
        "Who runs this site, who cannot see whose it is.", None, "Stays: nobody can tell which is yours."),
    Kept("shared_answer", "Reflections that you share", {
        **columns("which answer of which course", "answer_id", "attempt_id", "course_id"),
        "shared_with": "whether the facilitator may read it, or may also pass it on"}, ALWAYS,
        "Facilitators of the course, with your name, until you write again and choose otherwise.", "answer_id", DELETED),
    Kept("completion", "What you have completed", {
        "id": "a random number", "enrolment_id": "on which course",
        **columns("which lesson, module or course, in which text", "what", "key", "revision_id", "publication_id"),
        "at": "when"}, ALWAYS, SEEN_BY, "enrolment_id", STAYS),
)


def seen_since(moment):
    """Ids of those who learned at that moment or later."""
    return ask(select(Enrolment.person_id).distinct().join(Visit).where(Visit.seen_at >= moment)).scalars().all()
