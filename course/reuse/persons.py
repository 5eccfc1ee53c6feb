"""What this room keeps about people: what they say that they made of a course, for all to see once a facilitator said yes."""

from course.people.keeping import ALWAYS, BLANKED, STAYS, Kept, columns
from course.reuse.registering import erase_told as erase

__all__ = ["KEPT", "erase"]

KEPT = (
    Kept("adaptation", "Adaptations that you tell of", {
        "id": "a random number", "person_id": "who told it", "course": "of which course",
        **columns("what yours is called, where it stands, and what you changed", "title", "address", "changes"), "at": "when"},
        ALWAYS, "Everybody, without your name, once a facilitator has said yes and until you take it back; facilitators of the "
        "course, without your name.", "person_id", f"{BLANKED} It is taken off the list."),
    Kept("adaptation_ruling", "What became of an adaptation", {
        "id": "a random number", "adaptation_id": "which adaptation",
        "what": "whether it was listed, declined or taken back", "person_id": "who said so", "at": "when"},
        ALWAYS, "Who runs this site.", "person_id", STAYS),
)
