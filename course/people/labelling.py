"""What the page of everything that is kept about somebody calls each column: words in place of the names that programs use."""

from datetime import UTC, date, datetime

# Of columns that share their sentence on /privacy with others: this says which of them it is.
LABELS = {
    "accepted_at": "Accepted", "accepted_by": "Accepted by the account with the number",
    "account_id": "The account, by its number", "activity": "Activity, by its address", "address": "Address",
    "again": "Whether it is to be sent again", "answer_id": "Answer, by its number", "at": "When",
    "attempt": "What you sent, by its number", "attempt_id": "What you sent, by its number",
    "attempt_number": "Which of your tries it was", "began_at": "When you began", "begun_at": "Begun",
    "changed_at": "Last changed", "changed_by": "Changed by the tool", "changes": "What was changed", "cohort": "Group",
    "confidence": "How sure you said you were", "confirmed_at": "Address confirmed", "content": "What it holds",
    "content_type": "Kind of file", "correct": "Whether it was right",
    "counts": "Whether it counts in the figures of evaluators", "course": "Course, by its key",
    "course_id": "Course, by its number", "destination_id": "Where to, by its number",
    "digest": "Fingerprint of what was sent", "duration": "Seconds that it took",
    "edition": "Edition of the course, by its fingerprint", "edition_id": "Edition of the course, by its number",
    "ended_at": "Ended", "ended_by": "Ended by the account with the number", "ends_at": "Can be used until",
    "etag": "Fingerprint", "fetch_hash": "Secret to begin with", "fingerprint": "What the question means, by a fingerprint",
    "given_at": "Given", "given_by": "Given by the account with the number", "guest_id": "The guest, by its number",
    "id": "A random number of its own", "key": "Name or random number that tells it from others", "kind": "Kind",
    "launched_at": "Opened", "lesson": "Lesson, by its key",
    "lineage": "Which lessons and questions go on under another name", "made_at": "Made",
    "made_by": "Made by the account with the number", "maximum": "Points that could be earned",
    "missing": "Why there is no answer", "mode": "How it was opened", "module": "Module, by its key", "name": "Name",
    "note": "Note", "number": "Which one it is, counted from 1", "of": "What it is about",
    "of_tools": "Whether records of other tools go, too", "old_correct": "Whether it was right, before",
    "old_maximum": "Points that could be earned, before", "old_points": "Points, before", "outcome": "What became of it",
    "package_id": "Package, by its number", "pass_mark": "Share of the points that is enough",
    "passed": "Whether that is enough", "paused_at": "Paused", "place": "Place, by a fingerprint", "points": "Points",
    "position": "Record, by its number", "preferences_at": "When it asked for your preferences",
    "publication_id": "Edition of the course that you were on, by its number", "question": "Question, by its key",
    "question_id": "Question, by its number", "reason": "What was said against it", "refusal": "What was in the way",
    "registration": "Your way through the course, by a random number", "remarking_id": "Occasion, by its number",
    "response": "What you answered or wrote", "revision": "Text of the lesson, by its fingerprint",
    "revision_id": "Text of the lesson, by its number", "revoked_at": "Revoked",
    "revoked_by": "Revoked by the account with the number", "role": "Role", "role.name": "Role",
    "scopes": "What it may do", "score": "Points",
    "secret": "What this site says to be let in", "secret_hash": "Secret", "seen_at": "Last there",
    "sent": "How many were sent", "sent_at": "Sent", "session": "Where, by its number", "sha2": "Fingerprint of its bytes",
    "sheet": "Question, quiz or worksheet, by its key", "shown": "In which order the options stood",
    "shown_at": "Shown to you", "signed_up_at": "Signed up", "since": "Records since", "size": "How many bytes",
    "state": "What became of it", "statement_id": "Record, by its random number", "step": "State that you are at",
    "stored": "Kept since", "structure": "What is in it", "success": "Whether it was right", "taken_at": "Taken back",
    "taken_by": "Taken back by the account with the number", "thing": "Which", "timestamp": "When", "title": "Title",
    "tries": "How often that was tried", "trouble": "What was in the way", "trouble_at": "When it was in the way",
    "try_at": "To be tried again", "unit": "What you opened", "used_at": "Used", "user": "Name to be let in by",
    "verb": "What you did, by its address", "verbs": "What these records say",
    "version": "Version of the language of records", "version_id": "Version of the package, by its number",
    "visit_id": "Visit, by its random number", "wave": "Moment of the survey", "what": "What", "why": "Why",
    "with_names": "Whether with random names", "written": "What you wrote beside an option", "written_at": "Written",
}


def label(table, column):
    """Words for one column of a `keeping.Kept`: its own sentence, or those that tell it from others with the same sentence."""
    words = table.what[column]
    if list(table.what.values()).count(words) == 1:
        return words[:1].upper() + words[1:]
    return LABELS.get(f"{table.table}.{column}") or LABELS[column]


def shown(value):
    """A value as a person reads it: days and times in UTC, yes and no, and no brackets around what is several."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%-d %B %Y, %H:%M:%S} UTC"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {shown(one)}" for name, one in value.items() if one not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return ", ".join(str(shown(one)) for one in value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
