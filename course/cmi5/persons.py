"""What this room keeps about people: who imported a package, and what learners do in those of other tools."""

from course.people.keeping import ALWAYS, STAYS, Kept, columns

KEPT = (
    Kept("package_version", "Packages of other tools that you import", {
        "id": "a number of its own", **columns("which package, and what is in it", "package_id", "number", "content", "structure",
                                               "digest", "size"),
        "made_at": "when", "made_by": "who imported it"}, ALWAYS, "Facilitators of the course, and who runs this site.",
        "made_by", STAYS),
    Kept("registration", "Activities of other tools that you begin", {
        "id": "a random number; its end is the code that you may tell a facilitator", "enrolment_id": "on which course",
        "package_id": "which package", "actor": "the random name under which it sees you", "at": "when you began"},
        ALWAYS, "You, and who runs this site. A facilitator to whom you tell the code.", "enrolment_id", STAYS),
    Kept("activity_session", "Activities of other tools that you open", {
        "id": "a random number", "registration_id": "which of those you began", **columns(
            "what you opened, and how", "version_id", "unit", "mode"),
        **columns("fingerprints of the secrets with which it tells this site what you do", "fetch_hash", "secret_hash"),
        **columns("when you opened it, when it last said something, and when it ended", "launched_at", "seen_at", "ended_at",
                  "preferences_at"),
        "said": "what it has said so far: begun, completed, passed, failed, ended", "sent": "how much it has sent"},
        ALWAYS, "You, and who runs this site. A facilitator to whom you tell the code.", "registration_id",
        "Ended. What it kept about you goes, the rest stays, and nothing in it leads to you."),
    Kept("outcome", "What you have done in activities of other tools", {
        "id": "a random number", "registration_id": "which of those you began",
        **columns("what was completed, passed, done or waived, and when", "of", "thing", "what", "session", "at"),
        "reason": "why it was waived, if it was", "by": "the facilitator who waived it"},
        ALWAYS, "You, and who runs this site. A facilitator to whom you tell the code.", "registration_id",
        "The reason is blanked; the rest stays, and nothing in it leads to you."),
)
