"""What a change is and whom it touches, in words: the same on the facilitator's page, in the history and on the command line."""

TOUCHED = {
    "lesson added": "{learners} on the course will find it",
    "lesson text": "{learners} opened the lesson; they are told once what changed",
    "lesson moved": "{learners} opened it",
    "lesson withdrawn": "{learners} opened it; what they did stays and counts",
    "question added": "{learners} opened the lesson before it was there",
    "question gone": "{answered} answered; their answers stay and count",
    "feedback": "{answered} answered, {wrong} never right",
    "wording": "{answered} answered",
    "key": "{answered} answered; {gain} would pass who did not; {lose} would lose",
    "structure": "{answered} answered; they are asked anew",
}
UNSAID = "; unless you say that it is the same question, they are asked anew"


def touched_by(change):
    """A sentence without its full stop, for a Change or for one as a Publication keeps it; empty where nothing was counted."""
    change = change if isinstance(change, dict) else {"kind": change.kind, "touched": change.touched}
    if not change.get("touched"):
        return ""
    return TOUCHED[change["kind"]].format_map({"answered": 0, "wrong": 0, "gain": 0, "lose": 0} | change["touched"])


def in_a_line(change):
    """`feedback: levels told (41 answered, 9 never right)`"""
    words = f"{change.kind}: {change.lesson} {change.question or ''}".rstrip()
    unsaid = UNSAID if change.kind == "wording" and not change.confirmed else ""
    return f"{words} ({touched_by(change)}{unsaid})" if change.touched else words
