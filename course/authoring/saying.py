"""What a change is and whom it touches, in words: the same on the facilitator's page, in the history and on the command line."""

KEY = "{answered} answered; {gain} would pass who did not; {lose} would lose"
NOBODY = {"answered": 0, "wrong": 0, "gain": 0, "lose": 0, "passes": 0}
TOUCHED = {
    "lesson added": "{learners} on the course will find it",
    "lesson text": "{learners} opened the lesson; they are told once what changed",
    "lesson moved": "{learners} opened it",
    "lesson renamed": "{learners} opened it; what they did goes on under the new id",
    "module renamed": "{learners} are on the course; what they completed goes on under the new id",
    "sheet renamed": "{learners} opened the lesson; what they did goes on under the new id",
    "question renamed": "{answered} answered; that goes on under the new id",
    "lesson withdrawn": "{learners} opened it; what they did stays and counts",
    "question added": "{learners} opened the lesson before it was there",
    "question gone": "{answered} answered; their answers stay and count",
    "feedback": "{answered} answered, {wrong} never right",
    "wording": "{answered} answered",
    "key": KEY,
    "structure": "{answered} answered; they are asked anew",
}
UNSAID = "; unless you say that it is the same question, they are asked anew"


def touched_by(change):
    """A sentence without its full stop, for a Change or for one as a Publication keeps it; empty where nothing was counted."""
    change = change if isinstance(change, dict) else {"kind": change.kind, "touched": change.touched}
    if not change.get("touched"):
        return ""
    return counted(change["touched"], TOUCHED[change["kind"]])


def counted(counts, words=KEY):
    """`41 answered; 9 would pass who did not; 0 would lose`, and what follows for quizzes and for those who would lose."""
    counts = NOBODY | counts
    said = words.format_map(counts)
    if words == KEY and counts["passes"]:
        said += f"; {counts['passes']} would pass the quiz"
    return said + ", and keep the mark they have" if words == KEY and counts["lose"] else said


def in_a_line(change):
    """`feedback: levels told (41 answered, 9 never right)`"""
    words = f"{change.kind}: {change.lesson} {change.question or ''}".rstrip()
    unsaid = UNSAID if change.kind == "wording" and not change.confirmed else ""
    return f"{words} ({touched_by(change)}{unsaid})" if change.touched else words
