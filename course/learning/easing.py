"""An edition may ask for less than the one before: a question or a lesson has left it. What she did is enough then, and no form
is left to send that would tell so. That is seen when it is noted that she opened a lesson, from what was read for its page."""

from course.content.queries import parts_of
from course.learning.progress import full, is_complete


def asks_less(page, line, state):
    """Whether this lesson, a module or the course is complete by what stands and what she did, and is not kept as that. `page` is
    the lesson's showing.LessonPage."""
    done = state.done()
    if line.key not in done and _has_sent_all(page, line, state):
        return True
    return not state.completed.issuperset(full(page.standing.outline, done))


def _has_sent_all(page, line, state):
    standing, attempts = page.standing, state.sent.values()
    if line.complete == "read" or not (attempts or page.receipts or page.activities):
        return False
    sheets = [part.sheet for part in parts_of(line.revision_id, standing.edition) if part.sheet]
    sent = {standing.lineage.today("block", one.sheet) for one in attempts} | page.receipts.keys()
    sent |= {key for key, one in page.activities.items() if one and one.satisfied}
    passed = {standing.lineage.today("block", one.sheet) for one in attempts if one.passed}
    return bool(sent) and is_complete(line.complete, sheets, sent, passed)
