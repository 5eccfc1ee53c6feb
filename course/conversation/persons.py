"""What this room keeps about people: what they say to all, with the name that they chose for it, and to facilitators."""

from course.people.keeping import ALWAYS, BLANKED, STAYS, Kept, columns

KEPT = (
    Kept("thought", "Thoughts that you share", {
        "id": "a random number", "enrolment_id": "on which course",
        **columns("under which question, in which text", "course_id", "publication_id", "revision_id", "lesson", "sheet"),
        "name": "the name that you chose for it, if you chose one", "text": "what you wrote",
        "at_once": "whether it was shown without a facilitator's yes", "at": "when"}, ALWAYS,
        "All readers of the lesson, once it is shown and until it is hidden or you take it back; facilitators of the course; "
        "evaluators under a random name.", "enrolment_id", f"{BLANKED} It is taken back."),
    Kept("verdict", "What became of a thought", {
        "id": "a random number", "thought_id": "which thought", "what": "whether it was shown, hidden, reported or taken back",
        "person_id": "who said so", "at": "when"}, ALWAYS, "Who runs this site. Facilitators see how often, not who.",
        "person_id", STAYS),
    Kept("feedback", "Feedback on lessons", {
        "id": "a random number", "enrolment_id": "on which course",
        **columns("on which lesson, in which text", "course_id", "publication_id", "revision_id", "lesson"),
        "rating": "how useful you found it", "unclear": "what you wrote was unclear", "at": "when"}, ALWAYS,
        "You; facilitators of the course, without your name; evaluators under a random name; who runs this site.",
        "enrolment_id", BLANKED),
    Kept("reply", "What came of feedback", {
        "id": "a random number", "feedback_id": "which feedback", "what": "whether it is open, answered or done",
        "text": "what a facilitator answered", "person_id": "who answered", "at": "when"}, ALWAYS,
        "Whoever gave the feedback; what was done about it, everybody who reads the lesson; never who answered.",
        "feedback_id", STAYS),
)
