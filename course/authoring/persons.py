"""What this room keeps about people: what they write and have not published."""

from course.authoring.drafts import erase_drafts as erase
from course.people.keeping import DELETED, Kept, columns

__all__ = ["KEPT", "erase"]

UNTIL = "Until you publish or discard it."
SEEN = ("You. Other facilitators of the course see that you have a draft, and in which texts; before it was first published, also"
        " what stands in it.")

KEPT = (
    Kept("course_draft", "Courses that you write", {
        "id": "a number of its own", "person_id": "who writes it",
        "course": "of which course",
        **columns("when it was begun and changed, and the state that you are at", "begun_at", "changed_at", "step")},
        UNTIL, SEEN, "person_id", DELETED),
    Kept("draft_step", "Each step of a draft", {
        "draft_id": "of which draft", "number": "a number, in order", "at": "when",
        "what": "what you did, in a line", "path": "the file that you typed into", "based_on": "the edition it was made from",
        "files": "which texts and pictures it holds"}, UNTIL, SEEN, "draft_id", DELETED),
    Kept("draft_blob", "What stands in a draft", {
        "name": "a fingerprint of it", "data": "the text or picture", "at": "when it was kept"},
        "Until a night after no draft holds it any more.", SEEN, None, DELETED),
)
