"""What this room keeps about people: who published which edition, and who unpublished or archived a course."""

from course.people.keeping import ALWAYS, STAYS, Kept, columns

KEPT = (
    Kept("publication", "Courses that you publish", {
        "id": "a number of its own", **columns("which edition of which course", "course_id", "edition_id", "number"),
        "by": "who published it, if that was a facilitator",
        **columns("when, and with which note and changes", "at", "note", "changes", "lineage")},
        ALWAYS, "Everybody sees when and what; facilitators of the course see who.", "by", STAYS),
    Kept("offering", "Courses that you unpublish, archive or reopen", {
        "id": "a number of its own", **columns("what became of which course", "course_id", "state"),
        "by": "who did it, if that was a facilitator", **columns("when, and why", "at", "why")},
        ALWAYS, "Facilitators of the course.", "by", STAYS),
)
