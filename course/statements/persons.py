"""What this room keeps about people: the ledger, which knows them by random names alone."""

from course.people.keeping import ALWAYS, RUNS, Kept, columns

KEPT = (
    Kept("statement", "The records of learning", {
        "position": "a number of its own", **columns("a random number", "id", "attempt", "registration"),
        "actor": "your random name, never your own",
        **columns("what you did with which part of which course, in which text", "verb", "activity", "course", "module",
                  "lesson", "edition", "revision", "sheet", "question", "fingerprint", "cohort", "wave", "shown",
                  "attempt_number"),
        **columns("what you answered or wrote, or that you left it out", "response", "written", "missing", "confidence"),
        **columns("whether it was right, its points, and how long it took", "success", "score", "maximum", "duration"),
        **columns("when", "timestamp", "stored"), "authority": "which tool sent it, if that was not this site",
        "statement": "the same once more, as one text"},
        ALWAYS, "Evaluators of the course, under random names that differ from course to course; who runs this site; and tools"
        " that it lets read here."),
    Kept("mention", "Whom and what records of other tools name", {
        "term": "a fingerprint of somebody's or something's name", **columns("in which record", "stored", "position")},
        ALWAYS, RUNS),
    Kept("attachment", "What other tools attached to records", {
        "sha2": "a fingerprint of its bytes", "length": "how many they are", "stored": "when"}, ALWAYS, RUNS),
    Kept("attachment_piece", "Its bytes", {
        **columns("whose bytes, and in which order", "sha2", "number"),
        "data": "whatever the tool attached: a picture, a text that you handed in"}, ALWAYS,
        "Who runs this site, and tools that it lets read here."),
    Kept("attached", "Which record it belongs to", {
        **columns("the record and the fingerprint", "position", "sha2"), "content_type": "what kind of file"}, ALWAYS, RUNS),
    Kept("document", "What tools keep for themselves", {
        "key": "a number of its own", "actor": "your random name, if it is about you",
        **columns("what it is about: an activity, an attempt, a name that the tool chose", "place", "kind", "activity",
                  "registration", "name"),
        **columns("what the tool wrote there, such as where you stopped", "content", "content_type", "etag"),
        **columns("when it was last changed, and by which tool", "changed_at", "changed_by")},
        "Until a tool removes it.", "Tools that may keep such documents, and who runs this site."),
    Kept("credential", "Tools that may send and read records", {
        "id": "a number of its own",
        **columns("the tool's name, and its secret as a fingerprint", "name", "secret_hash", "title"),
        **columns("what it may do", "scopes", "counts"), **columns("who made it and ended it", "made_by", "revoked_by"),
        **columns("when it was made, used and ended", "made_at", "used_at", "revoked_at")}, ALWAYS, RUNS),
)
