"""What this room keeps about people: what they say to all, with the name that they chose for it."""

from course.people.keeping import ALWAYS, Kept, columns

KEPT = (
    Kept("thought", "Thoughts that you share", {
        "id": "a random number", "enrolment_id": "on which course",
        **columns("under which question, in which text", "course_id", "publication_id", "revision_id", "lesson", "sheet"),
        "name": "the name that you chose for it, if you chose one", "text": "what you wrote",
        "at_once": "whether it was shown without a facilitator's yes", "at": "when"}, ALWAYS,
        "All readers of the lesson, once it is shown and until it is hidden or you take it back; facilitators of the course; "
        "evaluators under a random name."),
    Kept("verdict", "What became of a thought", {
        "id": "a random number", "thought_id": "which thought", "what": "whether it was shown, hidden, reported or taken back",
        "person_id": "who said so", "at": "when"}, ALWAYS, "Who runs this site. Facilitators see how often, not who."),
)
