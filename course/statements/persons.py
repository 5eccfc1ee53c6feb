"""What this room keeps about people: the ledger, which knows them by random names alone."""

from datetime import timedelta

from course.clock import now
from course.people.erasing import erase as erasing
from course.people.keeping import ALWAYS, DELETED, RUNS, STAYS, Kept, columns
from course.statements.erasing import before, count_statements, delete_statements, erase_told, of_actor

__all__ = ["KEPT", "count_records", "delete_records", "erase", "retain", "retention_due"]
erase = erase_told

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
        " that it lets read here.", "actor", "What you wrote is blanked, and what other tools sent about you is deleted;"
        " the rest stays under a random name that leads to nobody."),
    Kept("mention", "Whom and what records of other tools name", {
        "term": "a fingerprint of somebody's or something's name", **columns("in which record", "stored", "position")},
        ALWAYS, RUNS, None, "Deleted with the records."),
    Kept("attachment", "What other tools attached to records", {
        "sha2": "a fingerprint of its bytes", "length": "how many they are", "stored": "when"}, ALWAYS, RUNS, None,
        "Deleted with the last record that it belongs to."),
    Kept("attachment_piece", "The bytes of what they attached", {
        **columns("whose bytes, and in which order", "sha2", "number"),
        "data": "whatever the tool attached: a picture, a text that you handed in"}, ALWAYS,
        "Who runs this site, and tools that it lets read here.", None, "Deleted with the last record that it belongs to."),
    Kept("attached", "Which record it was attached to", {
        **columns("the record and the fingerprint", "position", "sha2"), "content_type": "what kind of file"}, ALWAYS, RUNS,
        "position", DELETED),
    Kept("document", "What tools keep for themselves", {
        "key": "a number of its own", "actor": "your random name, if it is about you",
        **columns("what it is about: an activity, an attempt, a name that the tool chose", "place", "kind", "activity",
                  "registration", "name"),
        **columns("what the tool wrote there, such as where you stopped", "content", "content_type", "etag"),
        **columns("when it was last changed, and by which tool", "changed_at", "changed_by")},
        "Until a tool removes it.", "Tools that may keep such documents, and who runs this site.", "actor", DELETED),
    Kept("credential", "Tools that may send and read records", {
        "id": "a number of its own",
        **columns("the tool's name, and its secret as a fingerprint", "name", "secret_hash", "title"),
        **columns("what it may do", "scopes", "counts"), **columns("who made it and ended it", "made_by", "revoked_by"),
        **columns("when it was made, used and ended", "made_at", "used_at", "revoked_at")}, ALWAYS, RUNS, "made_by",
        STAYS),
)


def delete_records(actor=None, moment=None, *, by=None):
    """Delete statements for good, under a name in the ledger or stored before a moment: [(words, how many)]."""
    what = f"actor {actor}" if actor else f"before {moment:%Y-%m-%d}"
    with erasing(what, by=by) as counts:
        counts["records"] += delete_statements(of_actor(actor) if actor else before(moment))
    return list(counts.items())


def count_records(actor=None, moment=None):
    """What `delete_records()` would delete."""
    return [("records", count_statements(of_actor(actor) if actor else before(moment)))]


def retention_due(settings):
    """What `retain()` would delete today."""
    if not settings.KEEP_STATEMENTS:
        return []
    return count_records(moment=now() - timedelta(days=settings.KEEP_STATEMENTS))


def retain(settings):
    """Delete what is older than COURSE_KEEP_STATEMENTS says."""
    if not settings.KEEP_STATEMENTS:
        return []
    moment = now() - timedelta(days=settings.KEEP_STATEMENTS)
    return delete_records(moment=moment) if count_statements(before(moment)) else []
